import { expect, test } from 'vitest';
import {
  imageMeans,
  searchByDistance,
  searchByHead,
  searchBySoftmax,
} from '../../../models/evaluation/searcher.ts';
import { thresholdFor, type FaceConditions } from '../../../models/identity/calibration/conditions.ts';
import { decide } from '../../../models/identity/decide.ts';
import type { Gallery } from '../../../models/identity/gallery.ts';
import { trainRecogniser } from '../../../models/identity/recogniser.ts';
import { dot, normalise } from '../../../models/linear/vectors.ts';
import { seededRandom } from '../../../models/random.ts';

const dimensions = 16;

/** `count` faces around `centre`, L2-normalised rows. */
function around(centre: Float32Array, count: number, spread: number, stream: string): Float32Array {
  const random = seededRandom(0, stream);
  const rows = new Float32Array(count * dimensions);
  for (let at = 0; at < rows.length; at++) rows[at] = centre[at % dimensions] + spread * random.normal();
  for (let row = 0; row < count; row++) normalise(rows.subarray(row * dimensions, (row + 1) * dimensions));
  return rows;
}

const axis = (at: number): Float32Array =>
  Float32Array.from({ length: dimensions }, (_, i) => Number(i === at));
const people = [0, 1, 2];
const gallery: Gallery = {
  embeddings: Float32Array.from(people.flatMap((at) => [...around(axis(at), 4, 0.1, `enrolled ${at}`)])),
  dimensions,
  people: Int32Array.from(people.flatMap((at) => [at, at, at, at])),
  count: people.length,
  weights: new Float32Array(12).fill(1),
};
const strangers = around(new Float32Array(dimensions), 200, 1, 'strangers');
const probes = Float32Array.from(people.flatMap((at) => [...around(axis(at), 1, 0.1, `probe ${at}`)]));
const anchors = Float32Array.from(people.flatMap((at) => [...axis(at)]));

/** Faces of which nothing is doubted. */
const sound = (count: number): FaceConditions[] =>
  Array.from({ length: count }, () => ({ quality: 1, yaw: 0 }));

const ways = {
  distance: searchByDistance(gallery, { faces: strangers, fpir: 0.05 }),
  head: searchByHead(trainRecogniser(gallery, null, { fpir: 0.05, seed: 0 }).recogniser, null),
  softmax: searchBySoftmax(anchors, dimensions, { faces: strangers, fpir: 0.05 }),
};

test.for(Object.entries(ways))('%s finds everybody above its threshold', ([, searcher]) => {
  const scores = searcher.score(probes, sound(3));
  for (const person of people) {
    const row = scores.subarray(person * 3, person * 3 + 3);
    expect(row.indexOf(Math.max(...row))).toBe(person);
    expect(row[person]).toBeGreaterThan(searcher.threshold);
  }
});

test.for(['distance', 'softmax'] as const)('%s lets just so many other strangers pass', (way) => {
  const searcher = ways[way];
  const scores = searcher.score(strangers, sound(200));
  const passed = Array.from({ length: 200 }, (_, row) => Math.max(...scores.subarray(row * 3, row * 3 + 3)));
  expect(passed.filter((best) => best > searcher.threshold)).toHaveLength(10);
});

test('the softmax score is the log-odds of the probability, and does not saturate', () => {
  const face = Float32Array.from(axis(0), (value, at) => (at === 1 ? 0.5 : value));
  const [first, second, third] = ways.softmax.score(normalise(face), sound(1));
  const length = Math.hypot(1, 0.5);
  const exps = [1 / length, 0.5 / length, 0].map((cosine) => Math.exp(100 * cosine));
  const sum = exps.reduce((a, b) => a + b);
  expect(second).toBeCloseTo(Math.log(exps[1] / (sum - exps[1])), 3);
  expect(third).toBeCloseTo(Math.log(exps[2] / (sum - exps[2])), 3);
  expect(first).toBeCloseTo(-second, 3);
  expect(ways.softmax.confidence(face, sound(1)[0], Float64Array.of(first, second, third))).toBeCloseTo(
    exps[0] / sum,
    10,
  );
});

test('the head decides as the product does: more is asked of a poor face and of a profile', () => {
  const { recogniser } = trainRecogniser(gallery, null, { fpir: 0.05, seed: 0 });
  const face = around(axis(0), 1, 0.3, 'doubtful');
  const plain = ways.head.score(face, sound(1));
  for (const conditions of [
    { quality: 1, yaw: 0 },
    { quality: 0.2, yaw: 0 },
    { quality: 1, yaw: 75 },
    { quality: 0.1, yaw: -80 },
  ]) {
    const scores = ways.head.score(face, [conditions]);
    const doubt = thresholdFor(recogniser.calibration, conditions) - recogniser.calibration.threshold;
    scores.forEach((score, person) => {
      expect(score).toBeCloseTo(plain[person] - doubt, 6);
    });
    const [{ person, confidence }] = decide(recogniser, face, [conditions]);
    const best = Math.max(...scores);
    expect(best > ways.head.threshold ? scores.indexOf(best) : null).toBe(person);
    expect(ways.head.confidence(face, conditions, scores)).toBe(confidence);
  }
});

test('image means weigh photos as the gallery does', () => {
  const rows = Float32Array.from([...axis(0), ...axis(1), ...axis(2)]);
  const means = imageMeans({
    embeddings: rows,
    dimensions,
    people: Int32Array.of(0, 0, 1),
    count: 2,
    weights: Float32Array.of(3, 4, 0.5),
  });
  expect(dot(means.subarray(0, dimensions), axis(0))).toBeCloseTo(0.6, 6);
  expect(dot(means.subarray(0, dimensions), axis(1))).toBeCloseTo(0.8, 6);
  expect(dot(means.subarray(dimensions), axis(2))).toBeCloseTo(1, 6);
});
