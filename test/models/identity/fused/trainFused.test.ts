// Several encoders as one: embeddings are joined and taken apart, one is added where it pays, and else the better decides alone.
import { expect, test } from 'vitest';
import { drawStrangers, fitCohort, joinCohorts } from '../../../../models/identity/cohort/cohort.ts';
import { joinEmbeddings, partOf } from '../../../../models/identity/fused/embeddings.ts';
import { scorePeople } from '../../../../models/identity/prototypes.ts';
import { galleryPart } from '../../../../models/identity/fused/parts.ts';
import { trainRecogniser, type Recogniser } from '../../../../models/identity/recogniser.ts';
import { encodeRecogniser, parseRecogniser } from '../../../../models/identity/recogniserFile.ts';
import { project } from '../../../../models/identity/space.ts';
import { dot, normalise } from '../../../../models/linear/vectors.ts';
import { seededRandom } from '../../../../models/random.ts';
import { DIMENSIONS, galleryOf, makeWorld, stack } from '../support/people.ts';

const sizes = [DIMENSIONS, DIMENSIONS];
const options = { fpir: 0.01, seed: 0 };
const about = { encoder: { id: 'a', digest: '00' }, source: 'a test' };

const random = seededRandom(3, 'noise');
const noise = (): Float32Array => normalise(Float32Array.from({ length: DIMENSIONS }, () => random.normal()));

type Look = (who: number) => Float32Array;

/** An encoder of its own, which sees people by their numbers. @param noise how much photos of one person differ */
function encoderOf(seed: number, noise: number): Look {
  const world = makeWorld(seed, { noise });
  const people: Float32Array[] = [];
  return (who) => {
    while (people.length <= who) people.push(world.person());
    return world.photo(people[who]);
  };
}

const PEOPLE = 8;
const STRANGERS = 600;

/** Two encoders' people, and a cohort of each and of both. */
function makePair(looks: readonly [Look, Look], shots = 4) {
  const photo = (who: number): Float32Array => joinEmbeddings(looks.map((look) => look(who)));
  const gallery = {
    ...galleryOf(Array.from({ length: PEOPLE }, (_, who) => Array.from({ length: shots }, () => photo(who)))),
    dimensions: 2 * DIMENSIONS,
    parts: sizes,
  };
  const cohorts = looks.map((look) =>
    fitCohort(stack(Array.from({ length: STRANGERS }, (_, at) => look(100 + at))), DIMENSIONS, about, 0),
  );
  const cohort = joinCohorts(cohorts, { id: 'a+b', digest: '01' });
  const probes = Array.from({ length: PEOPLE * 40 }, (_, at) => photo(at % PEOPLE));
  return { gallery, cohorts, cohort, probes };
}

/** Share of the probes, which go round the people, that get their name. */
function namedBy({ space, head, calibration }: Recogniser, probes: readonly Float32Array[]): number {
  const right = probes.filter((face, at) => {
    const scores = scorePeople(head, project(space, face));
    return scores[at % PEOPLE] > calibration.threshold && scores[at % PEOPLE] === Math.max(...scores);
  });
  return right.length / probes.length;
}

/** Each of them by itself. */
const singly = ({ gallery, cohorts, probes }: ReturnType<typeof makePair>) =>
  cohorts.map((own, which) => {
    const part = galleryPart(gallery, sizes, which);
    const { recogniser } = trainRecogniser(part, own, options);
    return {
      recogniser,
      named: namedBy(
        recogniser,
        probes.map((face) => partOf(face, sizes, which)),
      ),
    };
  });

/** Two encoders that see different things, each not well. */
const equals = makePair([encoderOf(5, 2), encoderOf(6, 2)]);
/** One encoder that knows people, and one that says nothing of them. */
const unequal = makePair([encoderOf(7, 0.9), noise]);

test('joined embeddings have length 1, and each part is as it was', () => {
  const [a, b] = [noise(), noise()];
  const joined = joinEmbeddings([a, b]);
  expect(dot(joined, joined)).toBeCloseTo(1, 5);
  const rows = stack([joined, joinEmbeddings([b, a])]);
  partOf(rows, sizes, 1).forEach((value, at) => expect(value).toBeCloseTo([...b, ...a][at], 5));
});

test('strangers of two cohorts are drawn together', () => {
  const drawn = drawStrangers(equals.cohort, 50, 0);
  expect(drawn.length).toBe(50 * 2 * DIMENSIONS);
  expect(partOf(drawn, sizes, 0)[3]).toBeCloseTo(drawStrangers(equals.cohorts[0], 50, 0)[3], 5);
});

test('two that see different things are added, and name more than either alone', () => {
  const { recogniser } = trainRecogniser(equals.gallery, equals.cohort, options);
  const weights = recogniser.space.parts?.map(({ weight }) => weight) ?? [];
  expect(weights[0] + weights[1]).toBeCloseTo(1, 6);
  for (const weight of weights) expect(weight).toBeGreaterThan(0.2);
  const alone = singly(equals).map(({ named }) => named);
  expect(namedBy(recogniser, equals.probes)).toBeGreaterThan(Math.max(...alone) + 0.1);
});

test('a score is the weighted mean of the encoders’ cosines', () => {
  const { space, head } = trainRecogniser(equals.gallery, equals.cohort, options).recogniser;
  const face = project(space, equals.probes[2]);
  const plain = scorePeople({ ...head, blend: 1 }, face);
  const mean = head.means.subarray(2 * head.dimensions, 3 * head.dimensions);
  const parts = (space.parts ?? []).map(({ weight }, which) => {
    const from = which * DIMENSIONS;
    const [a, b] = [face, mean].map((row) => row.subarray(from, from + DIMENSIONS));
    return weight * (dot(a, b) / Math.sqrt(dot(a, a) * dot(b, b)));
  });
  expect(plain[2]).toBeCloseTo(parts[0] + parts[1], 5);
});

test.for([
  ['by held-out faces', 4],
  ['whichever is first', 1],
] as const)('%s: one that decides alone is that encoder to its threshold', ([, shots]) => {
  const pair = makePair([encoderOf(7, 0.9), noise], shots);
  const { recogniser } = trainRecogniser(pair.gallery, pair.cohort, options);
  expect(recogniser.space.parts?.map(({ weight }) => weight)).toEqual([1, 0]);
  const [{ recogniser: alone, named }] = singly(pair);
  expect(recogniser.calibration.threshold).toBeCloseTo(alone.calibration.threshold, 5);
  expect(recogniser.calibration.confidence.score).toBeCloseTo(alone.calibration.confidence.score, 4);
  expect(namedBy(recogniser, pair.probes)).toBeCloseTo(named, 2);
  // With the threshold of both together it would be another one.
  const joint = joinCohorts(pair.cohorts, pair.cohort.encoder);
  Reflect.deleteProperty(joint, 'alone');
  const other = trainRecogniser(
    pair.gallery,
    { ...joint, home: { mean: 3, deviation: 1 } },
    options,
  ).recogniser;
  expect(Math.abs(other.calibration.threshold - alone.calibration.threshold)).toBeGreaterThan(1e-3);
});

test('with one photo each, the encoder decides whose people other cameras show further above strangers', () => {
  const pair = makePair([noise, encoderOf(9, 0.9)], 1);
  const alone = pair.cohorts.map((own, which) => ({
    ...own,
    home: { mean: 1, deviation: 1, lead: [2, 9][which] },
  }));
  const { recogniser } = trainRecogniser(pair.gallery, { ...pair.cohort, alone }, options);
  expect(recogniser.space.parts?.map(({ weight }) => weight)).toEqual([0, 1]);
});

test('denied and unnamed faces are seen as the one encoder sees them', () => {
  const { gallery, cohort, cohorts, probes } = unequal;
  const some = stack(probes.slice(0, 12));
  const known = (faces: Float32Array) => ({
    denials: { faces, people: Array.from({ length: 12 }, (__, at) => (at + 1) % PEOPLE) },
    unnamed: {
      embeddings: faces,
      yaws: new Float32Array(12),
      photos: Int32Array.from({ length: 12 }, (__, at) => at),
    },
  });
  const fused = trainRecogniser(gallery, cohort, { ...options, ...known(some) }).recogniser;
  const part = galleryPart(gallery, sizes, 0);
  const alone = trainRecogniser(part, cohorts[0], {
    ...options,
    ...known(partOf(some, sizes, 0)),
  }).recogniser;
  expect(fused.calibration.threshold).toBeCloseTo(alone.calibration.threshold, 5);
});

test('a fused recogniser is read back as it was written', () => {
  const { recogniser } = trainRecogniser(equals.gallery, equals.cohort, options);
  const file = Buffer.concat([...encodeRecogniser(recogniser)]);
  const numbers = { blend: recogniser.head.blend, calibration: recogniser.calibration };
  const read = parseRecogniser(file, numbers, PEOPLE);
  if (!read.ok) throw new Error(read.failure.message);
  const [face] = equals.probes;
  expect(scorePeople(read.value.head, project(read.value.space, face))).toEqual(
    scorePeople(recogniser.head, project(recogniser.space, face)),
  );
});
