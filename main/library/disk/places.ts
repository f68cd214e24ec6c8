// Photos that stay where they are: in the library lies, in the original's place and under its name, a note of where it is.
// [Note: photos in place] The note is placed, linked, moved and erased as an original is; the photo itself is the user's
// own: nothing in Facet writes or erases it.
import { readFileSync } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { isAbsolute } from 'node:path';
import { z } from 'zod';
import { isMissing, isNoFolder } from '../../files/failures.ts';
import { onDisk } from '../../files/pathBytes.ts';
import type { PhotoEntry } from './schema.ts';

/** The extension of notes, and what the catalogue says in place of an original's. */
export const PLACE = 'place';

export const isInPlace = ({ type }: Pick<PhotoEntry, 'type'>): boolean => type === PLACE;

/** Whether a file of this name is such a note. */
export const isPlaceNote = (name: string): boolean => name.endsWith(`.${PLACE}`);

/** Longer ones are no file system's. */
const LONGEST_PATH = 32_768;

const placeFile = z.object({
  schema: z.literal(1),
  path: z.string().max(LONGEST_PATH).refine(isAbsolute, 'is not an absolute path'),
});

/** @param path absolute */
export const placeNote = (path: string): Uint8Array =>
  Buffer.from(`${JSON.stringify({ schema: 1, path } satisfies z.infer<typeof placeFile>)}\n`);

function parse(text: string): string | null {
  try {
    return placeFile.parse(JSON.parse(text)).path;
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof z.ZodError) return null;
    throw error;
  }
}

/** Where the photo is, as its note says; null where the note is not there or damaged. */
export async function readPlace(note: string): Promise<string | null> {
  try {
    return parse(await readFile(note, 'utf8'));
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
}

/** The same at once, for views of the catalogue: the note's own path where it says nothing. */
export function readPlaceNow(note: string): string {
  try {
    return parse(readFileSync(note, 'utf8')) ?? note;
  } catch {
    return note; // Whoever reads the photo hears why.
  }
}

/** Whether there is a file at the place; a drive that is not connected has none. */
export async function isThere(path: string): Promise<boolean> {
  try {
    return (await stat(onDisk(path))).isFile();
  } catch (error) {
    if (isMissing(error) || isNoFolder(error)) return false;
    throw error;
  }
}
