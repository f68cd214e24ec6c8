// Pulling the plug on `facet finetune`, again and again: the library opens, and the training ends as if nothing had been.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { seededRandom } from '../../models/random.ts';
import type { Checkpoint, Person } from '../../preload/contract.ts';
import { writePortraits } from './support/portraits.ts';
import { makeSandbox, type Sandbox } from './support/run.ts';

const timeout = 400_000;
const KILLS = 20;
const names = ['Ada', 'Grace'];
const command = ['finetune', '--method', 'full', '--steps', '6'];
let box: Sandbox;

beforeAll(async () => {
  box = await makeSandbox();
  for (const [place, name] of names.entries())
    await box.json(['import', '--person', name, ...(await writePortraits(3, place, join(box.folder, name)))]);
}, timeout);

afterAll(() => box.remove());

/** How it ended: of itself, or by the kill. */
async function killAfter(
  milliseconds: number,
  args: readonly string[],
): Promise<'done' | 'failed' | 'killed'> {
  const script = resolve(import.meta.dirname, '../../out/main/cli.js');
  const child = spawn(process.execPath, [script, ...args], {
    env: { ...process.env, FACET_DATA: box.data, FACET_LIBRARY: box.library },
    stdio: 'ignore',
  });
  const timer = setTimeout(() => child.kill('SIGKILL'), milliseconds);
  const [code, signal] = (await once(child, 'exit')) as [number | null, NodeJS.Signals | null];
  clearTimeout(timer);
  return signal === 'SIGKILL' ? 'killed' : code === 0 ? 'done' : 'failed';
}

const encoderOf = async ({ id }: Checkpoint): Promise<string> => {
  const file = await readFile(join(box.library, 'checkpoints', id, 'encoder.safetensors'));
  return createHash('sha256').update(file).digest('hex');
};

test(
  'killed at twenty random moments, a finetuning that is resumed ends with the same bytes',
  { timeout },
  async () => {
    const started = performance.now();
    const expected = await encoderOf(await box.json<Checkpoint>(command));
    const usual = performance.now() - started;

    const random = seededRandom(3);
    const goOn = [...command, '--resume'];
    let kills = 0;
    let resumed = 0;
    for (let again = false; kills < KILLS;) {
      const end = await killAfter(usual * random.uniform(), again ? goOn : command);
      if (end === 'killed') {
        kills++;
        expect((await box.json<Person[]>(['people'])).map(({ faces }) => faces)).toEqual([3, 3]);
      } else if (again && end === 'done') resumed++;
      // Killed before anything was saved, there is nothing to go on with: it begins anew.
      again = end === 'killed';
    }
    const last = await killAfter(timeout, goOn);
    if (last === 'done') resumed++;
    else expect(await killAfter(timeout, command)).toBe('done');
    expect(resumed).toBeGreaterThan(0);
    for (const checkpoint of await box.json<Checkpoint[]>(['checkpoints']))
      expect(await encoderOf(checkpoint)).toBe(expected);
  },
);
