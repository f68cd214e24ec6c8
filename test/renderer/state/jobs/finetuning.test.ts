import { expect, test, vi } from 'vitest';
import type { FinetuneMethod } from '../../../../preload/window.ts';
import { Finetuning } from '../../../../renderer/state/jobs/finetuning.svelte.ts';
import { checkpoint } from '../support/samples.ts';
import { deferred } from '../support/deferred.ts';
import { failure, openFakeWindow, type FakeCall } from '../support/fakeTransport.ts';

const encoder = (id: string, methods: readonly FinetuneMethod[]) =>
  ({ id, kind: 'encoder', title: id, licence: 'MIT', bytes: 1e6, state: 'built-in', methods }) as const;
const heads = ['head', 'gda', 'proker'] as const;

const training = (done: number, loss: number) => ({ phase: 'train', done, total: 10, loss });

test('shows progress and losses, and tells what it learned', async () => {
  const learned = vi.fn();
  let call: FakeCall | undefined;
  const { promise, resolve } = deferred<void>();
  const { session, calls } = openFakeWindow({
    'checkpoints.list': () => [checkpoint('before', { active: true })],
    finetune: async (_, running) => {
      call = running;
      await promise;
      return checkpoint('after', { active: true });
    },
  });
  const finetuning = new Finetuning(session, learned);
  await finetuning.open();
  finetuning.method = 'text';
  finetuning.seed = ' 3 ';
  const run = finetuning.run();
  await expect.poll(() => call).toBeDefined();
  expect(finetuning.command.running).toBe(true);
  call?.progress(training(1, 2.5));
  call?.progress(training(2, 1.5));
  expect(finetuning.losses).toEqual([
    { step: 1, loss: 2.5 },
    { step: 2, loss: 1.5 },
  ]);
  expect(finetuning.command.progress?.done).toBe(2);
  resolve();
  await run;
  expect(finetuning.fresh?.id).toBe('after');
  expect(finetuning.previous?.id).toBe('before');
  expect(learned).toHaveBeenCalledOnce();
  expect(calls).toContainEqual({
    command: 'finetune',
    request: { encoder: 'duo', method: 'text', seed: 3, fpir: 0.01 },
  });
});

test('only what an encoder can be learned with is offered, and another encoder never keeps a method of the last one', async () => {
  const { session, calls } = openFakeWindow({
    'checkpoints.list': () => [],
    'models.list': () => [
      encoder('duo', heads),
      encoder('starter', [...heads, 'text', 'projector', 'full']),
      { ...encoder('away', heads), state: 'available' },
      { ...encoder('clip', [...heads, 'projector']), state: 'installed' },
    ],
    finetune: () => checkpoint('made'),
  });
  await session.refresh();
  const finetuning = new Finetuning(session, () => undefined);
  await finetuning.open();
  expect(finetuning.encoders.map(({ id }) => id)).toEqual(['duo', 'starter', 'clip']);
  expect(finetuning.encoder).toBe('duo');
  expect(finetuning.methods).toEqual(['head', 'auto', 'gda', 'proker']);
  expect(finetuning.staysAsIs).toBe(true);
  finetuning.encoder = 'starter';
  expect(finetuning.methods).toEqual(['head', 'auto', 'gda', 'proker', 'text', 'projector', 'full']);
  expect(finetuning.staysAsIs).toBe(false);
  finetuning.method = 'projector';
  finetuning.encoder = 'clip';
  expect(finetuning.method).toBe('projector');
  finetuning.method = 'gda';
  finetuning.encoder = 'duo';
  expect(finetuning.method).toBe('gda');
  // Opened again, the screen begins with the encoder of the settings.
  finetuning.encoder = 'starter';
  finetuning.method = 'full';
  await finetuning.open();
  await finetuning.run();
  expect(calls).toContainEqual({
    command: 'finetune',
    request: { encoder: 'duo', method: 'head', fpir: 0.01 },
  });
});

test('cancelled: nothing new, nothing shown', async () => {
  const { session, cancelled, notifications } = openFakeWindow({
    'checkpoints.list': () => [],
    finetune: async (_, { cancelled }) => {
      await cancelled;
      return failure('cancelled');
    },
  });
  const finetuning = new Finetuning(session, () => expect.unreachable());
  const run = finetuning.run();
  await expect.poll(() => finetuning.command.running).toBe(true);
  finetuning.command.cancel();
  await run;
  expect(cancelled).toEqual(['finetune']);
  expect(finetuning.command.cancelled).toBe(true);
  expect(finetuning.fresh).toBeNull();
  expect(notifications).toEqual([]);
});

test('an engine that dies interrupts it; going on resumes the same training', async () => {
  let deaths = 1;
  const { session, calls } = openFakeWindow({
    'checkpoints.list': () => [],
    finetune: () => (deaths-- > 0 ? failure('engine-died') : checkpoint('resumed')),
  });
  const finetuning = new Finetuning(session, () => undefined);
  finetuning.method = 'full';
  await finetuning.run();
  expect(finetuning.interrupted).toBe(true);
  await finetuning.goOn();
  expect(finetuning.interrupted).toBe(false);
  expect(finetuning.fresh?.id).toBe('resumed');
  const requests = calls.filter(({ command }) => command === 'finetune').map(({ request }) => request);
  expect(requests).toEqual([
    { encoder: 'duo', method: 'full', fpir: 0.01 },
    { encoder: 'duo', method: 'full', fpir: 0.01, resume: true },
  ]);
});

test.for([
  ['', true],
  ['12', true],
  ['1.5', false],
  ['-1', false],
  ['99999999999999999999', false],
] as const)('the seed "%s" can be taken: %s', ([seed, fits]) => {
  const { session } = openFakeWindow({});
  const finetuning = new Finetuning(session, () => undefined);
  finetuning.seed = seed;
  expect(finetuning.seedFits).toBe(fits);
});

test('what is deleted is no longer shown as new', async () => {
  const { session } = openFakeWindow({
    'checkpoints.list': () => [],
    finetune: () => checkpoint('made'),
    'checkpoints.remove': ({ id }) => ({ id }),
  });
  const finetuning = new Finetuning(session, () => undefined);
  await finetuning.run();
  await finetuning.erase('made');
  expect(finetuning.fresh).toBeNull();
});
