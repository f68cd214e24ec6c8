// What a ZIP of a library or a person holds: index.json, photos/HASH and faces/HASH.png.
import { z } from 'zod';
import { pose, quality } from '../library/schema.ts';

const hash = z.string().regex(/^[0-9a-f]{64}$/);
const point = z.tuple([z.number(), z.number()]);
const landmarks = z.tuple([point, point, point, point, point]);

const face = z.object({
  id: hash,
  /** Place in `people`; null for nobody's. */
  person: z.number().int().nonnegative().nullable(),
  box: z.tuple([z.number(), z.number(), z.number(), z.number()]),
  landmarks,
  cropLandmarks: landmarks,
  pose,
  quality,
  differenceHash: z.string().regex(/^[0-9a-f]{16}$/),
  /** Places in `people` of those who the user said this is not; version 1 had none. */
  denied: z.array(z.number().int().nonnegative()).default([]),
});

export const archiveIndex = z.object({
  format: z.literal('facet-library'),
  version: z.literal([1, 2]),
  people: z.array(z.object({ name: z.string().min(1), consent: z.string().nullable() })),
  photos: z.array(
    z.object({
      id: hash,
      name: z.string(),
      width: z.number().int().positive(),
      height: z.number().int().positive(),
      takenAt: z.string().nullable(),
      faces: z.array(face).min(1),
    }),
  ),
});

export type ArchiveIndex = z.infer<typeof archiveIndex>;

export const INDEX = 'index.json';
export const photoEntry = (id: string): string => `photos/${id}`;
export const faceEntry = (id: string): string => `faces/${id}.png`;
