// Several encoders as one: embeddings are joined and taken apart, and scores are weighted means of each encoder's.
import { expect, test } from 'vitest';
import { drawStrangers, fitCohort, joinCohorts } from '../../../../models/identity/cohort/cohort.ts';
import { joinEmbeddings, partOf } from '../../../../models/identity/fused/embeddings.ts';
import { scorePeople } from '../../../../models/identity/prototypes.ts';
import { trainRecogniser } from '../../../../models/identity/recogniser.ts';
import { encodeRecogniser, parseRecogniser } from '../../../../models/identity/recogniserFile.ts';
import { project } from '../../../../models/identity/space.ts';
import { dot, normalise } from '../../../../models/linear/vectors.ts';
import { seededRandom } from '../../../../models/random.ts';
import { DIMENSIONS, galleryOf, makeWorld, stack } from '../support/people.ts';

const sizes = [DIMENSIONS, DIMENSIONS];
const options = { fpir: 0.01, seed: 0 };
const about = { encoder: { id: 'a', digest: '00' }, source: 'a test' };

/** One encoder that knows people, and one that says nothing of them. */
const world = makeWorld(5);
const random = seededRandom(3, 'noise');
const noise = (): Float32Array => normalise(Float32Array.from({ length: DIMENSIONS }, () => random.normal()));
const people = Array.from({ length: 6 }, world.person);
const photo = (who: Float32Array) => joinEmbeddings([world.photo(who), noise()]);
const gallery = {
  ...galleryOf(people.map((who) => Array.from({ length: 4 }, () => photo(who)))),
  dimensions: 2 * DIMENSIONS,
  parts: sizes,
};
const cohorts = [() => world.photo(world.person()), noise].map((face) =>
  fitCohort(stack(Array.from({ length: 300 }, face)), DIMENSIONS, about, 0),
);
const cohort = joinCohorts(cohorts, { id: 'a+b', digest: '01' });
const { recogniser } = trainRecogniser(gallery, cohort, options);

test('joined embeddings have length 1, and each part is as it was', () => {
  const [a, b] = [noise(), noise()];
  const joined = joinEmbeddings([a, b]);
  expect(dot(joined, joined)).toBeCloseTo(1, 5);
  const rows = stack([joined, joinEmbeddings([b, a])]);
  partOf(rows, sizes, 1).forEach((value, at) => expect(value).toBeCloseTo([...b, ...a][at], 5));
});

test('strangers of two cohorts are drawn together', () => {
  const drawn = drawStrangers(cohort, 50, 0);
  expect(drawn.length).toBe(50 * 2 * DIMENSIONS);
  expect(partOf(drawn, sizes, 0)[3]).toBeCloseTo(drawStrangers(cohorts[0], 50, 0)[3], 5);
});

test('a score is the weighted mean of the encoders’ cosines, and what says nothing counts little', () => {
  const { space, head } = recogniser;
  const [knows, noisy] = space.parts ?? [];
  expect(knows.weight + noisy.weight).toBeCloseTo(1, 6);
  expect(knows.weight).toBeGreaterThan(3 * noisy.weight);
  const face = project(space, photo(people[2]));
  const plain = scorePeople({ ...head, blend: 1 }, face);
  const mean = head.means.subarray(2 * head.dimensions, 3 * head.dimensions);
  const part = (from: number, weight: number): number =>
    dot(face.subarray(from, from + DIMENSIONS), mean.subarray(from, from + DIMENSIONS)) / weight;
  const expected = knows.weight * part(0, knows.weight) + noisy.weight * part(DIMENSIONS, noisy.weight);
  expect(plain[2]).toBeCloseTo(expected, 5);
});

test('fused people are told apart as by the encoder that knows them', () => {
  const right = people.map((who, at) =>
    Array.from({ length: 30 }, () => {
      const scores = scorePeople(recogniser.head, project(recogniser.space, photo(who)));
      return scores.indexOf(Math.max(...scores)) === at ? 1 : 0;
    }),
  );
  expect(right.flat().reduce<number>((sum, one) => sum + one, 0)).toBeGreaterThan(0.9 * 180);
});

test('a fused recogniser is read back as it was written', () => {
  const file = Buffer.concat([...encodeRecogniser(recogniser)]);
  const numbers = { blend: recogniser.head.blend, calibration: recogniser.calibration };
  const read = parseRecogniser(file, numbers, people.length);
  if (!read.ok) throw new Error(read.failure.message);
  const face = photo(people[0]);
  expect(scorePeople(read.value.head, project(read.value.space, face))).toEqual(
    scorePeople(recogniser.head, project(recogniser.space, face)),
  );
});
