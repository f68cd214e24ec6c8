// A cohort carried over to an encoder that was trained further: strangers' photos are not kept, so nobody can look at them
// anew, but how faces moved that are still here says where strangers went.
//
// [Note: carried over] The map from embeddings before to embeddings after is fitted on the library's own faces, by ridge
// regression towards no change (a projection that was trained is linear but for the norm). Strangers drawn from the cohort
// go through it, and a mixture is fitted to where they arrive. With 5 photos a person, FPIR 1% and 1,000 LFW strangers,
// FPIR became, resting on the enrolled people alone and carried over: ORL (40 people) `projector` 14.0% and 0.7%, `full`
// 20.4% and 5.4%; UMIST (20 people) `projector` 0.1% and 0.0%, `full` 1.3% and 0.1%. Towers that were trained in full move
// strangers in ways of their own: for them the rate is not proven.
import { seededRandom } from '../random.ts';
import { cholesky } from './cholesky.ts';
import { drawStrangers, type Cohort } from './cohort.ts';
import { fitMixture } from './mixture.ts';
import { accumulate, dot, normalise, rowOf } from './vectors.ts';

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
export function carryCohort(
  cohort: Cohort,
  encoder: Cohort['encoder'],
  { before, after }: { readonly before: Float32Array; readonly after: Float32Array },
  seed: number,
): Cohort {
  const { dimensions } = cohort.mixture;
  const move = fitMove(before, after, dimensions, seed);
  const strangers = drawStrangers(cohort, DRAWS, seed);
  for (let row = 0; row < DRAWS; row++) move(rowOf(strangers, row, dimensions));
  return {
    ...cohort,
    encoder,
    source: `${cohort.source}, carried over`,
    mixture: fitMixture(strangers, dimensions, seed),
  };
}

/** Ridge regression of the change, in its dual form: as many unknowns as faces, whatever the dimensions. */
function fitMove(
  before: Float32Array,
  after: Float32Array,
  dimensions: number,
  seed: number,
): (face: Float32Array) => void {
  const all = Array.from({ length: before.length / dimensions }, (_, row) => row);
  const rows = seededRandom(seed, 'carry').shuffle(all).slice(0, MOST_FACES);
  const faces = rows.map((row) => rowOf(before, row, dimensions));
  const count = faces.length;
  const kernel = Float64Array.from({ length: count * count }, (_, at) => {
    const [i, j] = [Math.floor(at / count), at % count];
    return j > i ? 0 : dot(faces[i], faces[j]) + (i === j ? RIDGE : 0);
  });
  const lower = cholesky(kernel, count);
  const changes = rows.map((row, place) =>
    Float64Array.from(faces[place], (value, at) => after[row * dimensions + at] - value),
  );
  // Forwards and backwards through the triangle, all dimensions at once.
  for (let i = 0; i < count; i++) {
    for (let j = 0; j < i; j++) accumulate(changes[i], changes[j], -lower[i * count + j]);
    for (let at = 0; at < dimensions; at++) changes[i][at] /= lower[i * count + i];
  }
  for (let i = count - 1; i >= 0; i--) {
    for (let j = i + 1; j < count; j++) accumulate(changes[i], changes[j], -lower[j * count + i]);
    for (let at = 0; at < dimensions; at++) changes[i][at] /= lower[i * count + i];
  }
  return (face) => {
    const likenesses = faces.map((known) => dot(known, face));
    likenesses.forEach((likeness, at) => accumulate(face, changes[at], likeness));
    normalise(face);
  };
}
