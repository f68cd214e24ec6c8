// Choosing the method by trying: on a library where the head is enough, with a blind encoder beside a seeing one, within
// a time limit, and cancelled.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Engine } from '../../../../main/engine/engine.ts';
import { chooseMethod, type AutoEncoder } from '../../../../main/jobs/auto/auto.ts';
import { openCohorts } from '../../../../main/jobs/cohorts/cohortStore.ts';
import { readDetails } from '../../../../main/jobs/checkpoints/details.ts';
import { allMethods } from '../../../../main/jobs/finetune/methods.ts';
import { finetune } from '../../../../main/jobs/finetune/head.ts';
import type { Library } from '../../../../main/library/library.ts';
import type { MethodChoice, Progress } from '../../../../preload/contract.ts';
import type { Result } from '../../../../models/failure.ts';
import { failureOf, temporaryFolder, valueOf } from '../../library/support/libraries.ts';
import { withBlind } from '../support/blindEncoder.ts';
import { fakeEngine } from '../support/fakeEngine.ts';
import { makeAlbum, NAMES } from '../support/recognition.ts';
import { studio } from '../support/studio.ts';
import { workers } from '../../../support/workers.ts';

const head = (id: string): AutoEncoder => ({ id, methods: ['head'] });
const all = (id: string): AutoEncoder => ({ id, methods: allMethods });

function compare(
  engine: Engine,
  library: Library,
  encoders: readonly AutoEncoder[],
  {
    seed = 0,
    timeLimit = 600,
    signal = new AbortController().signal,
    hear = (_: Progress): void => undefined,
  } = {},
): Promise<Result<MethodChoice>> {
  const cohorts = openCohorts(join(temporaryFolder(), 'cohorts'));
  return chooseMethod(
    { engine, library, cohorts, workers },
    encoders,
    { seed, fpir: 0.01, timeLimit },
    {
      signal,
      emit: (event, detail) => {
        if (event === 'progress') hear(detail as Progress);
      },
    },
  );
}

const untimed = (choice: MethodChoice) =>
  choice.candidates.map(({ tried, ...rest }) => ({ ...rest, tried: tried && { ...tried, seconds: 0 } }));

test('where the head errs on too few to be beaten, nothing else is trained', async () => {
  const engine = fakeEngine();
  const { library } = await makeAlbum(engine, 5);
  // This engine cannot train: it would throw.
  const choice = valueOf(await compare(engine, library, [all('encoder')]));
  expect(choice.candidates.map(({ method }) => method)).toEqual([...allMethods]);
  expect(choice.chosen).toBe(0);
  expect(choice.candidates[0].tried?.named.rate).toBeGreaterThan(0.8);
  for (const { leftOut } of choice.candidates.slice(1))
    expect(leftOut).toContain('too few for anything to be better');
  expect(choice.reason).toContain('head on encoder is the only one that was tried, for');
  // Each of the four people is left out of one of the five folds.
  expect(choice).toMatchObject({ folds: 5, strangers: 20 });
  expect(choice.faces).toBeLessThanOrEqual(20);
});

test('of a blind encoder and a seeing one the seeing one is taken, and the checkpoint says why', async () => {
  const engine = withBlind(fakeEngine());
  const { library, folder } = await makeAlbum(engine, 6);
  const choice = valueOf(await compare(engine, library, [head('blind'), head('encoder')]));
  expect(choice.candidates[choice.chosen]).toMatchObject({
    method: 'head',
    encoder: 'encoder',
    leftOut: null,
  });
  expect(choice.reason).toMatch(
    /^head on encoder names \d+\.\d points more faces right \(p .*\) than head on blind/,
  );
  const again = valueOf(await compare(engine, library, [head('blind'), head('encoder')]));
  expect(untimed(again)).toEqual(untimed(choice));
  expect(again.reason).toBe(choice.reason);

  const parts = { engine, library, cohorts: openCohorts(join(folder, 'cohorts')), workers };
  const call = { signal: new AbortController().signal, emit: () => undefined };
  const options = { encoder: 'encoder', seed: 0, fpir: 0.01 };
  const checkpoint = valueOf(await finetune(parts, options, call, choice));
  expect(readDetails(checkpoint)?.choice).toEqual(choice);
  const stored = JSON.parse(readFileSync(join(checkpoint.folder, 'checkpoint.json'), 'utf8')) as {
    details: unknown;
  };
  expect(readDetails(stored)?.choice).toEqual(choice);
});

test('closed-form heads are tried on the same folds where the prototypes leave them room', async () => {
  const engine = withBlind(fakeEngine());
  const { library } = await makeAlbum(engine, 6);
  const methods = ['head', 'gda', 'proker'] as const;
  const choice = valueOf(await compare(engine, library, [{ id: 'blind', methods }]));
  expect(choice.candidates.map(({ method, leftOut }) => [method, leftOut])).toEqual(
    methods.map((method) => [method, null]),
  );
  // Nothing sees anything there: the simplest is taken.
  expect(choice.candidates[choice.chosen].method).toBe('head');
});

test('one person, and one photo each, cannot be compared', async () => {
  const engine = fakeEngine();
  const { library } = await makeAlbum(engine, 1);
  const failure = failureOf(await compare(engine, library, [head('encoder')]));
  expect(failure).toMatchObject({ kind: 'not-enough-data' });
  expect(failure.advice).toContain('--method head');
  for (const name of NAMES.slice(1)) valueOf(await library.removePerson(library.person(name)?.id ?? ''));
  expect(failureOf(await compare(engine, library, [head('encoder')])).message).toContain('Only Ada');
});

const timeout = 240_000;

test('where the head sees nothing a method that trains the image encoder wins', { timeout }, async () => {
  const { library, engine } = await studio();
  const phases = new Set<string>();
  const methods = ['head', 'text', 'projector'] as const;
  const choice = valueOf(
    await compare(withBlind(engine, 'tiny'), library, [{ id: 'tiny', methods }], {
      hear: ({ phase }) => phases.add(phase),
    }),
  );
  const [head, text, projector] = choice.candidates;
  expect(head.tried?.named.rate).toBeLessThan(0.7);
  expect(text.tried).not.toBeNull();
  expect(projector.tried?.first.rate).toBeGreaterThan(0.9);
  expect(choice.candidates[choice.chosen].method).toBe('projector');
  expect(choice.reason).toContain('than head on tiny, which is simpler');
  expect([...phases].join()).toContain('Trying text on tiny: training the text tower');
  // Three people cannot spare strangers.
  expect(head.tried?.strangers).toBeNull();
  expect(existsSync(library.trainingFolder)).toBe(false);
  expect(library.checkpoints()).toEqual([]);
});

test('what would take too long is left out, and said so', { timeout }, async () => {
  const { library, engine } = await studio();
  const choice = valueOf(
    await compare(withBlind(engine, 'tiny'), library, [{ id: 'tiny', methods: ['head', 'full'] }], {
      timeLimit: 2,
    }),
  );
  expect(choice.chosen).toBe(0);
  expect(choice.candidates[1].tried).toBeNull();
  expect(choice.candidates[1].leftOut).toMatch(/^It would take .* or more|time limit/);
  expect(existsSync(library.trainingFolder)).toBe(false);
});

test('cancelled in a training, nothing is left half-written', { timeout }, async () => {
  const { library, engine } = await studio();
  const abort = new AbortController();
  const result = await compare(
    withBlind(engine, 'tiny'),
    library,
    [{ id: 'tiny', methods: ['head', 'text'] }],
    {
      signal: abort.signal,
      hear: ({ phase, done }) => {
        if (phase.includes('training the text tower') && done === 5) abort.abort();
      },
    },
  );
  expect(failureOf(result).kind).toBe('cancelled');
  expect(existsSync(library.trainingFolder)).toBe(false);
  expect(library.checkpoints()).toEqual([]);
});
