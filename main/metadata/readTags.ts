// Names of people that came with a photo: in the photo itself, and in files beside it.
import { readFile, stat } from 'node:fs/promises';
import { basename, dirname, extname, join } from 'node:path';
import { onDisk, readFolder } from '../files/pathBytes.ts';
import { storedOrientation } from '../images/open.ts';
import { readPicasa } from './picasa.ts';
import { isSameShape, turnRegion, type PhotoTags, type Region } from './tags.ts';
import { isTakeoutOf, readTakeout } from './takeout.ts';
import { embeddedXmp, LONGEST_XMP, readXmp, type XmpTags } from './xmp.ts';

/** Bytes of a file with names: more is not one. */
const LARGEST = 4e6;

/** A folder as far as names are concerned. */
interface Beside {
  readonly names: ReadonlySet<string>;
  readonly picasa: ReadonlyMap<string, readonly Region[]>;
}

export class TagReader {
  /** Files come folder by folder. */
  #last: { readonly folder: string; readonly beside: Promise<Beside> } | null = null;

  /** Regions are those of the upright photo. Nothing is said of files that cannot be read. */
  async read(path: string, bytes: Uint8Array): Promise<PhotoTags> {
    const folder = dirname(path);
    if (this.#last?.folder !== folder) this.#last = { folder, beside: look(folder) };
    const { names, picasa } = await this.#last.beside;
    const photo = basename(path);
    const stem = basename(path, extname(path));
    const text = async (name: string, limit = LARGEST): Promise<string> =>
      names.has(name) ? ((await readSmall(join(folder, name), limit)) ?? '') : '';
    // What was written beside the photo is newer than what is in it.
    const sidecars = [await text(`${photo}.xmp`, LONGEST_XMP), await text(`${stem}.xmp`, LONGEST_XMP)];
    const xmp = [...sidecars, ...embeddedXmp(bytes)].filter((part) => part !== '').map(readXmp);
    const json = [...names].filter((name) => isTakeoutOf(name, photo));
    const takeout = (await Promise.all(json.map((name) => text(name)))).flatMap(readTakeout);
    const drawn = xmp.find(({ regions }) => regions.length > 0);
    const regions = drawn?.regions ?? picasa.get(photo) ?? [];
    const listed = [
      ...xmp.flatMap((part) => part.names),
      ...takeout.map((name) => ({ name, source: 'Google Takeout' as const })),
    ];
    return { regions: regions.length === 0 ? [] : await upright(bytes, regions, drawn), names: listed };
  }
}

/** None where the photo was cropped since they were drawn. */
async function upright(
  bytes: Uint8Array,
  regions: readonly Region[],
  drawn: XmpTags | undefined,
): Promise<readonly Region[]> {
  const stored = await storedOrientation(bytes);
  if (stored === null) return [];
  const { orientation, width, height } = stored;
  const on = drawn?.drawnOn ?? null;
  if (on !== null && !isSameShape(on, { width, height })) return [];
  return regions.map((region) => turnRegion(region, orientation));
}

async function look(folder: string): Promise<Beside> {
  const entries = await readFolder(folder).catch(() => []);
  const names = new Set(entries.map(({ name }) => name));
  const ini = ['.picasa.ini', 'Picasa.ini'].find((name) => names.has(name));
  const text = ini === undefined ? null : await readSmall(join(folder, ini), LARGEST);
  return { names, picasa: text === null ? new Map() : readPicasa(text) };
}

async function readSmall(path: string, limit: number): Promise<string | null> {
  try {
    const there = await stat(onDisk(path));
    return there.isFile() && there.size <= limit ? await readFile(onDisk(path), 'utf8') : null;
  } catch {
    return null;
  }
}
