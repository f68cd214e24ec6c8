// The paper's experiment in parts: who takes part in a test, which photos, what stands for a person, and galleries of all
// sizes. The engine is one that says what it was asked.
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Engine, TrainRequest } from '../../../../../main/engine/engine.ts';
import { openCohorts } from '../../../../../main/jobs/cohorts/cohortStore.ts';
import { measureGalleries } from '../../../../../main/jobs/measure/benchmark/gallerySizes.ts';
import { Learners } from '../../../../../main/jobs/measure/benchmark/learners.ts';
import type { Seen, SeenFace } from '../../../../../main/jobs/measure/benchmark/embedPhotos.ts';
import { bystanders, planTest } from '../../../../../main/jobs/measure/benchmark/paperData.ts';
import type { PhotoSet } from '../../../../../main/jobs/measure/benchmark/photoSets.ts';
import { planSystems, type MethodConfiguration } from '../../../../../main/jobs/measure/systems.ts';
import { runSystems, type TestParts } from '../../../../../main/jobs/measure/benchmark/identificationTest.ts';
import { binsOf, varyPrompts } from '../../../../../main/jobs/measure/benchmark/variations.ts';
import { normalise } from '../../../../../models/linear/vectors.ts';
import { seededRandom } from '../../../../../models/random.ts';
import { failed, success } from '../../../../../models/failure.ts';
import { failureOf, temporaryFolder, valueOf } from '../../../library/support/libraries.ts';
import { DIMENSIONS, fakeEngine } from '../../support/fakeEngine.ts';
import { workers } from '../../../../support/workers.ts';
import { knownEncoder } from '../../support/knownEncoder.ts';

const quiet = { signal: new AbortController().signal, emit: () => undefined };

/** A photo that was looked at; hashes are far apart unless two photos are given the same `shot`. */
function seenAs(path: string, { yaw = 0, pitch = 0, shot = path } = {}): SeenFace {
  const random = seededRandom(0, shot);
  const differenceHash = Array.from({ length: 16 }, () => random.integer(16).toString(16)).join('');
  const landmarks = [1, 2, 3, 4, 5].map((at) => [at, at]) as unknown as SeenFace['face']['landmarks'];
  const pose = { yaw, pitch, roll: 0 };
  return {
    path,
    photo: path,
    face: { key: path, landmarks, pose, quality: 0.9, pixels: 120, differenceHash },
  };
}

const setOf = (people: Record<string, readonly (readonly [photo: string, session: number])[]>): PhotoSet => ({
  name: 'studio',
  people: Object.entries(people).map(([name, photos]) => ({
    name,
    photos: photos.map(([photo, session]) => ({ path: `${name}/${photo}`, session })),
  })),
});
const byPath = (seen: readonly Seen[]): Map<string, Seen> => new Map(seen.map((one) => [one.path, one]));
const pathsOf = (list: readonly { readonly seen: Seen }[]): string[] => list.map(({ seen }) => seen.path);

test('photos to learn from are chosen by the angle of the head, and twins of them are no probes', () => {
  const set = setOf({
    Ada: ['1', '2', '3', '4', '5', '6', '7'].map((photo) => [photo, 0] as const),
    Alan: [['only a back', 0]],
  });
  const seen = byPath([
    seenAs('Ada/1'),
    seenAs('Ada/2'),
    seenAs('Ada/3', { yaw: 40 }),
    seenAs('Ada/4', { yaw: -40 }),
    seenAs('Ada/5', { pitch: 30 }),
    seenAs('Ada/6', { pitch: -30 }),
    // The next frame of a photo that is learned from.
    seenAs('Ada/7', { yaw: 40, shot: 'Ada/3' }),
    { ...seenAs('Alan/only a back'), face: null },
    seenAs('street/Sam'),
  ]);
  const strangers = [{ who: 'Sam', set: 'street', path: 'street/Sam' }];
  const plan = planTest({ set, enrolled: set.people }, strangers, seen, 5);
  // Nobody is learned from a photo without a face.
  expect(plan.people).toEqual(['Ada']);
  const learned = pathsOf(plan.enrolled);
  expect(learned.slice(-3)).toEqual(['Ada/4', 'Ada/5', 'Ada/6']);
  expect(learned).toHaveLength(5);
  const right = learned.filter((path) => path === 'Ada/3' || path === 'Ada/7');
  expect(right).toHaveLength(1);
  expect(plan.leftOut).toHaveLength(1);
  expect(plan.probes.map(({ who, truth, set: from }) => [who, truth, from])).toEqual([
    ['Ada', 0, 'studio'],
    ['Sam', -1, 'street'],
  ]);
});

test('of several sessions the first one teaches, and the others are looked for', () => {
  const set = setOf({
    Ada: [
      ['studio/1', 0],
      ['studio/2', 0],
      ['street/3', 1],
    ],
  });
  const seen = byPath(['studio/1', 'studio/2', 'street/3'].map((photo) => seenAs(`Ada/${photo}`)));
  const plan = planTest({ set, enrolled: set.people }, [], seen, 1);
  expect(pathsOf(plan.enrolled)).toEqual(['Ada/studio/1']);
  expect(pathsOf(plan.probes)).toEqual(['Ada/street/3']);
  expect(plan.split).toContain('Enrolled from the first session');
});

test('bystanders take no other part', () => {
  const set = setOf({
    Ada: [['1', 0]],
    Alan: [
      ['1', 0],
      ['2', 0],
    ],
    Grace: [['1', 0]],
  });
  const stranger = { who: 'Grace', set: 'studio', path: 'Grace/1' };
  const one = { set, enrolled: set.people.slice(0, 1) };
  const participants = { sets: [one], strangers: [stranger], others: [] };
  expect(bystanders(one, participants).map(({ path }) => path)).toEqual(['Alan/1', 'Alan/2']);
});

const every: readonly MethodConfiguration[] = [
  'distance',
  'head',
  'means',
  'text',
  'zero-shot',
  'projector',
  'full',
];

test('both configurations for every encoder; both towers only where they are asked for; a typo fails', async () => {
  const encoders = [
    knownEncoder('clip', ['head', 'text', 'projector', 'full']),
    knownEncoder('arcface', ['head']),
  ];
  const plan = (wanted?: readonly string[], from = encoders) =>
    planSystems(fakeEngine(), from, every, wanted, quiet.signal);
  const all = valueOf(await plan());
  for (const { id } of encoders) {
    const configurations = all
      .filter(({ system, encoder }) => system.encoder === id && encoder !== null)
      .map(({ system }) => system.configuration);
    expect(new Set(configurations)).toContain('image classification');
    expect(new Set(configurations)).toContain('traditional face recognition');
  }
  const idsHere = (list: typeof all) =>
    list.filter(({ encoder }) => encoder !== null).map(({ system }) => system.id);
  expect(idsHere(all)).not.toContain('clip/full');
  expect(idsHere(all)).not.toContain('arcface/text');
  expect(all.find(({ system }) => system.id === 'clip/full')?.system.missing?.advice).toContain('--systems');
  expect(idsHere(valueOf(await plan(['clip/full', 'arcface/means'])))).toEqual([
    'clip/full',
    'arcface/means',
  ]);
  expect(failureOf(await plan(['clip', 'arcface/text']))).toMatchObject({ kind: 'bad-arguments' });
  const absent = [knownEncoder('vggface', ['head'], false)];
  expect(failureOf(await plan(['vggface'], absent))).toMatchObject({ message: 'vggface is not here.' });
});

/** Faces of the person that a path begins with, mostly. */
function embeddingOf(path: string): Float32Array {
  const [person, photo] = [seededRandom(1, path.split('/')[0]), seededRandom(2, path)];
  return normalise(Float32Array.from({ length: DIMENSIONS }, () => person.normal() + 0.5 * photo.normal()));
}

interface Laboratory {
  readonly parts: TestParts;
  readonly trainings: readonly TrainRequest[];
}

/** Systems over one encoder, whose text side gives every prompt a feature of its own. */
async function laboratory(ways: readonly MethodConfiguration[]): Promise<Laboratory> {
  const trainings: TrainRequest[] = [];
  const engine: Engine = {
    ...fakeEngine(),
    train: (request) => {
      trainings.push(request);
      const says = request.prompts ?? [];
      const texts = Float32Array.from(says.flatMap((prompt) => [...embeddingOf(prompt)]));
      return Promise.resolve(
        success({
          weights: '',
          history: [],
          texts,
          heldOut: null,
          rows: 1,
          device: { kind: 'cpu', name: 'none' },
          stopped: null,
        }),
      );
    },
  };
  const systems = valueOf(
    await planSystems(engine, [knownEncoder('encoder', ['head', 'text'])], ways, undefined, quiet.signal),
  );
  const cohorts = openCohorts(join(temporaryFolder(), 'cohorts'));
  const embedder: TestParts['embedder'] = {
    engine,
    detector: 'detector',
    detections: undefined as never,
    openEmbeddings: () =>
      Promise.resolve(success({ get: embeddingOf, put: () => Promise.resolve(success(undefined)) })),
  };
  const others = Array.from({ length: 40 }, (_, at) => seenAs(`other ${at}/1`));
  return {
    trainings,
    parts: {
      embedder,
      learners: new Learners({ engine, cohorts, workers, training: 'nowhere' }, quiet),
      systems,
      others,
      fpir: 0.1,
      seed: 0,
      onFailure: (system, { message }) => {
        throw new Error(`${system}: ${message}`);
      },
    },
  };
}

const names = ['Ada', 'Alan', 'Grace', 'Edsger', 'Lise', 'Radia'];
const plan = (() => {
  const set = setOf(
    Object.fromEntries(names.map((name) => [name, [1, 2, 3, 4].map((at) => [String(at), 0] as const)])),
  );
  const photos = set.people.flatMap(({ photos: own }) =>
    own.map(({ path }, at) => seenAs(path, { yaw: 20 * at })),
  );
  const strangers = Array.from({ length: 30 }, (_, at) => `stranger ${at}/1`);
  return planTest(
    { set, enrolled: set.people },
    strangers.map((path) => ({ who: path, set: 'street', path })),
    byPath([...photos, ...strangers.map((path) => seenAs(path))]),
    2,
  );
})();

test('prompts: one template, several averaged, and none by the same rule; nothing is trained twice', async () => {
  const { parts, trainings } = await laboratory(['distance', 'text', 'zero-shot']);
  const paper = valueOf(await runSystems(parts, plan));
  const rows = valueOf(await varyPrompts(parts, plan, paper));
  expect(new Set(rows.map(({ system }) => system))).toEqual(new Set(['encoder/text', 'encoder/zero-shot']));
  const labels = rows.filter(({ system }) => system === 'encoder/text').map(({ label }) => label);
  expect(labels.slice(0, 2)).toEqual(['the paper’s sentence', 'no text']);
  expect(labels.at(-1)).toBe('4 templates together');
  // Without text the photos' means are the anchors, which this encoder's photos bear out.
  const named = (label: string): number =>
    rows.find((row) => row.label === label)?.tally.people.reduce((sum, { rank1 }) => sum + rank1, 0) ?? -1;
  expect(named('no text')).toBe(12);
  expect(named('random names')).toBeLessThan(8);
  const trained = trainings.filter(({ steps }) => steps === undefined).map(({ prompts }) => prompts);
  // The paper's sentence, four single ones, and of the four together the two that were not trained before.
  expect(trained).toHaveLength(7);
  expect(new Set(trained.map((prompts) => JSON.stringify(prompts))).size).toBe(7);
  expect(trainings.filter(({ steps }) => steps === 0)).toHaveLength(7);
  // What was learned once serves damaged photos too.
  valueOf(await runSystems(parts, { ...plan, probes: plan.probes.slice(0, 3) }));
  expect(trainings).toHaveLength(14);
});

test('a system whose training fails is told of, and the others are measured', async () => {
  const { parts } = await laboratory(['distance', 'text']);
  const told: string[] = [];
  const engine: Engine = {
    ...parts.embedder.engine,
    train: () => Promise.resolve(failed('training-diverged', 'It diverged.', 'Take fewer steps.')),
  };
  const cohorts = openCohorts(join(temporaryFolder(), 'cohorts'));
  const results = await runSystems(
    {
      ...parts,
      learners: new Learners({ engine, cohorts, workers, training: 'nowhere' }, quiet),
      onFailure: (system, { message }) => told.push(`${system}: ${message}`),
    },
    plan,
  );
  expect(valueOf(results).map(({ system }) => system)).toEqual(['encoder/distance']);
  expect(told).toEqual(['encoder/text: It diverged.']);
});

test('probes by how far the head is turned', async () => {
  const { parts } = await laboratory(['distance']);
  const rows = binsOf(plan, valueOf(await runSystems(parts, plan)));
  const probes = plan.probes.filter(({ truth }) => truth >= 0);
  expect(rows.flatMap(({ tally }) => tally.people.map((person) => person.probes))).not.toContain(-1);
  const counted = rows.reduce(
    (sum, { tally }) => sum + tally.people.reduce((own, person) => own + person.probes, 0),
    0,
  );
  expect(counted).toBe(probes.length);
});

test('galleries of every size for every system; a text tower is trained once', async () => {
  const { parts, trainings } = await laboratory(['distance', 'head', 'means', 'text', 'zero-shot']);
  const strangers = Array.from({ length: 30 }, (_, at) => seenAs(`stranger ${at}/1`));
  const rows = valueOf(await measureGalleries(parts, plan, strangers, quiet));
  const sizes = [1, 2, 5];
  for (const way of ['distance', 'head', 'means', 'text', 'zero-shot']) {
    const own = rows.filter(({ system }) => system === `encoder/${way}`);
    const anew = own.filter(({ threshold }) => threshold === 'set anew for each gallery');
    expect(anew.map(({ people }) => people)).toEqual(sizes);
    for (const { draws, fpir } of own) {
      expect(draws.length).toBeGreaterThan(1);
      expect(draws.every((draw) => draw.strangers === 30)).toBe(true);
      expect(fpir.low).toBeLessThanOrEqual(fpir.rate);
      expect(fpir.high).toBeGreaterThan(fpir.rate);
    }
    if (way === 'head') continue;
    // A threshold for one stranger in ten, set on others: about that, whatever the size.
    for (const { fpir } of anew) expect(fpir.rate).toBeLessThan(0.3);
  }
  expect(trainings.map(({ people, steps }) => [people.length, steps])).toEqual([
    [6, undefined],
    [6, 0],
  ]);
  const fixed = rows.filter(
    ({ system, threshold }) => system === 'encoder/distance' && threshold === 'fixed',
  );
  expect(fixed[2].fpir.rate).toBeGreaterThan(fixed[0].fpir.rate);
  expect(valueOf(await measureGalleries(parts, plan, strangers, quiet))).toEqual(rows);
});
