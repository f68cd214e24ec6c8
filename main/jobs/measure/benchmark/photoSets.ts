// Sets of photos for a benchmark: a folder a person, with a folder a session inside where there were several.
import { readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { failed, success, type Result } from '../../../../models/failure.ts';
import { readingFailure } from '../../../images/failures.ts';
import { entriesOf, looksLikePhoto } from '../../photoFiles/photoFiles.ts';

export interface SetPerson {
  readonly name: string;
  /** By name; the first session comes first. */
  readonly photos: readonly { readonly path: string; readonly session: number }[];
}

export interface PhotoSet {
  readonly name: string;
  readonly people: readonly SetPerson[];
}

/** Folders inside a person's folder that are sessions, in the order of their names; the first one is learned from. */
const SESSION = /^(session|studio|deployment|train|test|day)\b/i;

/**
 * `root` is one set, or holds several. Folders without photos are passed over.
 */
export async function readPhotoSets(root: string): Promise<Result<readonly PhotoSet[]>> {
  try {
    const one = await readSet(root);
    if (one.people.length > 0) return success([one]);
    const sets: PhotoSet[] = [];
    for (const entry of await entriesOf(root)) {
      if (!entry.isDirectory()) continue;
      const set = await readSet(join(root, entry.name));
      if (set.people.length > 0) sets.push(set);
    }
    if (sets.length > 0) return success(sets);
  } catch (error) {
    const reason = readingFailure(error, { name: root, path: root });
    if (reason === null) throw error;
    return reason;
  }
  return failed(
    'not-enough-data',
    `${root} holds no folders of people with photos.`,
    'Name a folder with one folder a person, or a folder of such sets.',
    root,
  );
}

async function readSet(folder: string): Promise<PhotoSet> {
  const people: SetPerson[] = [];
  for (const entry of await entriesOf(folder)) {
    if (!entry.isDirectory()) continue;
    const own = join(folder, entry.name);
    const inside = await entriesOf(own);
    const sessions = inside.filter((inner) => inner.isDirectory() && SESSION.test(inner.name));
    const photos = await photosOf(own, 0);
    for (const [session, { name }] of sessions.sort((a, b) => order(a.name, b.name)).entries()) {
      photos.push(...(await photosOf(join(own, name), session)));
    }
    if (photos.length > 0) people.push({ name: entry.name, photos });
  }
  return { name: basename(folder), people };
}

/** What is learned from comes before what is not; days and numbers go by name. */
const order = (a: string, b: string): number => rank(a) - rank(b) || (a < b ? -1 : 1);
const rank = (name: string): number => (/^(deployment|test)/i.test(name) ? 1 : 0);

async function photosOf(folder: string, session: number): Promise<SetPerson['photos'][number][]> {
  const names = (await readdir(folder, { withFileTypes: true }))
    .filter((entry) => !entry.isDirectory() && looksLikePhoto(entry.name))
    .map(({ name }) => name)
    .sort();
  return names.map((name) => ({ path: join(folder, name), session }));
}

/** A set in which most people have one photo is one of strangers. */
export const isOfStrangers = ({ people }: PhotoSet): boolean =>
  people.filter(({ photos }) => photos.length === 1).length > people.length / 2;
