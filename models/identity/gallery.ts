// What recognition is learned from: embeddings of enrolled faces, whose they are and how much each can be relied on.

import { rowOf } from '../linear/vectors.ts';

export interface Gallery {
  /** `[N, D]`, row-major, L2-normalised rows. */
  readonly embeddings: Float32Array;
  /** D. */
  readonly dimensions: number;
  /** `[N]`: whose face each row is, 0 to `count` - 1. Everybody has at least one. */
  readonly people: Int32Array;
  readonly count: number;
  /** `[N]`: how much each face counts, above 0; the mean of a person's faces is weighted so. */
  readonly weights: Float32Array;
  /** `[N]`: degrees that each face is turned; all frontal where it is left out. */
  readonly yaws?: Float32Array;
  /** Of a fused encoder: how many of the numbers are each encoder's, in their order. */
  readonly parts?: readonly number[];
}

/** How many faces each person has, `[count]`. */
export function facesOf({ people, count }: Gallery): Int32Array {
  const faces = new Int32Array(count);
  for (const person of people) faces[person]++;
  return faces;
}

/** Some rows of a gallery, of the same people: each of them must have one among the rows. */
export function pickRows(
  { embeddings, dimensions, people, count, weights, yaws, parts }: Gallery,
  rows: readonly number[],
): Gallery {
  const picked = new Float32Array(rows.length * dimensions);
  rows.forEach((row, at) => picked.set(rowOf(embeddings, row, dimensions), at * dimensions));
  return {
    embeddings: picked,
    dimensions,
    people: Int32Array.from(rows, (row) => people[row]),
    count,
    weights: Float32Array.from(rows, (row) => weights[row]),
    ...(yaws && { yaws: Float32Array.from(rows, (row) => yaws[row]) }),
    ...(parts && { parts }),
  };
}

/** The gallery of some rows alone, and which of the people each of its own is: who has no row is not in it. */
export function galleryOf(
  gallery: Gallery,
  rows: readonly number[],
): { readonly gallery: Gallery; readonly people: readonly number[] } {
  const picked = pickRows(gallery, rows);
  const people = [...new Set(picked.people)].sort((a, b) => a - b);
  const places = new Map(people.map((person, place) => [person, place]));
  return {
    gallery: {
      ...picked,
      people: picked.people.map((person) => places.get(person) ?? -1),
      count: people.length,
    },
    people,
  };
}

/** How much an enrolled face of that quality counts: a poor photo shows less of the person, but never nothing. */
export const weightOf = (quality: number): number => 0.1 + 0.9 * Math.min(1, Math.max(0, quality));
