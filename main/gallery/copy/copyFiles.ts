// The last copy of a shared gallery: what names faces while its server is away. Files of the user's own, private as all that
// Facet makes, and gone when they are to be forgotten.
//
// [Note: the last copy] People lie in files by the first two digits of their ids, each whole at any time: a change writes a few of
// them anew, and only then the state with the version that they are of. After a power cut some are newer than the state says;
// the changes since are then asked for again. Whoever was erased is in no file any more, as a file is written anew, not marked.
import { createHash } from 'node:crypto';
import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { success, type Result } from '../../../models/failure.ts';
import { readBounded } from '../../files/bounded.ts';
import { writeDurably } from '../../files/durable.ts';
import { fileFailure, isMissing } from '../../files/failures.ts';
import { takeLock, type Lock } from '../../files/lock.ts';
import { sizedCalibrationSchema } from '../calibration.ts';
import type { Enrolled, GalleryTerms } from '../gallery.ts';
import { personSchema } from '../postgres/tables.ts';

const state = z.object({
  version: z.literal(1),
  url: z.string(),
  /** Of the gallery, as its server numbers it; another one in its place is another copy. */
  gallery: z.string(),
  changes: z.number().int().nonnegative(),
  /** ISO 8601: when it was last known to be what the server has. */
  from: z.string(),
  people: z.number().int().nonnegative(),
  encoder: z.object({ id: z.string(), digest: z.string() }),
  dimensions: z.number().int().min(1).max(4096),
  centre: z.string(),
  whitening: z.string(),
  blend: z.number(),
  calibration: sizedCalibrationSchema,
});

export interface CopyState {
  readonly url: string;
  readonly gallery: string;
  readonly changes: number;
  readonly from: string;
  readonly people: number;
  readonly terms: GalleryTerms;
}

const STATE = 'gallery.json';
/** Bytes of the state: a whitening of 4,096 dimensions takes 90 MB. */
const MOST_STATE = 100e6;
/** Bytes of one file of people: 4,000 of 4,096 numbers take less. */
const MOST_PEOPLE = 1e9;

/** A folder a gallery. */
export const copyFolder = (folder: string, url: string): string =>
  join(folder, createHash('sha256').update(url).digest('hex').slice(0, 16));

/** Null where there is none, or none that can be read: it is made anew when the server is there. */
export async function readCopyState(folder: string): Promise<CopyState | null> {
  try {
    const bytes = await readBounded(join(folder, STATE), MOST_STATE);
    if (typeof bytes === 'string') return null;
    const read = state.parse(JSON.parse(Buffer.from(bytes).toString('utf8')));
    const { dimensions, encoder, blend, calibration, url, gallery, changes, from, people } = read;
    const centre = floatsOf(Buffer.from(read.centre, 'base64'));
    const whitening = floatsOf(Buffer.from(read.whitening, 'base64'));
    if (centre.length !== dimensions || whitening.length !== dimensions ** 2) return null;
    const terms = { encoder, space: { dimensions, centre, whitening }, blend, calibration };
    return { url, gallery, changes, from, people, terms };
  } catch {
    return null;
  }
}

export async function writeCopyState(folder: string, copy: CopyState): Promise<Result<void>> {
  const { url, gallery, changes, from, people, terms } = copy;
  const { encoder, space, blend, calibration } = terms;
  const written: z.infer<typeof state> = {
    ...{ version: 1, url, gallery, changes, from, people, encoder, blend, calibration },
    dimensions: space.dimensions,
    centre: bytesOf(space.centre).toString('base64'),
    whitening: bytesOf(space.whitening).toString('base64'),
  };
  return intoFolder(folder, STATE, JSON.stringify(written));
}

/** Everybody in one file. */
export async function readPeople(
  folder: string,
  file: string,
  dimensions: number,
): Promise<Enrolled[] | null> {
  try {
    const bytes = await readBounded(join(folder, file), MOST_PEOPLE);
    if (typeof bytes === 'string') return null;
    const buffer = Buffer.from(bytes);
    const length = buffer.readUInt32LE(0);
    const people = peopleSchema.parse(JSON.parse(buffer.toString('utf8', 4, 4 + length)));
    const values = floatsOf(buffer.subarray(4 + length));
    let at = 0;
    const read = people.map(({ id, name, rows }) => {
      const end = at + rows * dimensions;
      const own = values.subarray(at, end);
      at = end;
      return { id, name, rows: own };
    });
    return at === values.length ? read : null;
  } catch (error) {
    return isMissing(error) ? [] : null;
  }
}

const peopleSchema = z.array(personSchema.extend({ rows: z.number().int().positive() }));

export const fileOf = (id: string): string => `people-${id.slice(0, 2)}`;

export async function writePeople(
  folder: string,
  file: string,
  people: readonly Enrolled[],
  dimensions: number,
): Promise<Result<void>> {
  if (people.length === 0) {
    await rm(join(folder, file), { force: true });
    return success(undefined);
  }
  const listed = people.map(({ id, name, rows }) => ({ id, name, rows: rows.length / dimensions }));
  const head = Buffer.from(JSON.stringify(listed));
  const length = Buffer.alloc(4);
  length.writeUInt32LE(head.length);
  return intoFolder(folder, file, Buffer.concat([length, head, ...people.map(({ rows }) => bytesOf(rows))]));
}

/** Names of the files with people. */
export async function peopleFiles(folder: string): Promise<readonly string[]> {
  try {
    return (await readdir(folder)).filter((name) => /^people-[0-9a-f]{2}$/.test(name));
  } catch (error) {
    if (isMissing(error)) return [];
    throw error;
  }
}

/** Null while another process of Facet writes the same copy: then it is up to date anyway. */
export async function lockCopy(folder: string): Promise<Result<Lock | null>> {
  try {
    await mkdir(folder, { recursive: true });
    const locking = await takeLock(join(folder, 'lock'));
    return success('lock' in locking ? locking.lock : null);
  } catch (error) {
    return fileFailure(error, folder);
  }
}

/** Takes away what is in it, but for its lock. */
export async function clearCopy(folder: string): Promise<Result<void>> {
  try {
    for (const name of [STATE, ...(await peopleFiles(folder))]) await rm(join(folder, name), { force: true });
    return success(undefined);
  } catch (error) {
    return fileFailure(error, folder);
  }
}

/** Whether there was one. */
export async function forgetCopy(folder: string): Promise<Result<boolean>> {
  try {
    const there = (await readCopyState(folder)) !== null || (await peopleFiles(folder)).length > 0;
    await rm(folder, { recursive: true, force: true });
    return success(there);
  } catch (error) {
    return fileFailure(error, folder);
  }
}

/** The copies that hold somebody of that id or name, by the addresses of their galleries. */
export async function copiesWith(
  root: string,
  person: { id: string; name: string },
): Promise<readonly string[]> {
  const found: string[] = [];
  let folders: readonly string[];
  try {
    folders = await readdir(root);
  } catch {
    return [];
  }
  for (const name of folders) {
    const folder = join(root, name);
    const copy = await readCopyState(folder);
    if (copy === null) continue;
    for (const file of await peopleFiles(folder)) {
      const people = (await readPeople(folder, file, copy.terms.space.dimensions)) ?? [];
      if (people.some((each) => each.id === person.id || each.name === person.name)) found.push(copy.url);
    }
  }
  return [...new Set(found)];
}

async function intoFolder(folder: string, name: string, content: string | Uint8Array): Promise<Result<void>> {
  const path = join(folder, name);
  try {
    await mkdir(folder, { recursive: true });
    await writeDurably(path, content);
    return success(undefined);
  } catch (error) {
    return fileFailure(error, path);
  }
}

const bytesOf = (values: Float32Array): Buffer =>
  Buffer.from(values.buffer, values.byteOffset, values.byteLength);

/** A copy of its own: bytes of a file may lie anywhere. */
const floatsOf = (bytes: Uint8Array): Float32Array => {
  const own = Uint8Array.from(bytes);
  return new Float32Array(own.buffer, 0, Math.floor(own.length / 4));
};
