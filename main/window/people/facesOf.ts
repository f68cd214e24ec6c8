// Faces that a page names, one by one: to list all of a large library for a few of them would keep the window waiting.
import type { Library } from '../../library/library.ts';
import type { LibraryFace } from '../../library/photos.ts';

/** Those of the faces that are still there, each once. */
export const facesOf = (library: Pick<Library, 'face'>, ids: readonly string[]): LibraryFace[] =>
  [...new Set(ids)].flatMap((id) => {
    const face = library.face(id);
    return face.ok && face.value.id === id ? [face.value] : [];
  });
