import { expect, test } from 'vitest';
import { Models } from '../../../renderer/state/models.svelte.ts';
import { deferred } from './support/deferred.ts';
import { failure, openFakeWindow, type FakeCall } from './support/fakeTransport.ts';

const CLIP = 'clip-rn50';
const clip = { id: CLIP, kind: 'encoder', title: 'CLIP', licence: 'MIT', bytes: 408e6 } as const;

test('a download shows how far it is, and ends with the list read anew', async () => {
  let call: FakeCall | undefined;
  const { promise, resolve } = deferred<void>();
  let state: 'available' | 'installed' = 'available';
  const { session } = openFakeWindow({
    'models.list': () => [{ ...clip, state }],
    'models.pull': async (_, running) => {
      call = running;
      await promise;
      state = 'installed';
      return { ...clip, state };
    },
  });
  const models = new Models(session);
  const pull = models.pull(CLIP);
  await expect.poll(() => call).toBeDefined();
  call?.progress({ phase: 'fetch', done: 3, total: 10 });
  expect(models.pulls.get(CLIP)?.done).toBe(3);
  resolve();
  expect(await pull).toBeNull();
  expect(models.pulls.size).toBe(0);
  expect(models.entry(CLIP)?.state).toBe('installed');
});

test('a cancelled download answers with its failure', async () => {
  const { session, cancelled } = openFakeWindow({
    'models.list': () => [],
    'models.pull': async (_, call) => {
      await call.cancelled;
      return failure('cancelled');
    },
  });
  const models = new Models(session);
  const pull = models.pull(CLIP);
  await expect.poll(() => models.pulls.size).toBe(1);
  models.cancel(CLIP);
  expect((await pull)?.kind).toBe('cancelled');
  expect(cancelled).toEqual(['models.pull']);
});

test('a file that is not a model is refused with its reason', async () => {
  const { session, notifications } = openFakeWindow({
    'models.list': () => [],
    'models.add': () => failure('bad-arguments', 'x.onnx is not a network.'),
  });
  expect(await new Models(session).add('x.onnx', 'x')).toBe(false);
  expect(notifications).toMatchObject([{ message: 'x.onnx is not a network.' }]);
});
