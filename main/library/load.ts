// Reads a whole library folder: every document, and beside it which files are left over and which are missing.
import { basename, join } from 'node:path';
import { readCheckpoints } from './changes/checkpoints.ts';
import { isTemporary } from '../files/durable.ts';
import type { Journal } from './disk/journal.ts';
import { corrupt, JsonFile } from './disk/jsonFile.ts';
import { isKept } from './disk/kept.ts';
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
import { newFacet, facetFile, personFile, type FaceEntry, type PersonFile } from './disk/schema.ts';
import { isPlaceNote } from './disk/places.ts';
import type { Indexed } from './index/format.ts';
import { takeStamps, type Stamps } from './index/stamps.ts';
import type { Documents } from './memory/store.ts';
import { photoFileOf } from './memory/views.ts';
import { eachInTurns, mapInTurns } from '../work/turns.ts';

export interface Loaded {
  readonly documents: Documents;
  /** Temporary files and folders of interrupted changes: to be erased. */
  readonly leftovers: readonly string[];
  /** Originals that no catalogue names; and crops, and notes of photos in place, which may go. */
  readonly strayOriginals: readonly string[];
  readonly strayCrops: readonly string[];
  /** Named files that are not there. */
  readonly missing: readonly string[];
  /** Checkpoints that cannot be read. */
  readonly unreadable: readonly string[];
  /** What is not Facet's in places that are. */
  readonly ignored: readonly string[];
  /** Of owners' folders, taken before they were read. */
  readonly stamps: ReadonlyMap<string, Stamps>;
  /** Whether the index said all that the catalogues say. */
  readonly isIndexed: boolean;
}

interface Folder extends Pick<Loaded, 'leftovers' | 'strayOriginals' | 'strayCrops' | 'missing'> {
  readonly document: JsonFile<PersonFile> | null;
}

const OWN_FOLDERS: ReadonlySet<string> = new Set(['photos', 'faces']);

/** Folders read at the same time: more would run into the limit of open files. */
const AT_ONCE = 32;

/** More than anybody knows; as many empty folders would keep every start waiting. */
const MOST_PEOPLE = 50_000;

/**
 * Throws a `Fault` where a catalogue cannot be used. Changes nothing.
 *
 * @param index what catalogues say that need not be read, as long as their stamps are the same; null: no stamps are taken
 */
export async function load(
  layout: Layout,
  journal: Journal,
  index: ReadonlyMap<string, Indexed> | null = null,
): Promise<Loaded> {
  const facet = new JsonFile(layout.facet, facetFile, journal, newFacet);
  if ((await facet.read()) === null) throw corrupt(layout.facet, 'it is not there');
  const owners = [UNNAMED, ...(await peopleIn(layout))];
  const people = new Map<string, JsonFile<PersonFile>>();
  const leftovers = await strayFiles(layout);
  const strayOriginals: string[] = [];
  const strayCrops: string[] = [];
  const missing: string[] = [];
  const stamps = index === null ? new Map<string, Stamps>() : await takeStamps(layout, owners);
  const unread: string[] = [];
  for (const id of owners) {
    const file = index !== null && isSame(stamps.get(id), index.get(id)?.stamps) && index.get(id)?.file;
    if (!file) unread.push(id);
    else people.set(id, documentOf(layout, journal, id, file));
  }
  for (let start = 0; start < unread.length; start += AT_ONCE) {
    const ids = unread.slice(start, start + AT_ONCE);
    const folders = await Promise.all(
      ids.map((id) => {
        const known = index?.get(id);
        const isKnown = known !== undefined && known.stamps.catalogue === stamps.get(id)?.catalogue;
        return readOwner(layout, journal, id, isKnown ? known.file : null);
      }),
    );
    for (const [at, folder] of folders.entries()) {
      const id = ids[at] ?? '';
      if (folder.document !== null) people.set(id, folder.document);
      if (!isClean(folder)) stamps.set(id, { catalogue: stamps.get(id)?.catalogue ?? null, folders: null });
      leftovers.push(...folder.leftovers);
      strayOriginals.push(...folder.strayOriginals);
      strayCrops.push(...folder.strayCrops);
      missing.push(...folder.missing);
    }
  }
  const { checkpoints, unreadable } = await readCheckpoints(layout);
  const ignored = await foreignCaches(layout);
  const documents = { facet, people, checkpoints };
  const isIndexed = unread.length === 0 && index?.size === owners.length;
  const found = { documents, leftovers, strayOriginals, strayCrops, missing, unreadable, ignored };
  return { ...found, stamps, isIndexed };
}

const isSame = (now: Stamps | undefined, then: Stamps | undefined): boolean =>
  now !== undefined &&
  now.catalogue !== null &&
  now.folders !== null &&
  now.catalogue === then?.catalogue &&
  now.folders === then.folders;

const isClean = (folder: Omit<Folder, 'document'>): boolean =>
  [folder.leftovers, folder.strayOriginals, folder.strayCrops, folder.missing].every(
    ({ length }) => length === 0,
  );

function documentOf(
  layout: Layout,
  journal: Journal,
  id: string,
  known: PersonFile | null,
): JsonFile<PersonFile> {
  const document = new JsonFile(layout.person(id), personFile, journal, emptyFile(id, null));
  if (known !== null) document.adopt(known);
  return document;
}

/** Looks at folders anew. Their times count for nothing where they hold anything else than their catalogues say. */
export async function lookAgain(
  layout: Layout,
  files: ReadonlyMap<string, PersonFile>,
): Promise<ReadonlyMap<string, Stamps>> {
  const stamps = await takeStamps(layout, files.keys());
  for (const [id, file] of files) {
    const listing = await listOwner(layout, id);
    const { catalogue = null } = stamps.get(id) ?? {};
    if (!isClean(await compareOwner(layout, file, listing))) {
      stamps.set(id, { catalogue, folders: null });
    }
  }
  return stamps;
}

async function peopleIn({ people }: Layout): Promise<readonly string[]> {
  const entries = (await listFolder(people)).filter(({ name }) => isPersonId(name));
  if (entries.length > MOST_PEOPLE) throw tooMany(people, MOST_PEOPLE);
  for (const { name, kind } of entries) {
    if (kind !== 'folder') throw notPlain(join(people, name), kind, 'folder');
  }
  return entries.map(({ name }) => name);
}

/** What lies in an owner's folder, and in the two within it. */
interface Listing {
  readonly entries: readonly Entry[];
  readonly photos: readonly Entry[];
  readonly faces: readonly Entry[];
}

async function listOwner(layout: Layout, id: string): Promise<Listing> {
  const entries = await listFolder(layout.owner(id));
  const inside = async (path: string): Promise<readonly Entry[]> => {
    const entry = entries.find(({ name }) => name === basename(path));
    return entry === undefined ? [] : entry.kind === 'folder' ? listRoot(path) : listFolder(path);
  };
  const [photos, faces] = await Promise.all([inside(layout.photos(id)), inside(layout.faces(id))]);
  return { entries, photos, faces };
}

/** @param known what its catalogue says, where that need not be read */
async function readOwner(
  layout: Layout,
  journal: Journal,
  id: string,
  known: PersonFile | null,
): Promise<Folder> {
  const path = layout.person(id);
  const document = documentOf(layout, journal, id, known);
  const [file, listing] = await Promise.all([known ?? document.read(), listOwner(layout, id)]);
  const { entries, photos, faces } = listing;
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
  return { document, ...(await compareOwner(layout, file, listing)) };
}

/** What of a folder its catalogue does not say, and the other way round. */
async function compareOwner(
  layout: Layout,
  file: PersonFile,
  { entries, photos, faces }: Listing,
): Promise<Omit<Folder, 'document'>> {
  const { id } = file;
  const inPhotos = await compare(layout.photos(id), photos, await mapInTurns(file.photos, photoFileOf));
  const cropOf = (face: FaceEntry): string => `${face.id}.png`;
  const inFaces = await compare(layout.faces(id), faces, await mapInTurns(file.faces, cropOf));
  const paths = (folder: string, names: readonly string[]) => names.map((name) => join(folder, name));
  return {
    leftovers: [
      ...paths(layout.owner(id), temporaryIn(entries)),
      ...paths(layout.photos(id), temporaryIn(photos)),
      ...paths(layout.faces(id), temporaryIn(faces)),
    ],
    strayOriginals: paths(
      layout.photos(id),
      inPhotos.strays.filter((name) => !isPlaceNote(name)),
    ),
    // With a note, no photo is lost.
    strayCrops: [
      ...paths(layout.photos(id), inPhotos.strays.filter(isPlaceNote)),
      ...paths(layout.faces(id), inFaces.strays),
    ],
    missing: [...paths(layout.photos(id), inPhotos.missing), ...paths(layout.faces(id), inFaces.missing)],
  };
}

const temporaryIn = (entries: readonly Entry[]): readonly string[] =>
  entries.map(({ name }) => name).filter(isTemporary);

/** Files of ours that nothing names, and named ones that are not there. What else people put there is theirs. */
async function compare(
  folder: string,
  there: readonly Entry[],
  named: readonly string[],
): Promise<{ readonly strays: readonly string[]; readonly missing: readonly string[] }> {
  const [files, wanted] = [new Set<string>(), new Set<string>()];
  const [strays, missing]: string[][] = [[], []];
  await eachInTurns(named, (name) => wanted.add(name));
  await eachInTurns(there, ({ name, kind }) => {
    if (kind !== 'file' && wanted.has(name)) throw notPlain(join(folder, name), kind, 'file');
    files.add(name);
    if (!wanted.has(name) && isHashedFile(name)) strays.push(name);
  });
  await eachInTurns(named, (name) => {
    if (!files.has(name)) missing.push(name);
  });
  return { strays, missing };
}

/** What interrupted changes leave outside of people's folders. */
async function strayFiles(layout: Layout): Promise<string[]> {
  const found: string[] = [];
  for (const folder of [layout.root, layout.people, layout.checkpoints, layout.cache, layout.embeddings]) {
    const entries = folder === layout.root ? await listRoot(folder) : await listFolder(folder);
    for (const { name } of entries) {
      const path = join(folder, name);
      if (isTemporary(name)) found.push(path);
      else if (folder === layout.cache && isErased(name) && !(await isKept(path))) found.push(path);
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
