// Which photos are meant by paths that people give: files as they are, folders with everything below them. What a file is,
// its bytes tell; each file that is not taken is counted.
import { stat } from 'node:fs/promises';
import { extname, join } from 'node:path';
import type { LeftOut, Skipped } from '../../../preload/contract.ts';
import { onDisk, readFolder, realPath, type Entry } from '../../files/pathBytes.ts';
import { filmFormat } from '../../files/filmType.ts';
import { isPhoto } from '../../files/photoType.ts';
import { readHead } from '../../images/read.ts';
import { readingFailure } from '../../images/failures.ts';
import { isEntered, LIBRARY, whyNotEntered } from './closedFolders.ts';

export interface PhotoFiles {
  /** In the order of the request, folders by name; no path twice. */
  readonly files: readonly string[];
  /** Films, where they are asked for; else they are left out. */
  readonly films: readonly string[];
  /** Paths that are not there, and folders that may not be read. */
  readonly skipped: readonly Skipped[];
  readonly leftOut: LeftOut;
}

/** Endings of photos: files that have them are taken unread, and say themselves what is wrong with them. */
const PHOTO_ENDINGS: ReadonlySet<string> = new Set(
  (
    'jpg jpeg jpe jfif jif png webp gif tif tiff avif heic heif hif bmp dib pnm ppm pgm pbm jxl jp2 j2k jpx mpo ' +
    'cr2 cr3 nef arw dng raf orf rw2'
  )
    .split(' ')
    .map((name) => `.${name}`),
);

/** What is looked for besides photos. */
export interface Wanted {
  readonly films?: true;
}

const endingOf = (name: string): string => extname(name).toLowerCase();
const isHidden = ({ name }: Entry): boolean => name.startsWith('.');

/** Whether a file's name says that it is a photo. */
export const looksLikePhoto = (name: string): boolean => PHOTO_ENDINGS.has(endingOf(name));

/** Follows links, into each folder once; passes over what is hidden unless it is named itself. */
export async function findPhotoFiles(
  paths: readonly string[],
  signal?: AbortSignal,
  wanted?: Wanted,
): Promise<PhotoFiles> {
  const finder = new PhotoFinder(signal, wanted);
  for (const path of paths) await finder.visit(path, true);
  return finder.found();
}

/** What a folder shows to people, by name. */
export async function entriesOf(folder: string): Promise<readonly Entry[]> {
  const entries = await readFolder(folder);
  return entries.filter((entry) => !isHidden(entry)).sort(byName);
}

const byName = (a: Entry, b: Entry): number => (a.name < b.name ? -1 : 1);

/** Looks through several folders as one: a folder that two of them lead to is entered once. */
export class PhotoFinder {
  readonly #signal: AbortSignal | undefined;
  readonly #wanted: Wanted;
  readonly #files = new Set<string>();
  readonly #films = new Set<string>();
  readonly #skipped: Skipped[] = [];
  readonly #visited = new Set<string>();
  readonly #kinds = new Map<string, number>();
  readonly #folders: { readonly path: string; readonly why: string; readonly files: number }[] = [];
  #hidden = 0;

  constructor(signal?: AbortSignal, wanted: Wanted = {}) {
    this.#signal = signal;
    this.#wanted = wanted;
  }

  found(): PhotoFiles {
    const kinds = [...this.#kinds].map(([ending, files]) => ({ ending, files }));
    return {
      files: [...this.#files],
      films: [...this.#films],
      skipped: this.#skipped,
      leftOut: {
        kinds: kinds.sort((a, b) => b.files - a.files || (a.ending < b.ending ? -1 : 1)),
        hidden: this.#hidden,
        folders: this.#folders,
      },
    };
  }

  /** @param named whether the user named it: then a file is taken whatever it is called */
  async visit(path: string, named: boolean): Promise<void> {
    if (this.#signal?.aborted === true) return;
    try {
      const there = await stat(onDisk(path));
      if (there.isDirectory()) await this.#enter(path, named);
      else if (named && !(await this.#isFilm(path))) this.#files.add(path);
      else if (there.isFile()) await this.#sort(path);
      else this.#leave(path);
    } catch (error) {
      const failure = readingFailure(error, { name: path, path });
      if (failure === null) throw error;
      this.#skipped.push({ path, reason: failure.failure });
    }
  }

  async #enter(folder: string, named: boolean): Promise<void> {
    const real = await realPath(folder);
    if (this.#visited.has(real)) return;
    this.#visited.add(real);
    const entries = (await readFolder(folder)).sort(byName);
    const why = whyNotEntered(folder, entries);
    if (why !== null && (!named || why === LIBRARY)) {
      this.#folders.push({ path: folder, why, files: await countFiles(folder, entries, this.#signal) });
      return;
    }
    for (const entry of entries) {
      if (this.#signal?.aborted === true) return;
      await this.take(folder, entry);
    }
  }

  /** One entry of a folder, with everything below it. */
  async take(folder: string, entry: Entry): Promise<void> {
    const path = join(folder, entry.name);
    if (isHidden(entry) || !isEntered(folder, entry)) {
      const inside = entry.isDirectory() ? await countBelow(path, this.#signal) : 1;
      if (isHidden(entry)) this.#hidden += inside;
      else this.#folders.push({ path, why: 'copies and data of a photo application', files: inside });
    } else if (entry.isFile()) {
      await this.#sort(path);
    } else {
      await this.visit(path, false);
    }
  }

  async #sort(path: string): Promise<void> {
    if (looksLikePhoto(path)) this.#files.add(path);
    else if (await starts(path, isPhoto)) this.#files.add(path);
    else if (!(await this.#isFilm(path))) this.#leave(path);
  }

  async #isFilm(path: string): Promise<boolean> {
    if (this.#wanted.films !== true || looksLikePhoto(path)) return false;
    const film = await starts(path, (bytes) => filmFormat(bytes) !== null);
    if (film) this.#films.add(path);
    return film;
  }

  #leave(path: string): void {
    const ending = endingOf(path);
    this.#kinds.set(ending, (this.#kinds.get(ending) ?? 0) + 1);
  }
}

/** False where it cannot be read: nothing speaks for its being a photo. */
async function starts(path: string, as: (bytes: Uint8Array) => boolean): Promise<boolean> {
  try {
    return as(await readHead(path));
  } catch {
    return false;
  }
}

async function countBelow(folder: string, signal: AbortSignal | undefined): Promise<number> {
  try {
    return await countFiles(folder, await readFolder(folder), signal);
  } catch {
    return 0; // It may not be read.
  }
}

async function countFiles(
  folder: string,
  entries: readonly Entry[],
  signal: AbortSignal | undefined,
): Promise<number> {
  let files = 0;
  for (const entry of entries) {
    if (signal?.aborted === true) break;
    files += entry.isDirectory() ? await countBelow(join(folder, entry.name), signal) : 1;
  }
  return files;
}
