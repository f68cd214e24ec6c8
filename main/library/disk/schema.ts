// What the library's JSON files hold, as versioned schemas: every read goes through one of them. A library may have been
// made by anybody, so numbers and texts are held to what Facet can have written.
import { z } from 'zod';
import { detectedFace, flawOf, photoSize } from '../untrusted/faceSchema.ts';
import { isExactFace, isExactPhoto, LONGEST_LINE } from '../untrusted/exactEntries.ts';
import { isCheckpointId, isPersonId, UNNAMED } from './layout.ts';
import { storedName } from '../changes/names.ts';
import { everyInTurns, isDue, pass } from '../../work/turns.ts';

/** What content of a file is held against: a schema of zod, or what answers as one does. */
export interface Schema<T> {
  safeParse(content: unknown): Parsed<T> | Promise<Parsed<T>>;
}

type Parsed<T> =
  { readonly success: true; readonly data: T } | { readonly success: false; readonly error: z.ZodError };

/** The version that this Facet writes. A file of a higher one belongs to a newer Facet. */
export const SCHEMA = 2;

const schema = z.literal(SCHEMA);
const HASH = /^[0-9a-f]{64}$/;
const hash = z.string().regex(HASH);
/** A file's name or a line of text: longer ones are no file system's. */
const line = z.string().max(LONGEST_LINE);
const personId = z.string().refine(isPersonId, 'is not the id of a person');

export const photoEntry = z
  .object({
    id: hash,
    /** Extension of the stored original. */
    type: z.string().regex(/^[a-z0-9]{1,8}$/),
    name: line,
    ...photoSize,
    takenAt: line.nullable(),
  })
  .readonly();

export const faceEntry = z
  .object({
    id: hash,
    photo: hash,
    ...detectedFace,
    /** Ids of the people who the user said this is not. */
    denied: z.array(personId).readonly(),
  })
  .readonly();

const day = z.iso.date();

/** Whether a text is a day of the calendar, `YYYY-MM-DD`. */
export const isDay = (text: string): boolean => day.safeParse(text).success;

const owner = {
  schema,
  id: z.union([personId, z.literal(UNNAMED)]),
  /** Null only for the folder of the faces that nobody owns. */
  name: storedName.nullable(),
  consent: z.string().max(10_000).nullable(),
  /** Since both came later, files without them are read. */
  hidden: z.boolean().default(false),
  born: day.nullable().default(null),
};

const everyEntry = z
  .object({ ...owner, photos: z.array(photoEntry).readonly(), faces: z.array(faceEntry).readonly() })
  .superRefine((entries, context) => {
    for (const wrong of flawsOf(entries)) {
      if (wrong === null) continue;
      context.addIssue({ code: 'custom', message: wrong });
      return;
    }
  })
  .readonly();

const ownerAlone = z.object({ ...owner, photos: z.array(z.unknown()), faces: z.array(z.unknown()) });

/** The same answer as `everyEntry` gives, in a fifth of the time where all entries are as Facet writes them. */
export const personFile: Schema<PersonFile> = {
  safeParse: async (content) => {
    const exact = await exactEntries(content);
    if (exact === null) return everyEntry.safeParse(content);
    const said = ownerAlone.safeParse(content);
    return said.success ? { success: true, data: { ...said.data, ...exact } } : said;
  },
};

interface EntryLists {
  readonly photos: readonly PhotoEntry[];
  readonly faces: readonly FaceEntry[];
}

async function exactEntries(content: unknown): Promise<EntryLists | null> {
  const { photos, faces } = (content ?? {}) as { readonly photos?: unknown; readonly faces?: unknown };
  if (!Array.isArray(photos) || !(await everyInTurns(photos, isExactPhoto))) return null;
  const isExact = (face: unknown): boolean => isExactFace(face, isPersonId);
  if (!Array.isArray(faces) || !(await everyInTurns(faces, isExact))) return null;
  const entries = { photos, faces } as EntryLists;
  for (const wrong of flawsOf(entries)) {
    if (wrong !== null) return null;
    if (isDue()) await pass();
  }
  return entries;
}

/** Whether a photo and its faces can be written so that they are read again. */
export const isStorable = (entry: PhotoEntry, faces: readonly FaceEntry[]): boolean =>
  photoEntry.safeParse(entry).success &&
  faces.every((one) => faceEntry.safeParse(one).success && flawOf(one, entry) === null);

/** For each photo and each face of one file what it contradicts the others in; null where it does not. */
function* flawsOf({ photos, faces }: EntryLists): Generator<string | null> {
  const sizes = new Map<string, PhotoEntry>();
  for (const one of photos) {
    yield sizes.has(one.id) ? 'it names a photo twice' : null;
    sizes.set(one.id, one);
  }
  const seen = new Set<string>();
  for (const one of faces) {
    const { id, photo: of } = one;
    const shown = sizes.get(of);
    if (seen.has(id)) yield `it names the face ${id} twice`;
    else if (shown === undefined) yield `the face ${id} is in a photo that it does not name`;
    else {
      const flaw = flawOf(one, shown);
      yield flaw === null ? null : `the face ${id} ${flaw}`;
    }
    seen.add(id);
  }
}

export const settings = z.object({ fpir: z.number().gt(0).lt(1) }).readonly();

export const facetFile = z
  .object({
    schema,
    settings,
    activeCheckpoint: line.nullable(),
    /** By id of a person who was merged away: into whom. Checkpoints know them by it; files from before are read. */
    merged: z.record(personId, personId).default({}).readonly(),
  })
  .readonly();

/** Far beyond what Facet learns from: a list is counted before each of its entries is looked at. */
const MOST_PEOPLE = 200_000;
const MOST_CROPS = 2_000_000;

const atMost = <Entry extends z.ZodType>(count: number, entry: Entry) =>
  z.array(z.unknown()).max(count).pipe(z.array(entry)).readonly();

/** Looked at as they are: a schema of each would take as long as all the rest of a finetune's end. */
const crops = z.custom<readonly string[]>(
  (list) =>
    Array.isArray(list) &&
    list.length <= MOST_CROPS &&
    list.every((id) => typeof id === 'string' && HASH.test(id)),
  'is not a list of content hashes',
);

export const checkpointFile = z
  .object({
    schema,
    id: z.string().refine(isCheckpointId, 'is not the id of a checkpoint'),
    createdAt: z.iso.datetime(),
    method: z.enum(['head', 'gda', 'proker', 'text', 'projector', 'full']),
    encoder: line,
    encoderDigest: line,
    seed: z.number(),
    fpir: z.number(),
    heldOut: z.object({ rate: z.number(), low: z.number(), high: z.number() }).readonly().nullable(),
    people: atMost(MOST_PEOPLE, z.object({ id: line, name: storedName }).readonly()),
    crops,
    details: z.unknown(),
  })
  .readonly();

/** What a new library says. */
export const newFacet: z.infer<typeof facetFile> = {
  schema: SCHEMA,
  settings: { fpir: 0.01 },
  activeCheckpoint: null,
  merged: {},
};

/** Paths from the library folder, with forward slashes; `checkRenames` says which there may be. */
const path = z.string().max(200);

export const journalFile = z
  .object({ schema, renames: z.array(z.tuple([path, path]).readonly()).readonly() })
  .readonly();

export type PhotoEntry = z.infer<typeof photoEntry>;
export type FaceEntry = z.infer<typeof faceEntry>;
export type PersonFile = z.infer<typeof everyEntry>;
export type FacetFile = z.infer<typeof facetFile>;
export type CheckpointFile = z.infer<typeof checkpointFile>;
