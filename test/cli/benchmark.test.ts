// `facet benchmark`, both protocols, on sets of photos and with a CLIP that are made here: every system takes part, the
// same seed gives the same numbers, and what cannot be measured is said.
import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Interval } from '../../models/evaluation/statistics/intervals.ts';
import type { Evaluation } from '../../preload/contract.ts';
import { installTinyClip, known, writePairs, writeSets } from './support/photoSets.ts';
import { makeSandbox, type Sandbox } from './support/run.ts';

const timeout = 1_200_000;
let box: Sandbox;
let sets: Awaited<ReturnType<typeof writeSets>>;
/** A fifth of strangers may pass: there are few to set thresholds on. */
const paper = (...more: readonly string[]): string[] => [
  ...['benchmark', '--protocol', 'paper', '--data', join(box.folder, 'sets')],
  ...['--people', '4', '--shots', '3', '--fpir', '0.2', ...more],
];
const waysOf = (encoder: string, ...ways: readonly string[]): string[] =>
  ways.map((way) => `${encoder}/${way}`);
/** What needs no text side and trains nothing of the encoder. */
const headWays = ['distance', 'head', 'means'];
const everyWay = [...headWays, 'text', 'zero-shot', 'projector'];

beforeAll(async () => {
  box = await makeSandbox();
  sets = await writeSets(join(box.folder, 'sets'));
  await installTinyClip(box);
}, timeout);

afterAll(() => box.remove());

/** What is the same for the same seed. */
function numbersOf({ run: _, coverage, ...numbers }: Evaluation) {
  return { ...numbers, coverage: coverage.map(({ set, photos, faceless }) => ({ set, photos, faceless })) };
}

const isInterval = ({ rate, low, high }: Interval): boolean => low <= rate && rate <= high && low < high;

test('paper: every system, with its comparisons, and the same numbers again', { timeout }, async () => {
  await writeFile(join(sets.studio, known[0].name, 'torn.jpg'), 'no photo at all');
  const result = join(box.folder, 'result.json');
  const told = await box.facet([...paper('--quick', '--seed', '3', '--out', result), '--json']);
  // Something was skipped, and it is said what.
  expect(told.code).toBe(1);
  const first = JSON.parse(told.stdout) as Evaluation;
  expect(JSON.parse(await readFile(result, 'utf8'))).toEqual(first);
  const here = [
    ...waysOf('duo', ...headWays),
    ...waysOf('starter', ...everyWay),
    ...waysOf('tiny', ...everyWay),
  ];
  const missing = new Map(first.systems.map(({ id, missing: reason }) => [id, reason]));
  expect([...missing].filter(([, reason]) => reason === null).map(([id]) => id)).toEqual(here);
  expect(missing.get('starter/full')?.advice).toBe('Ask for it: --systems starter/full');
  expect(missing.get('clip-rn50/text')?.advice).toContain('facet models pull clip-rn50');
  expect(missing.get('arcface/means')?.advice).toContain('facet models add FILE --as arcface');
  expect(first.skipped.map(({ path, reason }) => [path.slice(-8), reason.kind])).toEqual([
    ['torn.jpg', 'not-an-image'],
  ]);

  const [identification] = first.identifications;
  expect(identification.people).toHaveLength(4);
  expect(identification.enrolled).toHaveLength(12);
  expect(identification.results.map(({ system }) => system)).toEqual(here);
  const strangers = identification.probes.filter(({ truth }) => truth < 0);
  expect(new Set(strangers.map(({ set }) => set))).toEqual(new Set(['studio', 'street']));
  // The built-in encoders know people by their photos, and nobody by a name that they never read.
  const rightOf = (id: string): number => {
    const { decisions } = identification.results[here.indexOf(id)];
    return identification.probes.filter(({ truth }, at) => truth >= 0 && decisions[at] === truth).length;
  };
  const mates = identification.probes.length - strangers.length;
  for (const way of ['distance', 'means']) expect(rightOf(`duo/${way}`)).toBe(mates);
  for (const way of ['distance', 'means', 'text']) expect(rightOf(`starter/${way}`)).toBe(mates);
  expect(rightOf('starter/zero-shot')).toBeLessThan(mates / 2);

  const comparisons = identification.comparisons ?? [];
  expect(comparisons).toHaveLength((here.length * (here.length - 1)) / 2);
  for (const { named, accepted } of comparisons) {
    for (const difference of [named, accepted]) {
      if (difference === null) throw new Error('there are mates and strangers');
      const { byPhoto, byPerson, corrected, share } = difference;
      for (const p of [byPhoto, byPerson, corrected]) expect(p > 0 && p <= 1).toBe(true);
      expect(corrected).toBeGreaterThanOrEqual(byPerson);
      expect(share).not.toBeNull();
    }
  }
  const table = join(box.folder, 'result.md');
  expect(await box.facet(['report', result, '--out', table])).toMatchObject({ code: 0 });
  expect(await readFile(table, 'utf8')).toMatch(/\| .*image means \| [\d.]+ \| 100\.0% \| 100\.0% \(/);

  const again = await box.facet([...paper('--quick', '--seed', '3', '--out', result), '--json']);
  expect(numbersOf(JSON.parse(again.stdout) as Evaluation)).toEqual(numbersOf(first));
});

test(
  'paper: galleries, shots, prompts and damage, of every system that needs no training',
  { timeout },
  async () => {
    // Text encoders are trained dozens of times for this: that part is test/main/jobs/measure/benchmark/paper.test.ts's.
    const systems = [...waysOf('starter', 'distance', 'head', 'means'), 'tiny/zero-shot'];
    const asked = await box.facet([
      ...paper('--people', '5', '--strangers', '5', '--systems', systems.join(',')),
      '--json',
    ]);
    const { galleries, variations, repeat } = JSON.parse(asked.stdout) as Evaluation;
    // The folder's name needs no quotes; a name that does gets them.
    expect(repeat.command).toContain(`--data ${join(box.folder, 'sets')} `);
    const sizes = [1, 2, 5];
    for (const system of systems) {
      const own = galleries.filter((row) => row.system === system);
      const anew = own.filter(({ threshold }) => threshold !== 'fixed');
      expect(anew.map(({ people }) => people)).toEqual(sizes);
      for (const { draws, fpir } of own) {
        expect(isInterval(fpir)).toBe(true);
        const mean =
          draws.reduce((sum, { accepted, strangers }) => sum + accepted / strangers, 0) / draws.length;
        expect(fpir.rate).toBeCloseTo(mean, 10);
      }
      const fixed = own.filter(({ threshold }) => threshold === 'fixed').map(({ people }) => people);
      const way = system.split('/')[1];
      expect(fixed).toEqual(way === 'head' ? [] : way === 'distance' ? sizes : sizes.slice(1));
    }
    // One threshold for all sizes: whoever is taken for one of few is taken for one of more.
    const rates = galleries.filter((row) => row.system === 'starter/distance' && row.threshold === 'fixed');
    expect(rates[2].fpir.rate).toBeGreaterThanOrEqual(rates[0].fpir.rate);

    const kinds = (system: string) =>
      new Set(variations.filter((row) => row.system === system).map(({ kind }) => kind));
    const damages = ['brightness', 'contrast', 'blur', 'jpeg', 'occlusion', 'size'];
    for (const system of systems) {
      for (const kind of ['shots', 'pose', ...damages]) expect(kinds(system)).toContain(kind);
    }
    expect(kinds('tiny/zero-shot')).toContain('text');
    expect(kinds('starter/means')).not.toContain('text');
  },
);

test('lfw: ten-fold accuracy with intervals, each fold at its own threshold', { timeout }, async () => {
  const { data, pairs } = await writePairs(box.folder);
  const lfw = ['benchmark', '--protocol', 'lfw', '--data', data, '--pairs', pairs];
  const first = await box.json<Evaluation>(lfw);
  const [verification] = first.verifications;
  expect(verification.pairs).toHaveLength(24);
  expect(verification.results.map(({ system }) => system)).toEqual([
    'duo/distance',
    'starter/distance',
    'tiny/distance',
  ]);
  for (const { threshold, foldThresholds = [], intervals, scores } of verification.results) {
    expect(scores).toHaveLength(24);
    expect(foldThresholds).toHaveLength(2);
    expect(threshold).toBeCloseTo((foldThresholds[0] + foldThresholds[1]) / 2, 10);
    if (intervals === undefined) throw new Error('two folds have intervals');
    for (const { rate, low, high } of [intervals.equalError, intervals.area, intervals.tarAt1e2]) {
      expect(low <= rate && rate <= high).toBe(true);
    }
  }
  expect(numbersOf(await box.json<Evaluation>(lfw))).toEqual(numbersOf(first));

  const empty = join(box.folder, 'nobody here');
  await mkdir(empty);
  const nothing = await box.facet([...lfw.slice(0, 4), empty, ...lfw.slice(5), '--json']);
  expect(nothing.code).toBe(3);
  expect(JSON.parse(nothing.stdout)).toMatchObject({
    error: { kind: 'not-enough-data', advice: expect.stringContaining('Name the folder') as string },
  });
});

test('nothing is measured in silence', { timeout }, async () => {
  const failureOf = async (args: readonly string[]) => {
    const { code, stdout } = await box.facet([...args, '--json']);
    const { error } = JSON.parse(stdout) as { error: { kind: string; message: string; advice: string } };
    expect(code).toBe(error.kind === 'bad-arguments' ? 2 : 3);
    return error;
  };
  const typo = await failureOf(paper('--quick', '--systems', 'starter,strater/head'));
  expect(typo).toMatchObject({
    kind: 'bad-arguments',
    message: 'There is no encoder or system strater/head to measure.',
  });
  expect(typo.advice).toContain('starter');
  expect(await failureOf(paper('--quick', '--systems', 'clip-rn50'))).toMatchObject({
    kind: 'model-missing',
    advice: 'Fetch it: facet models pull clip-rn50',
  });
  const paperOn = (data: string) => ['benchmark', '--protocol', 'paper', '--quick', '--data', data];
  expect(await failureOf([...paperOn(sets.street), '--fpir', '0.2'])).toMatchObject({
    kind: 'not-enough-data',
    message: expect.stringContaining('nobody to be enrolled') as string,
  });
  // Copies of one photo: everything but the enrolled ones is left out, and nobody can be looked for.
  const copies = join(box.folder, 'copies');
  for (const { name } of known.slice(0, 2)) {
    await mkdir(join(copies, 'twins', name), { recursive: true });
    for (const at of [1, 2, 3]) {
      const photo = join(sets.studio, name, `${name.toLowerCase().replaceAll(' ', '-')}-1.jpg`);
      await copyFile(photo, join(copies, 'twins', name, `${at}.jpg`));
    }
  }
  for (const at of [0, 1, 2, 3, 4, 5]) {
    const own = join(copies, 'others', `Stranger ${at}a`);
    await mkdir(own, { recursive: true });
    await copyFile(join(sets.street, `Stranger ${at}a`, 'photo.jpg'), join(own, 'photo.jpg'));
  }
  expect(await failureOf([...paperOn(copies), '--fpir', '0.5', '--systems', 'starter'])).toMatchObject({
    kind: 'not-enough-data',
    message: expect.stringContaining('two people who can be learned') as string,
  });
});
