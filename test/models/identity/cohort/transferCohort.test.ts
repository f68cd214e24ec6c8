import { expect, test } from 'vitest';
import { transferCohort } from '../../../../models/identity/cohort/transferCohort.ts';
import { fitCohort } from '../../../../models/identity/cohort/cohort.ts';
import { momentsOf } from '../../../../models/identity/cohort/mixture.ts';
import { normalise } from '../../../../models/linear/vectors.ts';
import { seededRandom } from '../../../../models/random.ts';

const D = 16;

/** Unit vectors about a common direction, some axes of which vary more than others. */
function drawFaces(count: number, stream: string): Float32Array {
  const random = seededRandom(1, stream);
  const faces = new Float32Array(count * D);
  for (let row = 0; row < count; row++) {
    const face = faces.subarray(row * D, (row + 1) * D);
    for (let at = 0; at < D; at++) face[at] = (at === 0 ? 1 : 0) + (0.6 / (1 + at / 4)) * random.normal();
    normalise(face);
  }
  return faces;
}

const weights = Float64Array.from(
  { length: D * D },
  (
    (random) => () =>
      random.normal()
  )(seededRandom(2, 'w')),
);

/** What a trained projection does: a linear map, then the norm. */
function move(faces: Float32Array): Float32Array {
  const moved = new Float32Array(faces.length);
  for (let start = 0; start < faces.length; start += D) {
    for (let i = 0; i < D; i++)
      for (let j = 0; j < D; j++)
        moved[start + i] += ((i === j ? 1 : 0) + 0.3 * weights[i * D + j]) * faces[start + j];
    normalise(moved.subarray(start, start + D));
  }
  return moved;
}

const meanOf = (faces: Float32Array): Float64Array =>
  faces.reduce((sum, value, at) => {
    sum[at % D] += value / (faces.length / D);
    return sum;
  }, new Float64Array(D));

const apart = (a: Float64Array, b: Float64Array): number =>
  Math.hypot(...a.map((value, at) => value - b[at]));

test('strangers go where faces that are still here say that they went', () => {
  const strangers = drawFaces(400, 'strangers');
  const about = { encoder: { id: 'base', digest: 'a' }, source: 'a test' };
  const cohort = fitCohort(strangers, D, about, 0);
  const before = drawFaces(80, 'enrolled');
  const carried = transferCohort(cohort, { id: 'tuned', digest: 'b' }, { before, after: move(before) }, 0);
  expect(carried).toMatchObject({ encoder: { id: 'tuned', digest: 'b' }, people: 400, tail: cohort.tail });
  const truth = meanOf(move(strangers));
  const [from, to] = [momentsOf(cohort.mixture), momentsOf(carried.mixture)];
  expect(apart(to.mean, truth)).toBeLessThan(0.1 * apart(from.mean, truth));
});

test('where no face moved, no stranger does', () => {
  const about = { encoder: { id: 'base', digest: 'a' }, source: 'a test' };
  const cohort = fitCohort(drawFaces(400, 'strangers'), D, about, 0);
  const before = drawFaces(80, 'enrolled');
  const carried = transferCohort(cohort, cohort.encoder, { before, after: before.slice() }, 0);
  expect(apart(momentsOf(carried.mixture).mean, momentsOf(cohort.mixture).mean)).toBeLessThan(0.02);
});
