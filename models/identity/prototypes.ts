// The classifier over frozen features: a prototype for each person.
import type { Gallery } from './gallery.ts';
import { scoreByRule, type HeadRule } from './heads/rule.ts';
import { refineMeans } from './training/refine.ts';
import { accumulate, cosines, normalise, rowOf } from '../linear/vectors.ts';

/**
 * A person's score is `blend` * cosine to their mean + (1 - `blend`) * cosine to their nearest mode. Faces and
 * prototypes are L2-normalised rows of one `Space`.
 */
export interface Head {
  readonly dimensions: number;
  /** `[P, D]`. */
  readonly means: Float32Array;
  /** `[M, D]`. */
  readonly modes: Float32Array;
  /** `[M]`: whose each mode is; everybody has one or more. */
  readonly owners: Int32Array;
  readonly blend: number;
  /** Of a closed-form head: how people are scored instead. */
  readonly rule?: HeadRule;
}

/** Scores `[N, P]`, row-major, of faces `[N, D]` in the head's space. */
export const scorePeople = (head: Head, faces: Float32Array): Float32Array =>
  head.rule === undefined ? scoreByPrototypes(head, faces) : scoreByRule(head.rule, faces, head);

/** By cosines, whatever the head's rule: what denied faces are held against. */
export function scoreByPrototypes(head: Head, faces: Float32Array): Float32Array {
  const { dimensions, means, modes, owners, blend } = head;
  const toMeans = cosines(faces, means, dimensions);
  if (blend === 1) return toMeans;
  const count = means.length / dimensions;
  const nearest = nearestModes(cosines(faces, modes, dimensions), owners, count);
  return toMeans.map((score, at) => blend * score + (1 - blend) * nearest[at]);
}

/** Galleries of more faces have prototypes alone: of many photos the nearest one adds nothing but what it costs. */
const MOST_MODES = 1500;
/** How much the prototype counts beside the nearest photo. */
const BLEND = 0.5;

/**
 * Builds the head of a gallery: everybody's prototype is the mean of their faces, refined so that people are told apart; half
 * of a score is the cosine to it, half that to the nearest of the person's photos.
 *
 * @param faces the gallery's embeddings in the space, `[N, D]`
 */
export function trainHead(gallery: Gallery, faces: Float32Array): Head {
  const sums = sumPeople(gallery, faces);
  const means = refineMeans(gallery, faces, sums, normaliseRows(sums, gallery.dimensions));
  return headOf(gallery, faces, means);
}

/** The same of plain means. */
export const prototypesOf = (gallery: Gallery, faces: Float32Array): Head =>
  headOf(gallery, faces, meanFaces(gallery, faces));

function headOf({ dimensions, count, people }: Gallery, faces: Float32Array, means: Float32Array): Head {
  if (people.length <= MOST_MODES)
    return { dimensions, means, modes: faces, owners: Int32Array.from(people), blend: BLEND };
  const owners = Int32Array.from({ length: count }, (_, person) => person);
  return { dimensions, means, modes: means, owners, blend: 1 };
}

/** The L2-normalised weighted mean of each person's faces, `[P, D]`. */
export const meanFaces = (gallery: Gallery, faces: Float32Array): Float32Array =>
  normaliseRows(sumPeople(gallery, faces), gallery.dimensions);

function sumPeople({ dimensions, people, count, weights }: Gallery, faces: Float32Array): Float64Array {
  const sums = new Float64Array(count * dimensions);
  people.forEach((person, row) => {
    const sum = sums.subarray(person * dimensions, (person + 1) * dimensions);
    accumulate(sum, rowOf(faces, row, dimensions), weights[row]);
  });
  return sums;
}

function normaliseRows(sums: Float64Array, dimensions: number): Float32Array {
  const rows = new Float32Array(sums);
  for (let start = 0; start < rows.length; start += dimensions)
    normalise(rows.subarray(start, start + dimensions));
  return rows;
}

/** `[N, P]` from cosines to modes, `[N, M]`. */
function nearestModes(table: Float32Array, owners: Int32Array, count: number): Float32Array {
  const rows = table.length / owners.length;
  const best = new Float32Array(rows * count).fill(-1);
  for (let row = 0; row < rows; row++) {
    owners.forEach((owner, mode) => {
      const at = row * count + owner;
      best[at] = Math.max(best[at], table[row * owners.length + mode]);
    });
  }
  return best;
}
