// Which faces prototypes learn from, and from whom each of them is to be told apart.
import type { Gallery } from '../gallery.ts';
import { multiply, rowsOf } from '../../linear/products.ts';
import { dot, rowOf } from '../../linear/vectors.ts';

/** The likest other people that a face is told apart from. */
const RIVALS = 8;
/** Of people with more faces, so many learn, from all over their photos; of very many people, fewer. */
const MOST_FACES = 32;
const FEWEST_FACES = 4;
const MOST_LEARNERS = 40_000;
/** Faces whose cosines are computed together. */
const BLOCK = 256;
/** Other faces that cancel each other out have no mean. */
const SHORTEST = 1e-6;

/** Faces that teach, each with what it is compared with. */
export interface Learners {
  /** `[L]`: rows of the gallery. */
  readonly rows: Int32Array;
  /** People a face. */
  readonly width: number;
  /** `[L, width]`: the face's own person, then its rivals; -1 where there are no more. */
  readonly people: Int32Array;
  /** `[L]`: how much each counts, with those that it stands for. */
  readonly weights: Float64Array;
  /** `[L]`: its own weight in its person's sum. */
  readonly owns: Float64Array;
  /** `[L]`: the length of its person's sum without it. */
  readonly rests: Float64Array;
  /** `[L]`: cosines to its person's mean, and to that of its person's other faces. */
  readonly toMeans: Float64Array;
  readonly toOthers: Float64Array;
}

/**
 * Faces of people who have others, and their rivals; none where there is nobody to be told apart from.
 *
 * @param faces `[N, D]`, L2-normalised rows
 * @param sums each person's weighted sum of faces, `[P, D]`
 * @param means the same, L2-normalised
 */
export function rivalsOf(
  gallery: Gallery,
  faces: Float32Array,
  sums: Float64Array,
  means: Float32Array,
): Learners {
  const { dimensions: size, people, count, weights } = gallery;
  const taught = count < 2 ? [] : teachers(gallery);
  const measured = taught.flatMap(([row, share]) => {
    const person = people[row];
    const sum = sums.subarray(person * size, (person + 1) * size);
    const face = rowOf(faces, row, size);
    const own = weights[row];
    const along = dot(face, sum);
    const length = Math.sqrt(Math.max(0, dot(sum, sum) - 2 * own * along + own * own));
    if (length < SHORTEST) return [];
    const toMean = dot(face, rowOf(means, person, size));
    return [{ row, weight: own * share, own, length, toMean, toOther: (along - own) / length }];
  });
  const width = 1 + Math.min(RIVALS, count - 1);
  const rows = Int32Array.from(measured, ({ row }) => row);
  return {
    rows,
    width,
    people: likest(gallery, faces, means, rows, width),
    weights: Float64Array.from(measured, ({ weight }) => weight),
    owns: Float64Array.from(measured, ({ own }) => own),
    rests: Float64Array.from(measured, ({ length }) => length),
    toMeans: Float64Array.from(measured, ({ toMean }) => toMean),
    toOthers: Float64Array.from(measured, ({ toOther }) => toOther),
  };
}

/** Rows of people with two faces or more, and how many faces each stands for. */
function teachers({ people, count }: Gallery): (readonly [row: number, share: number])[] {
  const rows = Array.from({ length: count }, (): number[] => []);
  people.forEach((person, row) => rows[person].push(row));
  const most = Math.min(MOST_FACES, Math.max(FEWEST_FACES, Math.floor(MOST_LEARNERS / count)));
  return rows
    .filter(({ length }) => length > 1)
    .flatMap((own) => {
      const taken = Math.min(most, own.length);
      return Array.from(
        { length: taken },
        (_, at) => [own[Math.floor(((at + 0.5) * own.length) / taken)], own.length / taken] as const,
      );
    });
}

/** `[L, width]`: each face's own person, and the others by their cosines. */
function likest(
  { dimensions: size, people, count }: Gallery,
  faces: Float32Array,
  means: Float32Array,
  rows: Int32Array,
  width: number,
): Int32Array {
  const found = new Int32Array(rows.length * width).fill(-1);
  const block = new Float32Array(BLOCK * size);
  const table = new Float32Array(BLOCK * count);
  const best = new Float64Array(width);
  for (let from = 0; from < rows.length; from += BLOCK) {
    const taken = Math.min(BLOCK, rows.length - from);
    for (let at = 0; at < taken; at++) block.set(rowOf(faces, rows[from + at], size), at * size);
    multiply({ data: block, start: 0, stride: size, count: taken }, rowsOf(means, size), size, table);
    for (let at = 0; at < taken; at++) {
      const own = people[rows[from + at]];
      const first = (from + at) * width;
      found[first] = own;
      best.fill(-Infinity);
      let least = -Infinity;
      for (let person = 0; person < count; person++) {
        const cosine = table[at * count + person];
        if (cosine <= least || person === own) continue;
        // Into its place among the best so far; the own person keeps the first.
        let place = width - 1;
        for (; place > 1 && best[place - 1] < cosine; place--) {
          best[place] = best[place - 1];
          found[first + place] = found[first + place - 1];
        }
        best[place] = cosine;
        found[first + place] = person;
        least = best[width - 1];
      }
    }
  }
  return found;
}
