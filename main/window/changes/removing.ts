// Faces and photos that screens delete, for as long as the window is open to be taken back.
import { success, type Result } from '../../../models/failure.ts';
import type { Library } from '../../library/library.ts';
import type { LibraryFace, Removed } from '../../library/photos.ts';
import type { InLibrary, ScreenHandlers } from '../handlers.ts';
import { facesOf } from '../people/facesOf.ts';
import type { UndoStack } from './undo.ts';

export function removingHandlers(
  undo: UndoStack,
  inLibrary: InLibrary,
): Pick<ScreenHandlers, 'faces.remove' | 'photos.remove'> {
  /** @param shown everybody in the originals that are kept: erasing one of them makes it final */
  const keep = async (removed: Result<Removed>, shown: readonly LibraryFace[]) => {
    if (!removed.ok) return removed;
    const { faces, photos, restore: takeBack, forget } = removed.value;
    const people = new Set(shown.flatMap(({ person }) => person?.id ?? []));
    const step = await undo.push({ change: { kind: 'deleted', faces, photos }, people, takeBack, forget });
    return success({ faces, photos, step });
  };
  const inPhotos = (library: Library, photos: readonly string[]) =>
    photos.flatMap((id) => library.photo(id)?.faces ?? []);

  return {
    'faces.remove': ({ faces }) =>
      inLibrary(async (library) => {
        const shown = inPhotos(
          library,
          facesOf(library, faces).map(({ photo }) => photo),
        );
        return keep(await library.removeFaces(faces), shown);
      }),

    'photos.remove': ({ photos }) =>
      inLibrary(async (library) => {
        const shown = inPhotos(library, photos);
        return keep(await library.removePhotos(photos), shown);
      }),
  };
}
