// The photo sets that recognition is measured on, a folder a person, and which photos of a person are enrolled.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { seededRandom } from '../../../models/random.ts';
import { evenlySpaced } from '../../../models/evaluation/split.ts';
import { faces } from '../../support/shared.ts';

export type SetName = 'orl' | 'umist' | 'web7';

export interface PersonPhotos {
  readonly name: string;
  /** Paths, by name: in UMIST from profile to frontal. */
  readonly photos: readonly string[];
}

export function readSet(set: SetName): PersonPhotos[] {
  const root = join(faces, set);
  return readdirSync(root, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => ({
      name,
      photos: readdirSync(join(root, name))
        .sort()
        .map((file) => join(root, name, file)),
    }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

/**
 * Even: through all of a person's photos, first and last included (a single one is the middle one): the figures that
 * count. The others say how much hangs on that: the starts or the middles of as many equal parts, or photos at random.
 */
export type Placement = 'even' | 'starts' | 'middles' | { readonly seed: number };

/** Indices of the enrolled photos among `count`, in order. */
export function place(placement: Placement, count: number, shots: number, person: string): number[] {
  const parts = (shift: number): number[] =>
    Array.from({ length: shots }, (_, shot) => Math.floor(((shot + shift) * count) / shots));
  switch (placement) {
    case 'even':
      return evenlySpaced(count, shots);
    case 'starts':
      return parts(0);
    case 'middles':
      return parts(0.5);
    default:
      return seededRandom(placement.seed, person)
        .shuffle(Array.from({ length: count }, (_, at) => at))
        .slice(0, shots)
        .sort((a, b) => a - b);
  }
}
