// Another library folder, from the next start on.
import { join, resolve } from 'node:path';
import { failed, success, type Result } from '../../../models/failure.ts';
import type { WindowAnswer } from '../../../preload/window.ts';
import { openLibrary } from '../../library/open.ts';
import { rememberLibrary } from '../../libraryPlace.ts';
import type { Services } from '../../services.ts';

/**
 * Makes sure that there is a library to be opened, and remembers where. A folder that holds other things is given one of
 * Facet's own, so that nothing is scattered among them.
 */
export async function chooseLibrary(
  { place }: Pick<Services, 'place'>,
  folder: string,
): Promise<Result<WindowAnswer<'library.choose'>>> {
  if (place.by === 'start') {
    return failed(
      'bad-arguments',
      'Facet was told its library folder when it was started.',
      'Start it without --library and FACET_LIBRARY, and choose the folder then.',
    );
  }
  const open = resolve(place.folder);
  const own = join(resolve(folder), 'Facet');
  if (open === resolve(folder) || open === own) return success({ folder: open, open: true });
  const itself = await tryLibrary(folder);
  const tried = itself.ok || itself.failure.kind !== 'bad-arguments' ? itself : await tryLibrary(own);
  if (!tried.ok) return tried;
  const remembered = await rememberLibrary(tried.value);
  return remembered.ok ? success({ folder: tried.value, open: false }) : remembered;
}

/** The folder, when the library in it could be opened, or made. */
async function tryLibrary(folder: string): Promise<Result<string>> {
  const opened = await openLibrary(folder, { create: true });
  if (!opened.ok) return opened;
  await opened.value.close();
  return success(opened.value.folder);
}
