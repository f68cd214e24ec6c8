// Adds faces to photos that the library has: those that somebody drew, as they were missed.
import { success, type Result } from '../../../models/failure.ts';
import { linkIfThere, writeDurably } from '../../files/durable.ts';
import { Fault } from '../disk/faults.ts';
import { UNNAMED } from '../disk/layout.ts';
import { isStorable } from '../disk/schema.ts';
import type { LibraryFace, NewFace } from '../photos.ts';
import type { Store } from '../memory/store.ts';
import { photoFileOf, viewFaces } from '../memory/views.ts';
import { entryOf } from './photos.ts';
import { makeFolders, placedFace, placedPhoto, Placing } from './placing.ts';

export function addFaces(
  store: Store,
  photo: string,
  faces: readonly Omit<NewFace, 'person'>[],
): Promise<Result<readonly LibraryFace[]>> {
  return store.alone(async () => {
    const { catalogue, layout } = store;
    const [owner = ''] = catalogue.ownersOf(photo);
    const entry = catalogue.owner(owner)?.photos.get(photo);
    if (entry === undefined)
      throw new Fault('not-found', `There is no photo ${photo} in the library.`, 'Import it first.');
    const fresh = faces.filter(({ id }) => !catalogue.hasFace(id));
    const entries = fresh.map((face) => entryOf(photo, face));
    if (!isStorable(entry, entries)) {
      throw new Fault(
        'bad-arguments',
        `A face in ${entry.name} was not stored: what was measured of it cannot be true.`,
        'Draw its box anew, around the face alone.',
      );
    }
    const placing = new Placing();
    try {
      const folders = fresh.length === 0 ? [] : await makeFolders(store, UNNAMED);
      if (fresh.length > 0) placing.files.push(placedPhoto(store, UNNAMED, entry));
      placing.files.push(...entries.map((face) => placedFace(store, UNNAMED, face)));
      const file = photoFileOf(entry);
      if (fresh.length > 0 && owner !== UNNAMED)
        await linkIfThere(layout.photo(owner, file), layout.photo(UNNAMED, file));
      const sizes = fresh.map(({ png }) => png.length);
      await store.space.spend(sizes, async () => {
        for (const { id, png } of fresh) await writeDurably(layout.face(UNNAMED, id), png);
      });
      for (const face of entries) {
        catalogue.addPhoto(UNNAMED, entry);
        catalogue.addFace(UNNAMED, face);
      }
      if (fresh.length > 0) await store.commitNow({ documents: [UNNAMED], folders });
    } catch (error) {
      await placing.takeBack(store);
      throw error;
    }
    return success(
      viewFaces(
        store,
        faces.map(({ id }) => id),
      ),
    );
  });
}
