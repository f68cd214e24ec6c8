// The LFW people with a single photo, in two halves: one for the cohort that Facet brings, one for tests.
import { createHash } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { faces } from '../../support/shared.ts';

export interface Portrait {
  readonly name: string;
  readonly path: string;
}

/** By name. */
export function readStrangers(): Portrait[] {
  const root = join(faces, 'lfw');
  return readdirSync(root)
    .sort()
    .flatMap((name) => {
      const photos = readdirSync(join(root, name));
      return photos.length === 1 ? [{ name, path: join(root, name, photos[0]) }] : [];
    });
}

/** Whether the cohort was fitted on this person: the last bit of the SHA-256 of the name is 0. */
export function cohortHalf(name: string): boolean {
  const digest = createHash('sha256').update(name).digest();
  return digest[digest.length - 1] % 2 === 0;
}
