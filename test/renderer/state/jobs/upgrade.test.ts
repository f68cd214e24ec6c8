import { expect, test } from 'vitest';
import { Finetuning } from '../../../../renderer/state/jobs/finetuning.svelte.ts';
import { Models } from '../../../../renderer/state/models.svelte.ts';
import { Upgrade } from '../../../../renderer/state/jobs/upgrade.svelte.ts';
import { TRAINABLE_ENCODER, USUAL_ENCODER } from '../../../../renderer/state/jobs/builtIn.ts';
import { builtInEncoder, trainableEncoder } from '../../../../main/registry/models.ts';
import { checkpoint } from '../support/samples.ts';
import { deferred } from '../support/deferred.ts';
import { failure, openFakeWindow, windowState, type FakeWindow } from '../support/fakeTransport.ts';

const CLIP = 'clip-rn50';
const clip = {
  id: CLIP,
  kind: 'encoder',
  title: 'CLIP',
  licence: 'MIT',
  bytes: 408e6,
  state: 'installed',
} as const;
const wanted = { ...windowState, settings: { ...windowState.settings, upgrading: [CLIP] } };

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
  await upgrade.run(CLIP);
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
  await upgrade.run(CLIP);
  expect(upgrade.stage).toBe('waiting');
});

test('a failed download is interrupted, with its reason', async () => {
  const fake = openFakeWindow({ 'models.pull': () => failure('network'), 'models.list': () => [] });
  const upgrade = open(fake);
  await upgrade.run(CLIP);
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
  const run = upgrade.run(CLIP);
  await expect.poll(() => fake.calls.map(({ command }) => command)).toContain('models.pull');
  await upgrade.cancel(CLIP);
  await run;
  expect(upgrade.stage).toBe('none');
  expect(fake.calls).toContainEqual({ command: 'settings.change', request: { upgrading: [] } });
});

test('several encoders come in one after the other, and are shown together with what is in use', async () => {
  const fetched: string[] = [];
  const entry = (id: string) =>
    ({ ...clip, id, state: fetched.includes(id) ? 'installed' : 'available' }) as const;
  const first = deferred<void>();
  const fake = openFakeWindow({
    'models.pull': async ({ id }) => {
      if (id === 'sface') await first.promise;
      fetched.push(id);
      return entry(id);
    },
    'models.list': () => ['sface', 'auraface'].map(entry),
    'checkpoints.list': () => [checkpoint('old', { active: true })],
    'checkpoints.compare': () => comparison,
    finetune: ({ encoder = '' }) => checkpoint(`with ${encoder}`, { encoder }),
    'checkpoints.use': ({ id }) => checkpoint(id, { active: true }),
  });
  const upgrade = open(fake);
  const run = upgrade.run('sface');
  await expect.poll(() => upgrade.stage).toBe('fetching');
  await upgrade.run('auraface');
  expect(upgrade.isQueued('auraface')).toBe(true);
  expect(upgrade.encoder).toBe('sface');
  first.resolve();
  await run;
  expect(fetched).toEqual(['sface', 'auraface']);
  expect(upgrade.sides?.checkpoints.map(({ id }) => id)).toEqual(['old', 'with sface', 'with auraface']);
  expect(upgrade.sides?.paired).toHaveLength(2);
  // Who keeps what is in use has chosen, too.
  const [kept] = upgrade.sides?.checkpoints ?? [];
  if (kept === undefined) throw new Error('nothing to keep');
  await upgrade.choose(kept);
  expect(upgrade.wanted).toEqual([]);
});

test('one that is cancelled while it is fetched does not hold up the next', async () => {
  const fetched: string[] = [];
  const entry = (id: string) =>
    ({ ...clip, id, state: fetched.includes(id) ? 'installed' : 'available' }) as const;
  const fake = openFakeWindow({
    'models.pull': async ({ id }, { cancelled }) => {
      if (id === 'sface') {
        await cancelled;
        return failure('cancelled');
      }
      fetched.push(id);
      return entry(id);
    },
    'models.list': () => ['sface', 'auraface'].map(entry),
    'checkpoints.list': () => [checkpoint('old', { active: true })],
    'checkpoints.compare': () => comparison,
    finetune: ({ encoder = '' }) => checkpoint(`with ${encoder}`, { encoder }),
  });
  const upgrade = open(fake);
  const run = upgrade.run('sface');
  await expect.poll(() => fake.calls.map(({ command }) => command)).toContain('models.pull');
  await upgrade.run('auraface');
  await upgrade.cancel('sface');
  await run;
  expect(upgrade.sides?.checkpoints.map(({ encoder }) => encoder)).toEqual(['starter', 'auraface']);
  expect(upgrade.wanted).toEqual(['auraface']);
});

const brought = { ...clip, id: USUAL_ENCODER, state: 'built-in' } as const;

test('the encoders that the window knows by name are those that Facet brings', () => {
  expect([USUAL_ENCODER, TRAINABLE_ENCODER]).toEqual([builtInEncoder, trainableEncoder]);
});

test('a library of the encoder before is offered the usual one, which is not fetched', async () => {
  let checkpoints = [checkpoint('old', { active: true, encoder: TRAINABLE_ENCODER })];
  const fake = openFakeWindow({
    'models.list': () => [brought],
    'checkpoints.list': () => checkpoints,
    'checkpoints.compare': () => comparison,
    'checkpoints.use': ({ id }) => checkpoint(id, { active: true }),
    finetune: ({ encoder = '' }) => {
      const made = checkpoint('new', { encoder, createdAt: '2026-01-02T00:00:00.000Z' });
      checkpoints = [made, ...checkpoints];
      return made;
    },
  });
  const { session } = fake;
  const [models, finetuning] = [new Models(session), new Finetuning(session, () => undefined)];
  const upgrade = new Upgrade(session, models, finetuning);
  expect(upgrade.suggested).toBeNull();
  await models.read();
  await finetuning.read();
  expect(upgrade.suggested).toBe(USUAL_ENCODER);
  const stages = new Set<string>();
  const run = upgrade.run(USUAL_ENCODER);
  while (upgrade.stage !== 'compared') {
    stages.add(upgrade.stage);
    await Promise.resolve();
  }
  await run;
  expect(stages).not.toContain('fetching');
  expect(upgrade.sides?.checkpoints.map(({ id }) => id)).toEqual(['old', 'new']);
  expect(fake.calls.map(({ command }) => command)).not.toContain('models.pull');
  // Who keeps what is in use has been asked, and is not asked again.
  const [kept] = upgrade.sides?.checkpoints ?? [];
  if (kept === undefined) throw new Error('nothing to keep');
  await upgrade.choose(kept);
  expect(upgrade.suggested).toBeNull();
});

test.for([
  ['there is no checkpoint', []],
  ['names come from it', [checkpoint('a', { active: true, encoder: USUAL_ENCODER })]],
  ['names come from a downloaded one', [checkpoint('a', { active: true, encoder: CLIP }), checkpoint('b')]],
  ['it was tried', [checkpoint('a', { active: true }), checkpoint('b', { encoder: USUAL_ENCODER })]],
] as const)('the usual encoder is not offered where %s', async ([, checkpoints]) => {
  const { session } = openFakeWindow({
    'models.list': () => [brought],
    'checkpoints.list': () => checkpoints,
  });
  const [models, finetuning] = [new Models(session), new Finetuning(session, () => undefined)];
  await models.read();
  await finetuning.read();
  expect(new Upgrade(session, models, finetuning).suggested).toBeNull();
});
