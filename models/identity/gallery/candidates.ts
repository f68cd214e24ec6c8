// People of a gallery who may be meant by faces, however many it has: few enough for `decide`, and enough for it to decide
// as it would among all of them.
import { rowOf, rowsOfVectors } from '../../linear/vectors.ts';
import type { Head } from '../prototypes.ts';

export interface GalleryPerson {
  readonly id: string;
  readonly name: string;
}

export interface Candidates {
  readonly people: readonly GalleryPerson[];
  /** Their prototypes in the gallery's space, exact; owners are places in `people`. */
  readonly head: Head;
}

/**
 * One person's prototypes: `[1 + modes, D]`, L2-normalised rows, the mean first. Whose photos are all of one kind has no
 * mode but the mean.
 */
export type PersonRows = Float32Array;

/** The head of some people. */
export function headOf(people: readonly PersonRows[], dimensions: number, blend: number): Head {
  const modes: Float32Array[] = [];
  const owners: number[] = [];
  people.forEach((rows, place) => {
    const count = rows.length / dimensions;
    for (let row = Math.min(1, count - 1); row < count; row++) {
      modes.push(rowOf(rows, row, dimensions));
      owners.push(place);
    }
  });
  return {
    dimensions,
    means: rowsOfVectors(people.map((rows) => rowOf(rows, 0, dimensions))),
    modes: rowsOfVectors(modes),
    owners: Int32Array.from(owners),
    blend,
  };
}

/** Everybody's prototypes, as a gallery keeps them. */
export function personRowsOf({ dimensions, means, modes, owners }: Head): PersonRows[] {
  const own = Array.from({ length: means.length / dimensions }, (): Float32Array[] => []);
  owners.forEach((owner, at) => own[owner].push(rowOf(modes, at, dimensions)));
  return own.map((sides, person) => {
    const mean = rowOf(means, person, dimensions);
    const alone = sides.length === 1 && sides[0].every((value, at) => value === mean[at]);
    return rowsOfVectors(alone ? [mean] : [mean, ...sides]);
  });
}

/**
 * How many of the best people each face of a photo needs for decisions to be those among everybody: each other face may
 * take one of them, each denial one more, and a margin rests on one that is left.
 */
export const peopleNeeded = (faces: number, denials: number): number => faces + denials + 1;
