// People of a gallery who may be meant by faces, however many it has: few enough for `decide`, and enough for it to decide
// as it would among all of them.
import { accumulate, normalise, rowOf, rowsOfVectors } from '../../linear/vectors.ts';
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

function modesOf(rows: PersonRows, dimensions: number): readonly Float32Array[] {
  const count = rows.length / dimensions;
  const first = Math.min(1, count - 1);
  return Array.from({ length: count - first }, (_, at) => rowOf(rows, first + at, dimensions));
}

/** The prototypes of somebody who was several people: the modes of all, and their means, each by how many modes it has, as one. */
export function joinRows(several: readonly PersonRows[], dimensions: number): PersonRows {
  if (several.length === 1) return several[0];
  const mean = new Float64Array(dimensions);
  const modes = several.flatMap((rows) => {
    const own = modesOf(rows, dimensions);
    accumulate(mean, rowOf(rows, 0, dimensions), own.length);
    return own;
  });
  const joined = Float32Array.from(mean);
  normalise(joined);
  return rowsOfVectors([joined, ...modes]);
}

/** The head of some people. */
export function headOf(people: readonly PersonRows[], dimensions: number, blend: number): Head {
  const modes: Float32Array[] = [];
  const owners: number[] = [];
  people.forEach((rows, place) => {
    for (const mode of modesOf(rows, dimensions)) {
      modes.push(mode);
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
