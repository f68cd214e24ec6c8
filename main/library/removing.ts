// Takes single faces out, in a way that can be taken back until the library is closed.
import { randomBytes } from 'node:crypto';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { success, type Result } from '../../models/failure.ts';
import { purgeCaches } from './caches.ts';
import { linkDurably } from './durable.ts';
import { Fault } from './faults.ts';
import type { RemovedFaces } from './library.ts';
import { eraseUnnamed, makeFolders, placedFace, placedPhoto, type Placed } from './placing.ts';
import type { FaceEntry, PhotoEntry } from './schema.ts';
import type { Store } from './store.ts';
import { photoFileOf } from './views.ts';

/** A removed face: whose it was, and everything that the catalogue said of it. */
interface Removed {
  readonly owner: string;
  readonly face: FaceEntry;
  readonly photo: PhotoEntry;
}

/**
 * Files that could be wanted back wait among those on their way out: whatever happens, the next open erases them.
 */
export function removeFaces(store: Store, ids: readonly string[]): Promise<Result<RemovedFaces>> {
  return store.alone(async () => {
    const { catalogue, layout } = store;
    const removed = [...new Set(ids)].map((id): Removed => {
      const found = catalogue.face(id);
      const photo = found?.owner.photos.get(found.face.photo);
      if (found === undefined || photo === undefined) {
        throw new Fault('not-found', `There is no face ${id} in the library.`, 'List the faces first.');
      }
      return { owner: found.owner.id, face: found.face, photo };
    });
    const kept = layout.erased(randomBytes(6).toString('hex'));
    await mkdir(kept, { recursive: true });
    const left: Placed[] = [];
    for (const { owner, face, photo } of removed) {
      await linkDurably(layout.face(owner, face.id), join(kept, `${face.id}.png`));
      await linkDurably(layout.photo(owner, photoFileOf(photo)), join(kept, photoFileOf(photo)));
      left.push(placedFace(store, owner, face), placedPhoto(store, owner, photo));
    }
    for (const { owner, face, photo } of removed) {
      catalogue.removeFace(face.id);
      if (catalogue.faceOf(owner, photo.id) === undefined) catalogue.removePhoto(owner, photo.id);
    }
    await store.commitNow({ documents: new Set(removed.map(({ owner }) => owner)) });
    await eraseUnnamed(left);
    await purgeCaches(store);
    // A training that was interrupted had them; it would begin anew in any case.
    await rm(layout.training, { recursive: true, force: true });
    return success({
      faces: removed.length,
      restore: () => restoreFaces(store, removed, kept),
      forget: () => rm(kept, { recursive: true, force: true }),
    });
  });
}

function restoreFaces(store: Store, removed: readonly Removed[], kept: string): Promise<Result<void>> {
  return store.alone(async () => {
    const { catalogue, layout } = store;
    const folders = new Set<string>();
    const arrived: Placed[] = [];
    try {
      for (const { owner, face, photo } of removed) {
        if (catalogue.owner(owner) === undefined) {
          throw new Fault(
            'not-found',
            'The person whose face it was is no longer in the library.',
            'Import the photo again.',
          );
        }
        for (const folder of await makeFolders(store, owner)) folders.add(folder);
        arrived.push(placedPhoto(store, owner, photo), placedFace(store, owner, face));
        await linkDurably(join(kept, photoFileOf(photo)), layout.photo(owner, photoFileOf(photo)));
        await linkDurably(join(kept, `${face.id}.png`), layout.face(owner, face.id));
      }
      for (const { owner, face, photo } of removed) {
        catalogue.addPhoto(owner, photo);
        // Who went in the meantime is nobody whom it could be denied.
        const denied = face.denied.filter((person) => catalogue.owner(person) !== undefined);
        catalogue.addFace(owner, denied.length === face.denied.length ? face : { ...face, denied });
      }
      await store.commitNow({ documents: new Set(removed.map(({ owner }) => owner)), folders });
    } catch (error) {
      await eraseUnnamed(arrived);
      throw error;
    }
    await rm(kept, { recursive: true, force: true });
    return success(undefined);
  });
}
