// Puts originals and crops into owners' folders, and takes away those that no catalogue names.
import { mkdir, rm } from 'node:fs/promises';
import type { FaceEntry, PhotoEntry } from './schema.ts';
import type { Store } from './store.ts';
import { photoFileOf } from './views.ts';

/** A file that an owner's catalogue should name, and the path where it lies. */
export interface Placed {
  readonly path: string;
  readonly isNamed: () => boolean;
}

export const placedPhoto = ({ layout, catalogue }: Store, owner: string, photo: PhotoEntry): Placed => ({
  path: layout.photo(owner, photoFileOf(photo)),
  isNamed: () => catalogue.owner(owner)?.photos.has(photo.id) === true,
});

export const placedFace = ({ layout, catalogue }: Store, owner: string, face: FaceEntry): Placed => ({
  path: layout.face(owner, face.id),
  isNamed: () => catalogue.owner(owner)?.faces.has(face.id) === true,
});

/** Makes room for an owner's files, once. Answers with the folders to sync before a catalogue relies on what is in them. */
export async function makeFolders({ layout, ready }: Store, owner: string): Promise<readonly string[]> {
  const folders = [layout.photos(owner), layout.faces(owner)];
  if (ready.has(owner)) return folders;
  for (const folder of folders) await mkdir(folder, { recursive: true });
  ready.add(owner);
  return [layout.owner(owner), ...folders];
}

/** Waits for every write, so that nothing is still being written when the first failure is dealt with. */
export async function settleAll(writes: readonly Promise<unknown>[]): Promise<void> {
  for (const outcome of await Promise.allSettled(writes)) {
    if (outcome.status === 'rejected') throw outcome.reason;
  }
}

/** Erases those that no catalogue names. What cannot be erased now is left to the sweep at the next open. */
export async function eraseUnnamed(files: readonly Placed[]): Promise<void> {
  for (const { path, isNamed } of files) {
    if (!isNamed()) await rm(path, { force: true }).catch(() => {});
  }
}
