// People of a gallery, and faces of theirs, made of numbers.
import type { Calibration } from '../../../../models/identity/calibration/calibration.ts';
import { headOf, type Candidates } from '../../../../models/identity/gallery/candidates.ts';
import { calibrationFor } from '../../../../models/identity/gallery/size.ts';
import { decide, type Decision } from '../../../../models/identity/decide.ts';
import { normalise, rowOf, rowsOfVectors } from '../../../../models/linear/vectors.ts';
import { seededRandom, type Random } from '../../../../models/random.ts';
import type { Enrolled, FoundCandidates, GalleryTerms } from '../../../../main/gallery/gallery.ts';

export const DIMENSIONS = 32;

const calibration: Calibration = {
  basis: 'cohort',
  threshold: 0.5,
  strangers: 0.3,
  deviation: 0.05,
  scores: null,
  confidence: { bias: 0, score: 2, margin: 1, threshold: 0.5 },
};

export function termsOf(dimensions = DIMENSIONS): GalleryTerms {
  const whitening = new Float32Array(dimensions ** 2);
  for (let at = 0; at < dimensions; at++) whitening[at * dimensions + at] = 1 + at / 10;
  return {
    encoder: { id: 'numbers', digest: 'a'.repeat(64) },
    space: { dimensions, centre: new Float32Array(dimensions).fill(0.01), whitening },
    blend: 0.5,
    calibration: {
      calibration,
      people: 10,
      levels: [
        { people: 10, threshold: 0.4 },
        { people: 1000, threshold: 0.5 },
      ],
    },
  };
}

const direction = (random: Random, dimensions: number): Float32Array =>
  normalise(Float32Array.from({ length: dimensions }, () => random.normal()));

export const idOf = (number: number): string => number.toString(16).padStart(12, '0');

/** People with one to four prototypes. */
export function peopleOf(count: number, seed = 1, dimensions = DIMENSIONS): Enrolled[] {
  const random = seededRandom(seed, 'people');
  return Array.from({ length: count }, (_, at) => {
    const mean = direction(random, dimensions);
    const modes = at % 3 === 0 ? [] : Array.from({ length: 1 + (at % 3) }, () => near(mean, 0.5, random));
    // Ids are random in a library, and fall into all files of a copy.
    return {
      id: idOf((at * 2654435761 + seed) % 2 ** 40),
      name: `Person ${seed}-${at}`,
      rows: rowsOfVectors([mean, ...modes]),
    };
  });
}

export const near = (row: Float32Array, noise: number, random: Random): Float32Array => {
  const shake = direction(random, row.length);
  return normalise(row.map((value, at) => value + noise * shake[at]));
};

/** Faces of somebody and strangers, as embeddings whose places in the space are near to prototypes. */
export function photosOf(people: readonly Enrolled[], seed: number, dimensions = DIMENSIONS): Float32Array[] {
  const random = seededRandom(seed, 'photos');
  const { space } = termsOf(dimensions);
  const photo = (projected: Float32Array): Float32Array =>
    // The inverse of a diagonal whitening.
    normalise(projected.map((value, at) => value / space.whitening[at * dimensions + at]));
  return Array.from({ length: 12 }, () => {
    const faces = Array.from({ length: 1 + random.integer(4) }, () => {
      const who = people[random.integer(people.length)];
      const stranger = random.uniform() < 0.3;
      return photo(near(rowOf(who.rows, 0, dimensions), stranger ? 5 : 0.8, random));
    });
    return rowsOfVectors(faces);
  });
}

const conditions = (faces: number) => Array.from({ length: faces }, () => ({ quality: 0.8, yaw: 0 }));

export interface Named extends Omit<Decision, 'person'> {
  readonly name: string | null;
}

/** What `decide` says among candidates. */
export function nameAmong({ people, head, terms, total }: FoundCandidates, faces: Float32Array): Named[] {
  const recogniser = { space: terms.space, head, calibration: calibrationFor(terms.calibration, total) };
  const decided = decide(recogniser, faces, conditions(faces.length / terms.space.dimensions));
  return decided.map(({ person, ...rest }) => ({
    ...rest,
    name: person === null ? null : people[person].name,
  }));
}

/** What `decide` says among everybody. */
export function nameAmongAll(people: readonly Enrolled[], faces: Float32Array, terms: GalleryTerms): Named[] {
  const all: Candidates = {
    people,
    head: headOf(
      people.map(({ rows }) => rows),
      terms.space.dimensions,
      terms.blend,
    ),
  };
  return nameAmong({ ...all, terms, total: people.length }, faces);
}
