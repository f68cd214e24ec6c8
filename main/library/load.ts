// Reads a whole library folder: every document, and beside it which files are left over and which are missing.
import { basename, join } from 'node:path';
import { readCheckpoints } from './changes/checkpoints.ts';
import { isTemporary } from '../files/durable.ts';
import type { Journal } from './disk/journal.ts';
import { corrupt, JsonFile } from './disk/jsonFile.ts';
import {
  isEmbeddingFile,
  isErased,
  isHashedFile,
  isNewcomerMarker,
  isPersonId,
  UNNAMED,
  type Layout,
} from './disk/layout.ts';
import { listFolder, listRoot, notPlain, tooMany, type Entry } from './untrusted/plain.ts';
import { emptyFile } from './memory/catalogue.ts';
import { newFacet, facetFile, personFile, type PersonFile } from './disk/schema.ts';
import type { Documents } from './memory/store.ts';
import { photoFileOf } from './memory/views.ts';

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
  /** What is not Facet's in places that are. */
  readonly ignored: readonly string[];
}

interface Folder extends Pick<Loaded, 'leftovers' | 'strayOriginals' | 'strayCrops' | 'missing'> {
  readonly document: JsonFile<PersonFile> | null;
}

const OWN_FOLDERS: ReadonlySet<string> = new Set(['photos', 'faces']);

/** Folders read at the same time: more would run into the limit of open files. */
const AT_ONCE = 32;

/** More than anybody knows; as many empty folders would keep every start waiting. */
const MOST_PEOPLE = 50_000;

/** Throws a `Fault` where a catalogue cannot be used. Changes nothing. */
export async function load(layout: Layout, journal: Journal): Promise<Loaded> {
  const facet = new JsonFile(layout.facet, facetFile, journal, newFacet);
  if ((await facet.read()) === null) throw corrupt(layout.facet, 'it is not there');
  const owners = [UNNAMED, ...(await peopleIn(layout))];
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
  const ignored = await foreignCaches(layout);
  const documents = { facet, people, checkpoints };
  return { documents, leftovers, strayOriginals, strayCrops, missing, unreadable, ignored };
}

async function peopleIn({ people }: Layout): Promise<readonly string[]> {
  const entries = (await listFolder(people)).filter(({ name }) => isPersonId(name));
  if (entries.length > MOST_PEOPLE) throw tooMany(people, MOST_PEOPLE);
  for (const { name, kind } of entries) {
    if (kind !== 'folder') throw notPlain(join(people, name), kind, 'folder');
  }
  return entries.map(({ name }) => name);
}

async function readOwner(layout: Layout, journal: Journal, id: string): Promise<Folder> {
  const path = layout.person(id);
  const document = new JsonFile(path, personFile, journal, emptyFile(id, null));
  const entries = await listFolder(layout.owner(id));
  const inside = async (path: string): Promise<readonly Entry[]> => {
    const entry = entries.find(({ name }) => name === basename(path));
    return entry === undefined ? [] : entry.kind === 'folder' ? listRoot(path) : listFolder(path);
  };
  const [file, photos, faces] = await Promise.all([
    document.read(),
    inside(layout.photos(id)),
    inside(layout.faces(id)),
  ]);
  const nothing = { document: null, leftovers: [], strayOriginals: [], strayCrops: [], missing: [] };
  if (file === null) {
    const own = entries.map(({ name }) => name);
    // Somebody was being made together with what is theirs; or before there was anything of theirs.
    if (own.some(isNewcomerMarker)) {
      // The markers of originals in it tell of their copies elsewhere, too.
      const markers = photos.map(({ name }) => name).filter(isTemporary);
      const leftovers = [
        ...markers.map((name) => join(layout.photos(id), name)),
        layout.photos(id),
        layout.faces(id),
        layout.owner(id),
      ];
      return { ...nothing, leftovers };
    }
    const names = [...photos, ...faces].map(({ name }) => name);
    if (names.some(isHashedFile)) throw corrupt(path, 'it is not there, but its photos are');
    const ours = own.every((name) => isTemporary(name) || OWN_FOLDERS.has(name)) && names.every(isTemporary);
    return ours && id !== UNNAMED ? { ...nothing, leftovers: [layout.owner(id)] } : nothing;
  }
  if (file.id !== id) throw corrupt(path, `it belongs into a folder named ${file.id}`);
  if ((file.name === null) !== (id === UNNAMED)) throw corrupt(path, 'its person has no name');
  const inPhotos = compare(layout.photos(id), photos, file.photos.map(photoFileOf));
  const inFaces = compare(
    layout.faces(id),
    faces,
    file.faces.map((face) => `${face.id}.png`),
  );
  const paths = (folder: string, names: readonly string[]) => names.map((name) => join(folder, name));
  return {
    document,
    leftovers: [
      ...paths(layout.owner(id), temporaryIn(entries)),
      ...paths(layout.photos(id), temporaryIn(photos)),
      ...paths(layout.faces(id), temporaryIn(faces)),
    ],
    strayOriginals: paths(layout.photos(id), inPhotos.strays),
    strayCrops: paths(layout.faces(id), inFaces.strays),
    missing: [...paths(layout.photos(id), inPhotos.missing), ...paths(layout.faces(id), inFaces.missing)],
  };
}

const temporaryIn = (entries: readonly Entry[]): readonly string[] =>
  entries.map(({ name }) => name).filter(isTemporary);

/** Files of ours that nothing names, and named ones that are not there. What else people put there is theirs. */
function compare(
  folder: string,
  there: readonly Entry[],
  named: readonly string[],
): { readonly strays: readonly string[]; readonly missing: readonly string[] } {
  const [files, wanted] = [new Set(there.map(({ name }) => name)), new Set(named)];
  for (const { name, kind } of there) {
    if (kind !== 'file' && wanted.has(name)) throw notPlain(join(folder, name), kind, 'file');
  }
  return {
    strays: [...files].filter((name) => isHashedFile(name) && !wanted.has(name)),
    missing: named.filter((name) => !files.has(name)),
  };
}

/** What interrupted changes leave outside of people's folders. */
async function strayFiles(layout: Layout): Promise<string[]> {
  const found: string[] = [];
  for (const folder of [layout.root, layout.people, layout.checkpoints, layout.cache, layout.embeddings]) {
    const entries = folder === layout.root ? await listRoot(folder) : await listFolder(folder);
    for (const { name } of entries) {
      if (isTemporary(name) || (folder === layout.cache && isErased(name))) found.push(join(folder, name));
    }
  }
  return found;
}

/** Files that file managers leave everywhere. */
const LITTER: ReadonlySet<string> = new Set(['.DS_Store', 'Thumbs.db', 'desktop.ini']);

/** What lies among the embeddings and is not a file of Facet's, left-overs aside. */
async function foreignCaches({ embeddings }: Layout): Promise<string[]> {
  return (await listFolder(embeddings))
    .filter(({ name, kind }) => kind !== 'file' || !isEmbeddingFile(name))
    .filter(({ name }) => !isTemporary(name) && !LITTER.has(name))
    .map(({ name }) => join(embeddings, name));
}
