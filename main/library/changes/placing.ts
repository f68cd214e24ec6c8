// Puts originals and crops into owners' folders, and takes away those that no catalogue names.
import { mkdir, rm } from 'node:fs/promises';
import {
  renamePatiently,
  stage,
  syncFolder,
  temporaryFor,
  tryLink,
  writeSynced,
} from '../../files/durable.ts';
import { exists } from '../../files/failures.ts';
import type { FaceEntry, PhotoEntry } from '../disk/schema.ts';
import type { Placed } from '../memory/placed.ts';
import type { Store } from '../memory/store.ts';
import { photoFileOf } from '../memory/views.ts';

export const placedPhoto = ({ layout, catalogue }: Store, owner: string, photo: PhotoEntry): Placed => ({
  path: layout.photo(owner, photoFileOf(photo)),
  isNamed: () => catalogue.owner(owner)?.photos.has(photo.id) === true,
});

export const placedFace = ({ layout, catalogue }: Store, owner: string, face: FaceEntry): Placed => ({
  path: layout.face(owner, face.id),
  isNamed: () => catalogue.owner(owner)?.faces.has(face.id) === true,
});

/** A file or folder that only lasts as long as a change. */
export const passing = (path: string): Placed => ({ path, isNamed: () => false });

/** A person's whole folder. */
const placedOwner = ({ layout, catalogue }: Store, owner: string): Placed => ({
  path: layout.owner(owner),
  isNamed: () => catalogue.owner(owner) !== undefined,
});

/** What a change puts into folders before its commit. */
export class Placing {
  readonly files: Placed[] = [];
  /** Say, until the change is on disk, which of the files nobody was promised. */
  readonly #markers: string[] = [];
  readonly #newcomers: Placed[] = [];

  addMarker(path: string): void {
    this.#markers.push(path);
  }

  addNewcomer(owner: Placed): void {
    this.#newcomers.push(owner);
  }

  /** After the commit. */
  async settle(store: Store): Promise<void> {
    await eraseUnnamed(store, this.#markers.map(passing));
  }

  /** After a commit that failed, alone in the gate: files first, what they are recognised by last. */
  async takeBack(store: Store): Promise<void> {
    const erased = await eraseUnnamed(store, [...this.files, ...this.#newcomers]);
    if (erased) await this.settle(store);
  }
}

/** Makes room for an owner's files, once. Answers with the folders to sync before a catalogue relies on what is in them. */
export async function makeFolders({ layout, ready }: Store, owner: string): Promise<readonly string[]> {
  const folders = [layout.photos(owner), layout.faces(owner)];
  if (ready.has(owner)) return folders;
  for (const folder of folders) await mkdir(folder, { recursive: true });
  ready.add(owner);
  return [layout.owner(owner), ...folders];
}

/**
 * Makes the folder of an owner who is not in a catalogue yet. What is put into it before the commit is recognised by the
 * file that is placed here: erase that after the commit.
 */
export async function makeNewcomer(store: Store, owner: string, placing: Placing): Promise<void> {
  const { layout, ready } = store;
  await mkdir(layout.owner(owner), { recursive: true });
  // Somebody of this id may have been here before.
  ready.delete(owner);
  const marker = temporaryFor(layout.person(owner) + NEW);
  placing.addNewcomer(placedOwner(store, owner));
  placing.addMarker(marker);
  await writeSynced(marker, '');
  await syncFolder(layout.owner(owner));
}

/** In the name of a temporary file: the file that it is named after was not there before. */
export const NEW = '.new';

/**
 * Writes an original under its name. Until its catalogue is on disk, a second name of it, or a file beside it, tells the
 * sweep that nobody was promised anything.
 */
export async function placeOriginal(path: string, bytes: Uint8Array, placing: Placing): Promise<void> {
  const { from, to } = await stage(path, bytes);
  placing.addMarker(from);
  try {
    if (await tryLink(from, to)) return;
    const marker = temporaryFor(path + NEW);
    placing.addMarker(marker);
    await writeSynced(marker, '');
  } catch (error) {
    if (!exists(error)) throw error;
  }
  await renamePatiently(from, to);
}

/** Waits for every write, so that nothing is still being written when the first failure is dealt with. */
export async function settleAll(writes: readonly Promise<unknown>[]): Promise<void> {
  for (const outcome of await Promise.allSettled(writes)) {
    if (outcome.status === 'rejected') throw outcome.reason;
  }
}

/**
 * Erases those that no catalogue names. What cannot be erased now is tried again, at the latest by the next open; answers
 * with whether there is nothing of that kind.
 */
export async function eraseUnnamed({ unerased }: Store, files: readonly Placed[]): Promise<boolean> {
  let all = true;
  for (const file of files) {
    unerased.delete(file.path);
    if (file.isNamed()) continue;
    await rm(file.path, { recursive: true, force: true, maxRetries: 3 }).catch(() => {
      unerased.set(file.path, file);
      all = false;
    });
  }
  return all;
}

/** Tries once more what could not be erased. Answers with the first path where it still cannot be. */
export async function eraseRest(store: Store): Promise<string | null> {
  await eraseUnnamed(store, [...store.unerased.values()]);
  return [...store.unerased.keys()][0] ?? null;
}
