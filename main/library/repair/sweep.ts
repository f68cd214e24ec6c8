// Clears away what interrupted changes left, and puts back what is missing where there is another copy of it. An original
// is erased only where it is certain that nobody needs it: what is not certain stays, and the health names it.
import { createHash } from 'node:crypto';
import { mkdir, open, readdir, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { purgeCaches } from '../changes/caches.ts';
import { isSameFile, linkDurably, syncFolder } from '../../files/durable.ts';
import { isMissing, isNoFolder } from '../../files/failures.ts';
import { hashedFileOf, isErased } from '../disk/layout.ts';
import type { LibraryHealth } from '../library.ts';
import type { Loaded } from '../load.ts';
import { isPlaceNote, readPlace } from '../disk/places.ts';
import { NEW, passing } from '../changes/placing.ts';
import type { Store } from '../memory/store.ts';
import { photoFileOf } from '../memory/views.ts';
import { pass } from '../../work/turns.ts';

type Health = Omit<LibraryHealth, 'unreadable' | 'exposed' | 'ignored'>;

/** Call it once, before anything else is done with the library. */
export async function sweep(store: Store, found: Loaded): Promise<Health> {
  const { leftovers, strayOriginals, strayCrops } = found;
  const missing: string[] = [];
  for (const path of found.missing) {
    if (!(await restore(store, path, found))) missing.push(path);
    await pass();
  }
  const unknown: string[] = [];
  const swept: string[] = [];
  let done = 0;
  const given = strayOriginals.length === 0 ? null : await evidence(store, leftovers);
  for (const path of strayOriginals) {
    if (given !== null && (await isLeftover(store, path, given))) swept.push(path);
    else unknown.push(path);
  }
  // Erasing a person was interrupted: their embeddings may still be there.
  const erased = leftovers.filter(isErased);
  if (erased.length > 0) await purgeCaches(store);
  const erase = async (path: string) => {
    try {
      await rm(path, { recursive: true, force: true, maxRetries: 3 });
      done++;
    } catch {
      store.unerased.set(path, passing(path));
    }
  };
  for (const path of [...swept, ...strayCrops]) await erase(path);
  // What tells that a file is left over goes after it, and stays as long as the file does.
  const others = [...leftovers.filter((path) => !isErased(path)), ...erased];
  if (store.unerased.size === 0) for (const path of others) await erase(path);
  return {
    swept: done,
    restored: found.missing.length - missing.length,
    missing,
    unknown,
  };
}

/** From a stray or from another owner's folder; false where there is no whole copy. */
async function restore(store: Store, path: string, { strayOriginals, strayCrops }: Loaded): Promise<boolean> {
  const name = basename(path);
  const strays = [...strayOriginals, ...strayCrops].filter((stray) => basename(stray) === name);
  for (const source of [...strays, ...namedElsewhere(store, path)]) {
    if (!(await isWhole(source))) continue;
    await mkdir(dirname(path), { recursive: true });
    await linkDurably(source, path);
    await syncFolder(dirname(path));
    await syncFolder(dirname(dirname(path)));
    return true;
  }
  return false;
}

/** What tells that an original is left over. */
interface Evidence {
  /** Names of files in folders on their way out. */
  readonly erased: ReadonlySet<string>;
  /** Temporary files by the name of the original that they stand beside. */
  readonly markers: ReadonlyMap<string, readonly string[]>;
}

async function evidence({ layout }: Store, leftovers: readonly string[]): Promise<Evidence> {
  const erased = new Set<string>();
  const markers = new Map<string, string[]>();
  for (const path of leftovers) {
    if (isErased(path) && dirname(path) === layout.cache) {
      for (const folder of [path, join(path, 'photos')]) {
        for (const name of await names(folder)) erased.add(name);
      }
    }
    const name = hashedFileOf(basename(path));
    if (name !== undefined) markers.set(name, [...(markers.get(name) ?? []), path]);
  }
  return { erased, markers };
}

async function isLeftover(store: Store, path: string, { erased, markers }: Evidence): Promise<boolean> {
  const name = basename(path);
  // Its faces were removed, and their files had not all gone.
  if (erased.has(name)) return true;
  // It was being added, and nobody was told that it is safe.
  for (const marker of markers.get(name) ?? []) {
    if (basename(marker).startsWith(`.${name}${NEW}.`) || (await isSameFile(marker, path))) return true;
  }
  // It has moved to somebody else, or was about to.
  for (const other of namedElsewhere(store, path)) {
    if ((await names(dirname(other))).includes(name) && (await isTwin(path, other))) return true;
  }
  return false;
}

const isTwin = async (path: string, other: string): Promise<boolean> =>
  (await isSameFile(path, other)) || isWhole(other);

/** Where else a catalogue says that this original lies. */
function namedElsewhere({ layout, catalogue }: Store, path: string): readonly string[] {
  const id = basename(path).slice(0, 64);
  return [...catalogue.ownersOf(id)].flatMap((owner) => {
    const photo = catalogue.owner(owner)?.photos.get(id);
    const other = photo && layout.photo(owner, photoFileOf(photo));
    return other === undefined || other === path ? [] : [other];
  });
}

/** Whether the file is there, with the content that its name promises; a note of a photo in place, whether it can be read. */
async function isWhole(path: string): Promise<boolean> {
  if (isPlaceNote(path)) return (await readPlace(path)) !== null;
  const hash = createHash('sha256');
  const piece = Buffer.alloc(PIECE);
  try {
    const file = await open(path, 'r');
    try {
      for (;;) {
        const { bytesRead } = await file.read(piece, 0, PIECE);
        if (bytesRead === 0) break;
        hash.update(piece.subarray(0, bytesRead));
      }
    } finally {
      await file.close();
    }
  } catch {
    return false;
  }
  return hash.digest('hex') === basename(path).slice(0, 64);
}

/** Bytes that are hashed at once. */
const PIECE = 1 << 20;

async function names(folder: string): Promise<readonly string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (isMissing(error) || isNoFolder(error)) return [];
    throw error;
  }
}
