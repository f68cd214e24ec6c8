// What lies in a library folder, seen from outside: for tests that trust no code of the library.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { filesBelow } from '../../../../main/files/below.ts';

export const hashOf = (path: string): string => createHash('sha256').update(readFileSync(path)).digest('hex');

/** Room for a full disk: it belongs to no library's content, and comes and goes with the disk's free space. */
const RESERVE = 'reserve';

/** All files below a folder, as paths from there, sorted. */
export const filesIn = (folder: string): string[] =>
  filesBelow(folder)
    .filter((path) => basename(path) !== RESERVE)
    .sort();

/** Where a photo in place is, as its note in the library says. */
export const placeIn = (note: string): string =>
  (JSON.parse(readFileSync(note, 'utf8')) as { path: string }).path;

interface PersonJson {
  id: string;
  name: string | null;
  photos: { id: string; type: string; name: string }[];
  faces: { id: string; photo: string }[];
}

/** The catalogues, as they are on disk. */
export function cataloguesIn(folder: string): PersonJson[] {
  const paths = filesIn(folder).filter((path) => basename(path) === 'person.json');
  return paths.map((path) => JSON.parse(readFileSync(join(folder, path), 'utf8')) as PersonJson);
}

/**
 * What is wrong with the folder of a library that is closed: JSON that does not parse, named files that are missing or
 * whose bytes are not what their name says, files that nothing names, faces with two owners, faces without their photo.
 */
export function faultsOf(folder: string): string[] {
  const faults: string[] = [];
  const files = new Set(filesIn(folder));
  for (const path of files) if (path.endsWith('.json')) JSON.parse(readFileSync(join(folder, path), 'utf8'));
  const owners = new Map<string, string>();
  const named = new Set(['facet.json']);
  for (const { id, name, photos, faces } of cataloguesIn(folder)) {
    const home = name === null ? 'unnamed' : join('people', id);
    named.add(join(home, 'person.json'));
    const check = (path: string, hash: string) => {
      named.add(path);
      if (!files.has(path)) faults.push(`missing: ${path}`);
      else if (hashOf(path.endsWith('.place') ? placeIn(join(folder, path)) : join(folder, path)) !== hash) {
        faults.push(`other bytes: ${path}`);
      }
    };
    for (const photo of photos) {
      check(join(home, 'photos', `${photo.id}.${photo.type}`), photo.id);
      // Without a face, it is nobody's.
      if (name !== null && !faces.some((face) => face.photo === photo.id))
        faults.push(`photo without a face: ${photo.id}`);
    }
    for (const face of faces) {
      check(join(home, 'faces', `${face.id}.png`), face.id);
      if (!photos.some(({ id }) => id === face.photo)) faults.push(`face without its photo: ${face.id}`);
      if (owners.has(face.id)) faults.push(`face of two owners: ${face.id}`);
      owners.set(face.id, id);
    }
  }
  for (const path of files) {
    if (!named.has(path) && !path.startsWith('cache/embeddings/') && !path.startsWith('checkpoints/')) {
      faults.push(`named by nothing: ${path}`);
    }
  }
  return faults;
}
