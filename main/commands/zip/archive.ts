// What a ZIP of a library or a person holds: index.json, photos/HASH and faces/HASH.png. It may come from anybody: counts,
// texts and numbers are held to what Facet can have written.
import { z } from 'zod';
import { detectedFace, flawOf, photoSize } from '../../library/untrusted/faceSchema.ts';

const hash = z.string().regex(/^[0-9a-f]{64}$/);
const personId = z.string().regex(/^[0-9a-f]{12}$/);
const line = z.string().max(1024);
const place = z.number().int().nonnegative();

/** Of one face: who it is not. Nobody says more by hand. */
const MOST_DENIED = 1000;
const MOST_PEOPLE = 50_000;
const MOST_PHOTOS = 100_000;
/** Of one photo. */
const MOST_FACES = 1000;

const face = z.object({
  id: hash,
  /** Place in `people`; null for nobody's. */
  person: place.nullable(),
  ...detectedFace,
  /** Places in `people` of those who the user said this is not; version 1 had none. */
  denied: z.array(place).max(MOST_DENIED).default([]),
  ignored: z.boolean().default(false),
  drawn: z.boolean().default(false),
});

const photo = z.object({
  id: hash,
  name: line,
  ...photoSize,
  takenAt: line.nullable(),
  /** Earlier files have no photo without any. */
  faces: z.array(face).max(MOST_FACES),
});

export const archiveIndex = z
  .object({
    format: z.literal('facet-library'),
    version: z.literal([1, 2]),
    people: z
      .array(
        z.object({
          /** In the library that it was written from, where they may be called otherwise by now; earlier files do not have it. */
          id: personId.optional(),
          name: z.string().min(1).max(1024),
          consent: z.string().max(10_000).nullable(),
          // Earlier files do not have them.
          hidden: z.boolean().default(false),
          born: z.iso.date().nullable().default(null),
        }),
      )
      .max(MOST_PEOPLE),
    photos: z.array(photo).max(MOST_PHOTOS),
  })
  .superRefine(({ people, photos }, context) => {
    const wrong = inconsistency(people.length, photos);
    if (wrong !== null) context.addIssue({ code: 'custom', message: wrong });
  });

/** What the index contradicts itself in; null where it does not. */
function inconsistency(people: number, photos: readonly z.infer<typeof photo>[]): string | null {
  const seen = new Set<string>();
  for (const { id, faces, ...size } of photos) {
    if (seen.has(id)) return 'it names a photo twice';
    seen.add(id);
    for (const one of faces) {
      if (seen.has(one.id)) return 'it names a face twice';
      seen.add(one.id);
      if ([one.person ?? -1, ...one.denied].some((at) => at >= people))
        return 'it names somebody it does not list';
      const flaw = flawOf(one, size);
      if (flaw !== null) return `a face ${flaw}`;
    }
  }
  return null;
}

export type ArchiveIndex = z.infer<typeof archiveIndex>;

export const INDEX = 'index.json';
export const photoEntry = (id: string): string => `photos/${id}`;
export const faceEntry = (id: string): string => `faces/${id}.png`;
/** Whether Facet writes an entry of this name. */
export const isOurEntry = (name: string): boolean =>
  name === INDEX || /^photos\/[0-9a-f]{64}$/.test(name) || /^faces\/[0-9a-f]{64}\.png$/.test(name);

/** The SHA-256 that an entry's content must have; null for the index. */
export const hashIn = (name: string): string | null => /[0-9a-f]{64}/.exec(name)?.[0] ?? null;
