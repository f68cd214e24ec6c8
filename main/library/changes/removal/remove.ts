// Takes single faces, or whole photos, out of the library, in a way that can be taken back.
//
// [Note: photos without a face] A photo stays when a face in it is removed, also when it is the last one: then it is nobody's,
// in the folder of what has no name, until somebody is drawn in it again or it is removed itself. So nobody's photo is lost by
// taking a passer-by out of it; and as nothing says who is in it, erasing a person does not erase it.
import { randomBytes } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { success, type Result } from '../../../../models/failure.ts';
import { linkIfThere } from '../../../files/durable.ts';
import { Fault, Unfinished } from '../../disk/faults.ts';
import { UNNAMED } from '../../disk/layout.ts';
import type { FaceEntry } from '../../disk/schema.ts';
import type { Removed } from '../../photos.ts';
import type { Placed } from '../../memory/placed.ts';
import type { Store } from '../../memory/store.ts';
import { photoFileOf } from '../../memory/views.ts';
import { purgeCaches } from '../caches.ts';
import {
  eraseRest,
  eraseUnnamed,
  makeFolders,
  passing,
  placedFace,
  placedPhoto,
  Placing,
} from '../placing.ts';
import { keepForLater } from './kept.ts';
import { restore, type Taken } from './restore.ts';

/** Photos stay: [Note: photos without a face]. */
export function removeFaces(store: Store, ids: readonly string[]): Promise<Result<Removed>> {
  return store.erasing(() => {
    const { catalogue } = store;
    const taken = new Map<string, Taken & { readonly faces: FaceEntry[] }>();
    for (const id of new Set(ids)) {
      const { owner, face } = catalogue.face(id) ?? {};
      const photo = owner?.photos.get(face?.photo ?? '');
      if (owner === undefined || face === undefined || photo === undefined) {
        throw new Fault('not-found', `There is no face ${id} in the library.`, 'List the faces first.');
      }
      const key = `${owner.id} ${photo.id}`;
      const known = taken.get(key);
      if (known === undefined) taken.set(key, { owner: owner.id, photo, faces: [face] });
      else known.faces.push(face);
    }
    return take(store, [...taken.values()], false);
  });
}

/** With every face in them. Of a photo in place, the library forgets where it is; the photo itself stays. */
export function removePhotos(store: Store, ids: readonly string[]): Promise<Result<Removed>> {
  return store.erasing(() => {
    const { catalogue } = store;
    const taken = [...new Set(ids)].flatMap((id) => {
      const owners = [...catalogue.ownersOf(id)].flatMap((owner) => catalogue.owner(owner) ?? []);
      if (owners.length === 0)
        throw new Fault('not-found', `There is no photo ${id} in the library.`, 'List the photos first.');
      const shown = [...catalogue.facesOf(id)].flatMap((face) => catalogue.face(face) ?? []);
      return owners.flatMap(({ id: owner, photos }): Taken[] => {
        const photo = photos.get(id);
        const faces = shown.filter((face) => face.owner.id === owner).map(({ face }) => face);
        return photo === undefined ? [] : [{ owner, photo, faces }];
      });
    });
    return take(store, taken, true);
  });
}

/**
 * Files that could be wanted back wait among those on their way out: whatever happens, the next open erases them, unless they
 * are kept for later.
 */
async function take(store: Store, taken: readonly Taken[], withPhotos: boolean): Promise<Result<Removed>> {
  const { catalogue, layout } = store;
  const kept = layout.erased(randomBytes(6).toString('hex'));
  const bare = withPhotos ? new Map<string, Taken>() : leftBare(store, taken);
  const left: Placed[] = [];
  const placing = new Placing();
  // What tells the next open that the files are to go must be there before the catalogue forgets them.
  const folders = new Set([layout.root, layout.cache, kept]);
  const documents = new Set(taken.map(({ owner }) => owner));
  try {
    await mkdir(kept, { recursive: true });
    for (const { owner, photo, faces } of taken) {
      for (const face of faces) {
        await linkIfThere(layout.face(owner, face.id), join(kept, `${face.id}.png`));
        left.push(placedFace(store, owner, face));
      }
      await linkIfThere(layout.photo(owner, photoFileOf(photo)), join(kept, photoFileOf(photo)));
      left.push(placedPhoto(store, owner, photo));
    }
    for (const { owner, photo } of bare.values()) {
      documents.add(UNNAMED);
      if (catalogue.owner(UNNAMED)?.photos.has(photo.id) === true) continue;
      for (const folder of await makeFolders(store, UNNAMED)) folders.add(folder);
      placing.files.push(placedPhoto(store, UNNAMED, photo));
      const file = photoFileOf(photo);
      await linkIfThere(layout.photo(owner, file), layout.photo(UNNAMED, file));
    }
    for (const { photo } of bare.values()) catalogue.addPhoto(UNNAMED, photo);
    for (const { owner, photo, faces } of taken) {
      for (const { id } of faces) catalogue.removeFace(id);
      const stays =
        catalogue.faceOf(owner, photo.id) !== undefined || (owner === UNNAMED && bare.has(photo.id));
      if (!stays) catalogue.removePhoto(owner, photo.id);
    }
    await store.commitNow({ documents, folders });
  } catch (error) {
    await placing.takeBack(store);
    if (!(error instanceof Unfinished)) await eraseUnnamed(store, [passing(kept)]);
    throw error;
  }
  await eraseUnnamed(store, left);
  await purgeCaches(store).catch(() => {});
  // A training that was interrupted had them; it would begin anew in any case.
  await eraseUnnamed(store, [passing(layout.training)]);
  return success({
    faces: taken.reduce((sum, { faces }) => sum + faces.length, 0),
    photos: withPhotos ? new Set(taken.map(({ photo }) => photo.id)).size : 0,
    restore: () => restore(store, taken, kept),
    forget: () => forget(store, kept),
    keep: () => keepForLater(store, taken, kept),
  });
}

/** By photo: those in which no face is left. */
function leftBare({ catalogue }: Store, taken: readonly Taken[]): Map<string, Taken> {
  const going = new Set(taken.flatMap(({ faces }) => faces.map(({ id }) => id)));
  const bare = taken.filter(({ photo }) => [...catalogue.facesOf(photo.id)].every((face) => going.has(face)));
  return new Map(bare.map((one) => [one.photo.id, one]));
}

/** Should something of them be left elsewhere, what is kept stays: by it the next open knows what to erase. */
async function forget(store: Store, kept: string): Promise<void> {
  await purgeCaches(store);
  if ((await eraseRest(store)) === null) await eraseUnnamed(store, [passing(kept)]);
}
