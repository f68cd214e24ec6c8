// Takes single faces out, in a way that can be taken back until the library is closed.
import { randomBytes } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { success, type Result } from '../../../models/failure.ts';
import { purgeCaches } from './caches.ts';
import { linkIfThere } from '../../files/durable.ts';
import { Fault, Unfinished } from '../disk/faults.ts';
import { DRAWN, IGNORED } from '../disk/layout.ts';
import type { RemovedFaces } from '../library.ts';
import { withDenied } from '../memory/catalogue.ts';
import {
  eraseRest,
  eraseUnnamed,
  makeFolders,
  passing,
  placedFace,
  placedPhoto,
  Placing,
} from './placing.ts';
import type { FaceEntry, PhotoEntry } from '../disk/schema.ts';
import type { Placed } from '../memory/placed.ts';
import type { Store } from '../memory/store.ts';
import { photoFileOf } from '../memory/views.ts';

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
  return store.erasing(async () => {
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
    const left: Placed[] = [];
    try {
      await mkdir(kept, { recursive: true });
      for (const { owner, face, photo } of removed) {
        await linkIfThere(layout.face(owner, face.id), join(kept, `${face.id}.png`));
        await linkIfThere(layout.photo(owner, photoFileOf(photo)), join(kept, photoFileOf(photo)));
        left.push(placedFace(store, owner, face), placedPhoto(store, owner, photo));
      }
      for (const { owner, face, photo } of removed) {
        catalogue.removeFace(face.id);
        if (catalogue.faceOf(owner, photo.id) === undefined) catalogue.removePhoto(owner, photo.id);
      }
      // What tells the next open that the files are to go must be there before the catalogue forgets them.
      const folders = [layout.root, layout.cache, kept];
      await store.commitNow({ documents: new Set(removed.map(({ owner }) => owner)), folders });
    } catch (error) {
      if (!(error instanceof Unfinished)) await eraseUnnamed(store, [passing(kept)]);
      throw error;
    }
    await eraseUnnamed(store, left);
    await purgeCaches(store).catch(() => {});
    // A training that was interrupted had them; it would begin anew in any case.
    await eraseUnnamed(store, [passing(layout.training)]);
    return success({
      faces: removed.length,
      restore: () => restoreFaces(store, removed, kept),
      forget: () => forgetFaces(store, kept),
    });
  });
}

/** Should something of them be left elsewhere, what is kept stays: by it the next open knows what to erase. */
async function forgetFaces(store: Store, kept: string): Promise<void> {
  await purgeCaches(store);
  if ((await eraseRest(store)) === null) await eraseUnnamed(store, [passing(kept)]);
}

function restoreFaces(store: Store, removed: readonly Removed[], kept: string): Promise<Result<void>> {
  return store.alone(async () => {
    const { catalogue, layout } = store;
    const folders = new Set<string>();
    const placing = new Placing();
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
        placing.files.push(placedPhoto(store, owner, photo), placedFace(store, owner, face));
        await linkIfThere(join(kept, photoFileOf(photo)), layout.photo(owner, photoFileOf(photo)));
        await linkIfThere(join(kept, `${face.id}.png`), layout.face(owner, face.id));
      }
      for (const { owner, face, photo } of removed) {
        catalogue.addPhoto(owner, photo);
        // Who went in the meantime is nobody whom it could be denied.
        const denied = face.denied.filter(
          (person) => person === IGNORED || person === DRAWN || catalogue.owner(person) !== undefined,
        );
        catalogue.addFace(owner, denied.length === face.denied.length ? face : withDenied(face, denied));
      }
      await store.commitNow({ documents: new Set(removed.map(({ owner }) => owner)), folders });
    } catch (error) {
      await placing.takeBack(store);
      throw error;
    }
    await eraseUnnamed(store, [passing(kept)]);
    return success(undefined);
  });
}
