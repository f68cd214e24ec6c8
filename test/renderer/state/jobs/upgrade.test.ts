import { expect, test } from 'vitest';
import { Finetuning } from '../../../../renderer/state/jobs/finetuning.svelte.ts';
import { CLIP, Models } from '../../../../renderer/state/models.svelte.ts';
import { Upgrade } from '../../../../renderer/state/jobs/upgrade.svelte.ts';
import { checkpoint } from '../support/samples.ts';
import { failure, openFakeWindow, windowState, type FakeWindow } from '../support/fakeTransport.ts';

const clip = {
  id: CLIP,
  kind: 'encoder',
  title: 'CLIP',
  licence: 'MIT',
  bytes: 408e6,
  state: 'installed',
} as const;
const wanted = { ...windowState, settings: { ...windowState.settings, upgrading: true } };

function open(fake: FakeWindow): Upgrade {
  const { session } = fake;
  return new Upgrade(session, new Models(session), new Finetuning(session, () => undefined));
}

const comparison = { heldOut: null } as never;

test('fetches CLIP, learns with it beside what is in use, and shows both', async () => {
  const fake = openFakeWindow({
    'models.pull': () => clip,
    'models.list': () => [clip],
    'checkpoints.list': () => [checkpoint('old', { active: true, seed: 4, fpir: 0.02 })],
    'checkpoints.compare': () => comparison,
    finetune: () => checkpoint('new', { encoder: CLIP }),
  });
  const upgrade = open(fake);
  await upgrade.run();
  expect(upgrade.stage).toBe('compared');
  expect(upgrade.sides?.checkpoints.map(({ id }) => id)).toEqual(['old', 'new']);
  // The two are to differ in the encoder alone, and the user chooses.
  expect(fake.calls).toContainEqual({
    command: 'finetune',
    request: { encoder: CLIP, seed: 4, fpir: 0.02, use: false },
  });
});

test('waits where nothing has been learned that it could be compared with', async () => {
  const fake = openFakeWindow({
    'models.pull': () => clip,
    'models.list': () => [clip],
    'checkpoints.list': () => [],
  });
  const upgrade = open(fake);
  await upgrade.run();
  expect(upgrade.stage).toBe('waiting');
});

test('a failed download is interrupted, with its reason', async () => {
  const fake = openFakeWindow({ 'models.pull': () => failure('network'), 'models.list': () => [] });
  const upgrade = open(fake);
  await upgrade.run();
  expect(upgrade.stage).toBe('interrupted');
  expect(upgrade.failure?.kind).toBe('network');
});

test('after a restart it asks before it uses the network', async () => {
  const fake = openFakeWindow({
    'state.read': () => wanted,
    'models.list': () => [{ ...clip, state: 'available' }],
  });
  await fake.session.refresh();
  const upgrade = open(fake);
  await upgrade.open();
  expect(upgrade.stage).toBe('interrupted');
  expect(upgrade.failure).toBeNull();
  expect(fake.calls.map(({ command }) => command)).not.toContain('models.pull');
});

test('cancelled, it is not wanted any more', async () => {
  const fake = openFakeWindow({
    'models.list': () => [],
    'models.pull': async (_, { cancelled }) => {
      await cancelled;
      return failure('cancelled');
    },
  });
  const upgrade = open(fake);
  const run = upgrade.run();
  await expect.poll(() => fake.calls.map(({ command }) => command)).toContain('models.pull');
  await upgrade.cancel();
  await run;
  expect(upgrade.stage).toBe('none');
  expect(fake.calls.at(-1)).toEqual({ command: 'settings.change', request: { upgrading: false } });
});
