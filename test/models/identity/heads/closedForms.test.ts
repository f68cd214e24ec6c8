// GDA and ProKeR against their equations in plain loops, and what closed-form heads are to the rest: files, exports, denials.
import { expect, test } from 'vitest';
import { applyVetoes } from '../../../../models/identity/denials.ts';
import { trainGda } from '../../../../models/identity/heads/gda.ts';
import { PROKER, trainProker } from '../../../../models/identity/heads/proker.ts';
import { closedForms } from '../../../../models/identity/heads/rule.ts';
import { scoreByPrototypes, scorePeople } from '../../../../models/identity/prototypes.ts';
import { trainRecogniser } from '../../../../models/identity/recogniser.ts';
import { encodeRecogniser, parseRecogniser } from '../../../../models/identity/recogniserFile.ts';
import { plainSpace, project } from '../../../../models/identity/space.ts';
import { fitCohort } from '../../../../models/identity/cohort/cohort.ts';
import { galleryOf, DIMENSIONS, makeWorld, stack } from '../support/people.ts';

const PEOPLE = 5;
const world = makeWorld(8, { noise: 0.9 });
const everybody = Array.from({ length: PEOPLE }, world.person);
const gallery = galleryOf(everybody.map((who) => Array.from({ length: 3 }, () => world.photo(who))));
const faces = project(plainSpace(DIMENSIONS, null), gallery.embeddings);
const probes = everybody.flatMap((who) => Array.from({ length: 20 }, () => world.photo(who)));
const asked = stack(probes);

type Matrix = number[][];

/** Gauss and Jordan, with pivots: nothing of the product's own solver. */
function invert(matrix: Matrix): Matrix {
  const size = matrix.length;
  const rows = matrix.map((row, i) => [...row, ...row.map((_, j) => Number(i === j))]);
  for (let column = 0; column < size; column++) {
    let pivot = column;
    for (let row = column; row < size; row++)
      if (Math.abs(rows[row][column]) > Math.abs(rows[pivot][column])) pivot = row;
    [rows[column], rows[pivot]] = [rows[pivot], rows[column]];
    const scale = rows[column][column];
    rows[column] = rows[column].map((value) => value / scale);
    for (let row = 0; row < size; row++) {
      if (row === column) continue;
      const factor = rows[row][column];
      rows[row] = rows[row].map((value, at) => value - factor * rows[column][at]);
    }
  }
  return rows.map((row) => row.slice(size));
}

const rowAt = (rows: Float32Array, at: number): number[] =>
  Array.from(rows.subarray(at * DIMENSIONS, (at + 1) * DIMENSIONS));
const inner = (a: readonly number[], b: readonly number[]): number =>
  a.reduce((sum, value, at) => sum + value * b[at], 0);
const times = (matrix: Matrix, vector: readonly number[]): number[] =>
  matrix.map((row) => inner(row, vector));

/** The logits of 2402.04087, with the covariance as its authors have it: that of all centred faces. */
function gdaByLoops(): Matrix {
  const all = Array.from({ length: gallery.people.length }, (_, row) => rowAt(faces, row));
  const means = everybody.map((_, person) => {
    const own = all.filter((__, row) => gallery.people[row] === person);
    return own[0].map((_value, at) => own.reduce((sum, face) => sum + face[at], 0) / own.length);
  });
  const centred = all.map((face, row) => face.map((value, at) => value - means[gallery.people[row]][at]));
  const n = all.length;
  const covariance = Array.from({ length: DIMENSIONS }, (_, i) =>
    Array.from(
      { length: DIMENSIONS },
      (__, j) => centred.reduce((sum, face) => sum + face[i] * face[j], 0) / (n - 1),
    ),
  );
  const trace = covariance.reduce((sum, row, i) => sum + row[i], 0);
  const shrunken = covariance.map((row, i) => row.map((value, j) => (n - 1) * value + (i === j ? trace : 0)));
  const precision = invert(shrunken).map((row) => row.map((value) => DIMENSIONS * value));
  return probes.map((_, at) =>
    means.map((mean) => {
      const weights = times(precision, mean);
      return inner(weights, rowAt(asked, at)) + Math.log(1 / PEOPLE) - inner(weights, mean) / 2;
    }),
  );
}

/** The scores of 2501.11175, with the cosine to the mean as the base. */
function prokerByLoops(): Matrix {
  const n = gallery.people.length;
  const support = Array.from({ length: n }, (_, row) => rowAt(faces, row));
  const means = everybody.map((_, person) => {
    const own = support.filter((__, row) => gallery.people[row] === person);
    const sum = own[0].map((_value, at) => own.reduce((total, face) => total + face[at], 0));
    const length = Math.sqrt(inner(sum, sum));
    return sum.map((value) => value / length);
  });
  const kernel = (a: readonly number[], b: readonly number[]): number =>
    Math.exp(-PROKER.sharpness * (1 - inner(a, b)));
  const system = support.map((a, i) => support.map((b, j) => kernel(a, b) / PROKER.ridge + Number(i === j)));
  const inverse = invert(system);
  const alphas = means.map((mean, person) =>
    times(
      inverse,
      support.map((face, row) => Number(gallery.people[row] === person) - inner(face, mean)),
    ),
  );
  return probes.map((_, at) => {
    const face = rowAt(asked, at);
    const kernels = support.map((row) => kernel(face, row));
    return means.map((mean, person) => inner(face, mean) + inner(kernels, alphas[person]));
  });
}

test('linear discriminants are those of the paper, in one unit', () => {
  const scores = scorePeople(trainGda(gallery, faces), asked);
  const expected = gdaByLoops();
  const unit = expected[0][0] / scores[0];
  expect(unit).toBeGreaterThan(0);
  expected.flat().forEach((logit, at) => expect(scores[at] * unit).toBeCloseTo(logit, 2));
});

test('the kernel regression is the paper’s', () => {
  const scores = scorePeople(trainProker(gallery, faces), asked);
  prokerByLoops()
    .flat()
    .forEach((score, at) => expect(scores[at]).toBeCloseTo(score, 4));
});

test('without two photos of anybody, discriminants are the nearest means', () => {
  const singles = galleryOf(everybody.map((who) => [world.photo(who)]));
  const scores = scorePeople(trainGda(singles, singles.embeddings), asked);
  const near = scoreByPrototypes(trainGda(singles, singles.embeddings), asked);
  const bestOf = (rows: Float32Array, at: number): number => {
    const own = rows.subarray(at * PEOPLE, (at + 1) * PEOPLE);
    return own.indexOf(Math.max(...own));
  };
  probes.forEach((_, at) => expect(bestOf(scores, at)).toBe(bestOf(near, at)));
});

const about = { encoder: { id: 'numbers', digest: '00' }, source: 'a test' };
const strangers = Array.from({ length: 400 }, () => world.photo(world.person()));
const cohort = fitCohort(stack(strangers), DIMENSIONS, about, 0);

test.for(closedForms)('%s: people get their names, and about as many strangers as was asked for', (head) => {
  const { recogniser } = trainRecogniser(gallery, cohort, { fpir: 0.05, seed: 0, head });
  const { space, calibration } = recogniser;
  const scoresOf = (all: Float32Array) => scorePeople(recogniser.head, project(space, all));
  const scores = scoresOf(asked);
  const right = probes.filter((_, at) => {
    const own = scores.subarray(at * PEOPLE, (at + 1) * PEOPLE);
    return own.indexOf(Math.max(...own)) === Math.floor(at / 20) && Math.max(...own) > calibration.threshold;
  });
  expect(right.length / probes.length).toBeGreaterThan(0.6);
  const others = Array.from({ length: 400 }, () => world.photo(world.person()));
  const foreign = scoresOf(stack(others));
  const named = others.filter((_, at) => {
    const own = foreign.subarray(at * PEOPLE, (at + 1) * PEOPLE);
    return Math.max(...own) > calibration.threshold;
  });
  expect(named.length / others.length).toBeLessThan(0.1);
});

test.for(closedForms)('%s: is read back as it was written, and not where something is missing', (head) => {
  const { recogniser } = trainRecogniser(gallery, cohort, { fpir: 0.05, seed: 0, head });
  const file = Buffer.concat([...encodeRecogniser(recogniser)]);
  const numbers = { blend: recogniser.head.blend, calibration: recogniser.calibration };
  const read = parseRecogniser(file, numbers, PEOPLE);
  if (!read.ok) throw new Error(read.failure.message);
  expect(scorePeople(read.value.head, asked)).toEqual(scorePeople(recogniser.head, asked));
  const [inFile, other] =
    head === 'gda' ? ['gda.biases', 'gda.biasez'] : ['proker.sharpness', 'proker.sharpnesz'];
  const damaged = Buffer.from(file.toString('latin1').replace(inFile, other), 'latin1');
  expect(parseRecogniser(damaged, numbers, PEOPLE).ok).toBe(false);
});

test.for(closedForms)(
  '%s: a denied face is held against cosines, not against the head’s own scores',
  (head) => {
    const { recogniser } = trainRecogniser(gallery, cohort, { fpir: 0.05, seed: 0, head });
    const face = project(recogniser.space, probes[0]);
    const scores = scorePeople(recogniser.head, face);
    const itself = applyVetoes(scores, face, { faces: face, people: [0] }, recogniser.head);
    expect(itself[0]).toBe(-1);
    const far = project(recogniser.space, strangers[0]);
    const kept = applyVetoes(scores, face, { faces: far, people: [0] }, recogniser.head);
    expect([...kept]).toEqual([...scores]);
  },
);
