// What the library's JSON files hold, as versioned schemas: every read goes through one of them.
import { z } from 'zod';

/** The version that this Facet writes. A file of a higher one belongs to a newer Facet. */
export const SCHEMA = 2;

const schema = z.literal(SCHEMA);
const hash = z.string().regex(/^[0-9a-f]{64}$/);
const point = z.tuple([z.number(), z.number()]).readonly();
const landmarks = z.tuple([point, point, point, point, point]).readonly();

const photo = z
  .object({
    id: hash,
    /** Extension of the stored original. */
    type: z.string().regex(/^[a-z0-9]{1,8}$/),
    name: z.string(),
    width: z.number().int().positive(),
    height: z.number().int().positive(),
    takenAt: z.string().nullable(),
  })
  .readonly();

export const pose = z.object({ yaw: z.number(), pitch: z.number(), roll: z.number() }).readonly();

export const quality = z
  .object({
    score: z.number(),
    pixels: z.number(),
    sharpness: z.number(),
    exposure: z.number(),
    clipped: z.number(),
    detection: z.number(),
  })
  .readonly();

const face = z
  .object({
    id: hash,
    photo: hash,
    box: z.tuple([z.number(), z.number(), z.number(), z.number()]).readonly(),
    landmarks,
    cropLandmarks: landmarks,
    pose,
    quality,
    differenceHash: z.string().regex(/^[0-9a-f]{16}$/),
    /** Ids of the people who the user said this is not. */
    denied: z.array(z.string()).readonly(),
  })
  .readonly();

export const personFile = z
  .object({
    schema,
    id: z.string(),
    /** Null only for the folder of the faces that nobody owns. */
    name: z.string().nullable(),
    consent: z.string().nullable(),
    photos: z.array(photo).readonly(),
    faces: z.array(face).readonly(),
  })
  .readonly();

export const settings = z.object({ fpir: z.number().gt(0).lt(1) }).readonly();

export const facetFile = z
  .object({
    schema,
    settings,
    activeCheckpoint: z.string().nullable(),
  })
  .readonly();

export const checkpointFile = z
  .object({
    schema,
    id: z.string(),
    createdAt: z.iso.datetime(),
    method: z.enum(['head', 'text', 'projector', 'full']),
    encoder: z.string(),
    encoderDigest: z.string(),
    seed: z.number(),
    fpir: z.number(),
    heldOut: z.object({ rate: z.number(), low: z.number(), high: z.number() }).readonly().nullable(),
    people: z.array(z.object({ id: z.string(), name: z.string() }).readonly()).readonly(),
    crops: z.array(hash).readonly(),
    details: z.unknown(),
  })
  .readonly();

/** What a new library says. */
export const newFacet: z.infer<typeof facetFile> = {
  schema: SCHEMA,
  settings: { fpir: 0.01 },
  activeCheckpoint: null,
};

/** Paths from the library folder, with forward slashes; none leads out of it. */
const inside = z
  .string()
  .refine((path) => !path.startsWith('/') && !path.split('/').includes('..'), 'leads out of the library');

export const journalFile = z
  .object({ schema, renames: z.array(z.tuple([inside, inside]).readonly()).readonly() })
  .readonly();

export type PhotoEntry = z.infer<typeof photo>;
export type FaceEntry = z.infer<typeof face>;
export type PersonFile = z.infer<typeof personFile>;
export type FacetFile = z.infer<typeof facetFile>;
export type CheckpointFile = z.infer<typeof checkpointFile>;
