// Training the built-in model through the command line: killed, resumed, and names given by what came of it.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Checkpoint, CheckpointComparison, IdentifiedPhoto } from '../../preload/contract.ts';
import { groupPhoto, writePortraits } from './support/portraits.ts';
import { makeSandbox, type Sandbox } from './support/run.ts';

const timeout = 400_000;
const names = ['Ada', 'Grace', 'Alan', 'Annie'];
let box: Sandbox;

beforeAll(async () => {
  box = await makeSandbox();
  for (const [place, name] of names.entries())
    await box.json(['import', '--person', name, ...(await writePortraits(6, place, join(box.folder, name)))]);
}, timeout);

afterAll(() => box.remove());

/** Kills the command line without warning once it has said so. */
const killAt = (args: readonly string[], said: string): Promise<void> =>
  new Promise((done) => {
    const script = resolve(import.meta.dirname, '../../out/main/cli.js');
    const child = spawn(process.execPath, [script, ...args], {
      env: { ...process.env, FACET_DATA: box.data, FACET_LIBRARY: box.library },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let stderr = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      stderr += text;
      if (stderr.includes(said)) child.kill('SIGKILL');
    });
    child.once('close', () => done());
  });

const encoderOf = async ({ id }: Checkpoint): Promise<string> => {
  const file = await readFile(join(box.library, 'checkpoints', id, 'encoder.safetensors'));
  return createHash('sha256').update(file).digest('hex');
};

test('killed while it trains, facet finetune --resume ends as if nothing had been', { timeout }, async () => {
  const command = ['finetune', '--method', 'full', '--steps', '6'];
  const early = await box.facet([...command, '--resume']);
  expect(early).toMatchObject({ code: 3 });
  expect(early.stderr).toContain('Cannot resume training');
  await killAt(command, 'Training both towers');
  expect(await box.json(['checkpoints'])).toEqual([]);
  const resumed = await box.json<Checkpoint>([...command, '--resume']);
  expect(resumed).toMatchObject({ method: 'full', encoder: 'starter', people: 4, active: true });
  const undisturbed = await box.json<Checkpoint>(command);
  expect(await encoderOf(resumed)).toBe(await encoderOf(undisturbed));
});

test('two checkpoints are held against each other', { timeout }, async () => {
  const [, full] = await box.json<Checkpoint[]>(['checkpoints']);
  const head = await box.json<Checkpoint>(['finetune']);
  expect(head.encoder).toBe('duo');
  const compare = ['checkpoints', 'compare', full.id, head.id];
  const comparison = await box.json<CheckpointComparison>(compare);
  expect(comparison).toMatchObject({
    a: {
      id: full.id,
      method: 'full',
      active: false,
      training: { phases: [{}, { phase: 'full', steps: 6 }] },
    },
    b: { id: head.id, method: 'head', active: true, training: null },
    ancestor: { id: full.id, stepsA: 0, stepsB: 2 },
    people: { both: names.toSorted(), onlyA: [], onlyB: [] },
    newFaces: { faces: 0 },
  });
  const { stdout } = await box.facet(compare);
  expect(stdout).toContain('B was made 2 checkpoints after A');
  expect(stdout).toContain('People: 4 in both');
  expect(await box.facet(['checkpoints', 'compare', 'nothing', head.id])).toMatchObject({ code: 3 });
  await box.json(['checkpoints', 'use', full.id]);
});

test('faces are named by the model that was trained', { timeout }, async () => {
  const photo = await box.json<IdentifiedPhoto>(['identify', groupPhoto(6)]);
  if ('error' in photo) throw new Error(photo.error.message);
  const named = photo.faces.map(({ name }) => name).filter((name) => name !== null);
  expect(named.length).toBeGreaterThanOrEqual(3);
  expect(new Set(named).size).toBe(named.length);
});

test(
  'facet finetune --method auto says what it tried and why it took what it took',
  { timeout },
  async () => {
    const said = await box.facet(['finetune', '--method', 'auto', '--time-limit', '0.5']);
    expect(said.code).toBe(0);
    expect(said.stdout).toMatch(
      /^Tried on \d+ held-out faces and \d+ faces of people left out, in \d folds\.$/m,
    );
    expect(said.stdout).toMatch(/^\* +head +duo +\d/m);
    expect(said.stderr).toContain('Trying head on duo');
    const [checkpoint] = await box.json<Checkpoint[]>(['checkpoints']);
    expect(checkpoint).toMatchObject({ method: 'head', encoder: 'duo', active: true });
    const { candidates = [], chosen = -1, reason = '' } = checkpoint.choice ?? {};
    // Both built-in encoders take part, each in what can be trained of it.
    expect(candidates.map(({ method, encoder }) => `${method} ${encoder}`)).toEqual([
      ...['head', 'gda', 'proker'].flatMap((method) => [`${method} duo`, `${method} starter`]),
      ...['text starter', 'projector starter', 'full starter'],
    ]);
    expect(candidates.every(({ tried, leftOut }) => (tried === null) !== (leftOut === null))).toBe(true);
    expect(chosen).toBe(0);
    expect(said.stdout).toContain(reason);
  },
);

test('what cannot be trained is said, with what can', { timeout }, async () => {
  for (const method of ['text', 'projector', 'full']) {
    const said = await box.facet(['finetune', '--encoder', 'duo', '--method', method]);
    expect(said.code).toBe(2);
    expect(said.stderr).toContain('duo has no named parameters; only the head can be trained on it.');
    expect(said.stderr).toContain('--encoder starter');
  }
});

test('a training that explodes at once makes nothing, and says so', { timeout }, async () => {
  const [before] = await box.json<Checkpoint[]>(['checkpoints']);
  const said = await box.facet(['finetune', '--method', 'text', '--steps', '60', '--rate', '1e6']);
  expect(said.code).toBe(3);
  expect(said.stderr).toContain('nothing was made');
  const [after] = await box.json<Checkpoint[]>(['checkpoints']);
  expect(after).toMatchObject({ id: before.id, active: before.active });
});

test('a projection is drawn to prompts where that is asked for', { timeout }, async () => {
  const said = await box.facet(['finetune', '--method', 'projector', '--anchor', 'text', '--steps', '5']);
  expect(said.stdout).toMatch(/^The model was trained on the processor, \d+ faces a step\.$/m);
  const [made] = await box.json<Checkpoint[]>(['checkpoints']);
  expect(made.training).toMatchObject({ anchor: 'text', stopped: null });
});

test('options that make no sense are wrong use', async () => {
  expect(await box.facet(['finetune', '--method', 'magic'])).toMatchObject({ code: 2 });
  expect(await box.facet(['finetune', '--steps', '0'])).toMatchObject({ code: 2 });
  expect(await box.facet(['finetune', '--steps', '9'])).toMatchObject({ code: 2 });
  expect(await box.facet(['finetune', '--method', 'auto', '--steps', '9'])).toMatchObject({ code: 2 });
  expect(await box.facet(['finetune', '--method', 'auto', '--resume'])).toMatchObject({ code: 2 });
  expect(await box.facet(['finetune', '--time-limit', '5'])).toMatchObject({ code: 2 });
  expect(await box.facet(['finetune', '--method', 'auto', '--time-limit', '0'])).toMatchObject({ code: 2 });
  expect(await box.facet(['finetune', '--method', 'text', '--rate', '0'])).toMatchObject({ code: 2 });
  expect(await box.facet(['finetune', '--method', 'full', '--anchor', 'text'])).toMatchObject({ code: 2 });
  expect(await box.facet(['finetune', '--method', 'projector', '--anchor', 'x'])).toMatchObject({ code: 2 });
  const stage = await box.facet(['finetune', '--method', 'full', '--from', 'layer9']);
  expect(stage).toMatchObject({ code: 2 });
  expect(stage.stderr).toContain('conv256');
});
