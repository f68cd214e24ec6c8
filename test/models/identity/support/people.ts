// People made of numbers: embeddings that vary between people, between the photos of a person and by pose.
import type { Gallery } from '../../../../models/identity/gallery.ts';
import { normalise } from '../../../../models/linear/vectors.ts';
import { seededRandom, type Random } from '../../../../models/random.ts';

export const DIMENSIONS = 48;

export interface Shape {
  /** How much the photos of a person differ; people differ by 1. */
  readonly noise?: number;
  /** How far a turn of the head moves an embedding, the same way for everybody. */
  readonly pose?: number;
}

const direction = (random: Random): Float32Array =>
  normalise(Float32Array.from({ length: DIMENSIONS }, () => random.normal()));

/** A world of people who can be photographed as often as one likes. */
export function makeWorld(seed: number, { noise = 0.6, pose = 0 }: Shape = {}) {
  const random = seededRandom(seed, 'world');
  const common = direction(random).map((value) => 1.5 * value);
  const turn = direction(random);
  const person = (): Float32Array => direction(random);
  /** One photo, L2-normalised; `angle` from -1 to 1. */
  const photo = (who: Float32Array, angle = 0): Float32Array => {
    const shake = direction(random);
    return normalise(
      who.map((value, at) => value + common[at] + noise * shake[at] + pose * angle * turn[at]),
    );
  };
  return { person, photo, random };
}

export const stack = (rows: readonly Float32Array[]): Float32Array =>
  Float32Array.from(rows.flatMap((row) => Array.from(row)));

/** A gallery of photos, one list a person. */
export function galleryOf(people: readonly (readonly Float32Array[])[]): Gallery {
  const photos = people.flat();
  return {
    embeddings: stack(photos),
    dimensions: DIMENSIONS,
    people: Int32Array.from(people.flatMap((own, person) => own.map(() => person))),
    count: people.length,
    weights: new Float32Array(photos.length).fill(1),
  };
}
