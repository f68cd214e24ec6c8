// A cohort carried over to an encoder that was trained further: strangers' photos are not kept, so nobody can look at them
// anew, but how faces moved that are still here says where strangers went.
//
// [Note: carried over] The map from embeddings before to embeddings after is fitted on the library's own faces, by ridge
// regression towards no change (a projection that was trained is linear but for the norm). Strangers drawn from the cohort
// go through it, and a mixture is fitted to where they arrive. With 5 photos a person, FPIR 1% and 1,000 LFW strangers,
// FPIR became, resting on the enrolled people alone and carried over: ORL (40 people) `projector` 14.0% and 0.7%, `full`
// 20.4% and 5.4%; UMIST (20 people) `projector` 0.1% and 0.0%, `full` 1.3% and 0.1%. Towers that were trained in full move
// strangers in ways of their own: for them the rate is not proven.
import { seededRandom } from '../../random.ts';
import { cholesky, invertLower } from '../../linear/cholesky.ts';
import { drawStrangers, type Cohort } from './cohort.ts';
import { fitMixture } from './fitMixture.ts';
import { multiply, rowsOf, transposed } from '../../linear/products.ts';
import { normalise, rowOf } from '../../linear/vectors.ts';

/** Strangers that are drawn to be carried over. */
const DRAWS = 2000;
/** Faces that the map is fitted on at most: the effort grows with their cube. */
const MOST_FACES = 600;
/** Of the ridge: embeddings have length 1. */
const RIDGE = 1;

/**
 * @param before embeddings of some faces by the encoder that the cohort was made with, `[N, D]`, L2-normalised rows
 * @param after of the same faces by the trained encoder
 */
export function transferCohort(
  cohort: Cohort,
  encoder: Cohort['encoder'],
  { before, after }: { readonly before: Float32Array; readonly after: Float32Array },
  seed: number,
): Cohort {
  const { dimensions } = cohort.mixture;
  const move = fitMove(before, after, dimensions, seed);
  const strangers = move(drawStrangers(cohort, DRAWS, seed));
  return {
    ...cohort,
    encoder,
    source: `${cohort.source}, carried over`,
    mixture: fitMixture(strangers, dimensions, seed),
  };
}

/**
 * Ridge regression of the change, in its dual form: as many unknowns as faces, whatever the dimensions.
 *
 * @returns what carries rows `[N, D]` over
 */
function fitMove(
  before: Float32Array,
  after: Float32Array,
  dimensions: number,
  seed: number,
): (rows: Float32Array) => Float32Array {
  const all = Array.from({ length: before.length / dimensions }, (_, row) => row);
  const chosen = seededRandom(seed, 'carry').shuffle(all).slice(0, MOST_FACES);
  const count = chosen.length;
  const known = new Float64Array(count * dimensions);
  const changes = new Float64Array(count * dimensions);
  chosen.forEach((row, place) => {
    for (let at = 0; at < dimensions; at++) {
      known[place * dimensions + at] = before[row * dimensions + at];
      changes[place * dimensions + at] = after[row * dimensions + at] - before[row * dimensions + at];
    }
  });
  const faces = rowsOf(known, dimensions);
  const likenesses = new Float64Array(count * count);
  multiply(faces, faces, dimensions, likenesses);
  for (let at = 0; at < count; at++) likenesses[at * count + at] += RIDGE;
  // The inverse of L L^T, times the changes; `[D, count]`, as products take rows.
  const inverse = invertLower(cholesky(likenesses, count), count);
  const half = new Float64Array(changes.length);
  multiply(rowsOf(transposed(changes, dimensions), count), rowsOf(inverse, count), count, half);
  const solved = new Float64Array(changes.length);
  multiply(rowsOf(half, count), rowsOf(transposed(inverse, count), count), count, solved);
  return (rows) => {
    const total = rows.length / dimensions;
    const toKnown = new Float64Array(total * count);
    multiply(rowsOf(new Float64Array(rows), dimensions), faces, dimensions, toKnown);
    const change = new Float64Array(rows.length);
    multiply(rowsOf(toKnown, count), rowsOf(solved, count), count, change);
    const moved = rows.map((value, at) => value + change[at]);
    for (let row = 0; row < total; row++) normalise(rowOf(moved, row, dimensions));
    return moved;
  };
}
