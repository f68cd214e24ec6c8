import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, onTestFinished, test, vi } from 'vitest';
import { failureOf, makeLibrary, reopen, valueOf } from '../support/libraries.ts';
import { sampleCheckpoint } from '../support/samples.ts';

const anna = { id: '0123456789ab', name: 'Anna' };

test('a checkpoint is a folder with its record and its files', async () => {
  const library = await makeLibrary();
  const crops = ['e'.repeat(64)];
  const saved = valueOf(await library.saveCheckpoint(sampleCheckpoint([anna], crops)));
  expect(saved).toMatchObject({ method: 'head', people: [anna], crops, details: { threshold: 0.5 } });
  expect(saved.folder).toBe(join(library.folder, 'checkpoints', saved.id));
  expect(readdirSync(saved.folder).sort()).toEqual(['checkpoint.json', 'report.json', 'weights.safetensors']);
  expect([...readFileSync(join(saved.folder, 'weights.safetensors'))]).toEqual([1, 2, 3]);
  const again = await reopen(library);
  expect(again.checkpoints()).toEqual([saved]);
  expect(again.activeCheckpoint()).toBeUndefined();
});

test('files may come as a stream, and one that breaks leaves nothing', async () => {
  const library = await makeLibrary();
  async function* pieces(fail: boolean) {
    yield new Uint8Array([1, 2]);
    await sleep(1);
    if (fail) throw new Error('no more');
    yield new Uint8Array([3]);
  }
  const checkpoint = sampleCheckpoint([], []);
  const good = await library.saveCheckpoint({
    ...checkpoint,
    files: { 'weights.safetensors': pieces(false) },
  });
  expect([...readFileSync(join(valueOf(good).folder, 'weights.safetensors'))]).toEqual([1, 2, 3]);
  await expect(
    library.saveCheckpoint({ ...checkpoint, files: { 'weights.safetensors': pieces(true) } }),
  ).rejects.toThrow('no more');
  expect(readdirSync(join(library.folder, 'checkpoints'))).toEqual([valueOf(good).id]);
  for (const name of ['checkpoint.json', '../x', '.hidden', '']) {
    expect(() => library.saveCheckpoint({ ...checkpoint, files: { [name]: new Uint8Array() } })).toThrow();
  }
});

test('the newest comes first; one is used until another one is or it is removed', async () => {
  const library = await makeLibrary();
  const first = valueOf(await library.saveCheckpoint(sampleCheckpoint([], [])));
  const second = valueOf(await library.saveCheckpoint(sampleCheckpoint([anna], [])));
  expect(library.checkpoints().map(({ id }) => id)).toEqual([second.id, first.id]);
  expect(failureOf(await library.useCheckpoint('none')).kind).toBe('not-found');
  expect(failureOf(await library.removeCheckpoint('../people')).kind).toBe('not-found');
  valueOf(await library.useCheckpoint(first.id));
  valueOf(await library.useCheckpoint(second.id));
  let again = await reopen(library);
  expect(again.activeCheckpoint()?.id).toBe(second.id);
  valueOf(await again.removeCheckpoint(second.id));
  expect(existsSync(second.folder)).toBe(false);
  again = await reopen(again);
  expect(again.activeCheckpoint()).toBeUndefined();
  expect(again.checkpoints().map(({ id }) => id)).toEqual([first.id]);
});

/** Sets the clock, which stands still from then on. */
function setClock(time: string): void {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.parse(time) });
  onTestFinished(() => void vi.useRealTimers());
}

test('checkpoints of one millisecond are in the order in which they were saved, also when read', async () => {
  setClock('2026-05-01T12:00:00.999Z');
  const library = await makeLibrary();
  const saved: string[] = [];
  // Their ids end by chance: five in order by chance alone are one case of 120.
  for (let count = 0; count < 5; count++) {
    saved.unshift(valueOf(await library.saveCheckpoint(sampleCheckpoint([], []))).id);
  }
  expect(library.checkpoints().map(({ id }) => id)).toEqual(saved);
  const again = await reopen(library);
  expect(again.checkpoints().map(({ id }) => id)).toEqual(saved);
  expect(again.checkpoints().map(({ createdAt }) => createdAt.slice(17))).toEqual([
    '01.003Z',
    '01.002Z',
    '01.001Z',
    '01.000Z',
    '00.999Z',
  ]);
});

test('what was made from what knew somebody is told at their removal, whatever the clock said', async () => {
  const library = await makeLibrary();
  const zoe = valueOf(await library.createPerson('Zoe'));
  setClock('2026-05-03T12:00:00Z');
  const knows = valueOf(await library.saveCheckpoint(sampleCheckpoint([zoe], [])));
  const madeWith = async (id: string, time: string) => {
    setClock(time);
    const { record, files } = sampleCheckpoint([anna], []);
    const encoder = `checkpoint:${id}`;
    return valueOf(await library.saveCheckpoint({ record: { ...record, encoder }, files }));
  };
  const child = await madeWith(knows.id, '2026-05-02T12:00:00Z');
  const grandchild = await madeWith(child.id, '2026-05-01T12:00:00Z');
  valueOf(await library.saveCheckpoint(sampleCheckpoint([anna], [])));
  const { checkpoints } = valueOf(await library.removePerson(zoe.id));
  expect(checkpoints).toEqual([knows.id, child.id, grandchild.id]);
});

test('folders of other things among the checkpoints are no checkpoints', async () => {
  const library = await makeLibrary();
  mkdirSync(join(library.folder, 'checkpoints', 'my notes'));
  const again = await reopen(library);
  expect(again.checkpoints()).toEqual([]);
  expect(again.health.unreadable).toEqual([
    join(library.folder, 'checkpoints', 'my notes', 'checkpoint.json'),
  ]);
});
