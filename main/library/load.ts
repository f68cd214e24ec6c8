// Reads a whole library folder: every document, and beside it which files are left over and which are missing.
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { readCheckpoints } from './checkpoints.ts';
import { isTemporary } from './durable.ts';
import { isMissing, isNoFolder } from './faults.ts';
import type { Journal } from './journal.ts';
import { corrupt, JsonFile } from './jsonFile.ts';
import { isErased, isHashedFile, isNewcomerMarker, isPersonId, UNNAMED, type Layout } from './layout.ts';
import { emptyFile } from './catalogue.ts';
import { newFacet, facetFile, personFile, type PersonFile } from './schema.ts';
import type { Documents } from './store.ts';
import { photoFileOf } from './views.ts';

export interface Loaded {
  readonly documents: Documents;
  /** Temporary files and folders of interrupted changes: to be erased. */
  readonly leftovers: readonly string[];
  /** Originals and crops that no catalogue names. */
  readonly strayOriginals: readonly string[];
  readonly strayCrops: readonly string[];
  /** Named files that are not there. */
  readonly missing: readonly string[];
  /** Checkpoints that cannot be read. */
  readonly unreadable: readonly string[];
}

interface Folder extends Pick<Loaded, 'leftovers' | 'strayOriginals' | 'strayCrops' | 'missing'> {
  readonly document: JsonFile<PersonFile> | null;
}

const OWN_FOLDERS: ReadonlySet<string> = new Set(['photos', 'faces']);

/** Folders read at the same time: more would run into the limit of open files. */
const AT_ONCE = 32;

/** Throws a `Fault` where a catalogue cannot be used. Changes nothing. */
export async function load(layout: Layout, journal: Journal): Promise<Loaded> {
  const facet = new JsonFile(layout.facet, facetFile, journal, newFacet);
  if ((await facet.read()) === null) throw corrupt(layout.facet, 'it is not there');
  const owners = [UNNAMED, ...(await names(layout.people)).filter(isPersonId)];
  const people = new Map<string, JsonFile<PersonFile>>();
  const leftovers = await strayFiles(layout);
  const strayOriginals: string[] = [];
  const strayCrops: string[] = [];
  const missing: string[] = [];
  for (let start = 0; start < owners.length; start += AT_ONCE) {
    const ids = owners.slice(start, start + AT_ONCE);
    const folders = await Promise.all(ids.map((id) => readOwner(layout, journal, id)));
    for (const [index, folder] of folders.entries()) {
      if (folder.document !== null) people.set(ids[index] ?? '', folder.document);
      leftovers.push(...folder.leftovers);
      strayOriginals.push(...folder.strayOriginals);
      strayCrops.push(...folder.strayCrops);
      missing.push(...folder.missing);
    }
  }
  const { checkpoints, unreadable } = await readCheckpoints(layout);
  const documents = { facet, people, checkpoints };
  return { documents, leftovers, strayOriginals, strayCrops, missing, unreadable };
}

async function readOwner(layout: Layout, journal: Journal, id: string): Promise<Folder> {
  const path = layout.person(id);
  const document = new JsonFile(path, personFile, journal, emptyFile(id, null));
  const [file, entries, photos, faces] = await Promise.all([
    document.read(),
    names(layout.owner(id)),
    names(layout.photos(id)),
    names(layout.faces(id)),
  ]);
  const nothing = { document: null, leftovers: [], strayOriginals: [], strayCrops: [], missing: [] };
  if (file === null) {
    // Somebody was being made together with what is theirs; or before there was anything of theirs.
    if (entries.some(isNewcomerMarker)) {
      // The markers of originals in it tell of their copies elsewhere, too.
      const markers = photos.filter(isTemporary).map((name) => join(layout.photos(id), name));
      const leftovers = [...markers, layout.photos(id), layout.faces(id), layout.owner(id)];
      return { ...nothing, leftovers };
    }
    const inside = [...photos, ...faces];
    if (inside.some(isHashedFile)) throw corrupt(path, 'it is not there, but its photos are');
    const ours =
      entries.every((name) => isTemporary(name) || OWN_FOLDERS.has(name)) && inside.every(isTemporary);
    return ours && id !== UNNAMED ? { ...nothing, leftovers: [layout.owner(id)] } : nothing;
  }
  if (file.id !== id) throw corrupt(path, `it belongs into a folder named ${file.id}`);
  if ((file.name === null) !== (id === UNNAMED)) throw corrupt(path, 'its person has no name');
  const inPhotos = compare(photos, file.photos.map(photoFileOf));
  const inFaces = compare(
    faces,
    file.faces.map((face) => `${face.id}.png`),
  );
  const paths = (folder: string, names: readonly string[]) => names.map((name) => join(folder, name));
  return {
    document,
    leftovers: [
      ...paths(layout.owner(id), entries.filter(isTemporary)),
      ...paths(layout.photos(id), photos.filter(isTemporary)),
      ...paths(layout.faces(id), faces.filter(isTemporary)),
    ],
    strayOriginals: paths(layout.photos(id), inPhotos.strays),
    strayCrops: paths(layout.faces(id), inFaces.strays),
    missing: [...paths(layout.photos(id), inPhotos.missing), ...paths(layout.faces(id), inFaces.missing)],
  };
}

/** Files of ours that nothing names, and named ones that are not there. What else people put there is theirs. */
function compare(
  there: readonly string[],
  named: readonly string[],
): { readonly strays: readonly string[]; readonly missing: readonly string[] } {
  const [files, wanted] = [new Set(there), new Set(named)];
  return {
    strays: there.filter((name) => isHashedFile(name) && !wanted.has(name)),
    missing: named.filter((name) => !files.has(name)),
  };
}

/** What interrupted changes leave outside of people's folders. */
async function strayFiles(layout: Layout): Promise<string[]> {
  const found: string[] = [];
  for (const folder of [layout.root, layout.people, layout.checkpoints, layout.cache, layout.embeddings]) {
    for (const name of await names(folder)) {
      if (isTemporary(name) || (folder === layout.cache && isErased(name))) found.push(join(folder, name));
    }
  }
  return found;
}

async function names(folder: string): Promise<readonly string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (isMissing(error) || isNoFolder(error)) return [];
    throw error;
  }
}
