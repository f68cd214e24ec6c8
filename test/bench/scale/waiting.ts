// How long a window waits for the main thread, a cancel for its answer, and Ctrl-C for the prompt, with 10,000 faces.
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { openApplication } from '../../../main/application.ts';
import { startEngine } from '../../../main/engine/client.ts';
import { builtScript } from '../../../main/files/threads/builtScript.ts';
import { builtInEncoder, resolveModel } from '../../../main/registry/models.ts';
import { longestBlock } from '../../support/eventLoop.ts';
import { openManyFaces } from '../../support/manyFaces.ts';
import { valueOf } from '../support/parts.ts';
import { verdictOn, type Report } from '../support/interleaved.ts';

const FACES = 10_000;
const PEOPLE = 200;

const quiet = { signal: new AbortController().signal, emit: () => undefined };

export async function reportWaiting(report: Report, folder: string): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const place = join(folder, 'library');
  const engine = startEngine({ resolveModel });
  const encoder = valueOf(await engine.encoder(builtInEncoder));
  await engine.close();
  const library = await openManyFaces(place, encoder, FACES, PEOPLE);
  await library.close();

  const application = openApplication({ library: place });
  valueOf(await application.run('people.list', {}, quiet));
  let evaluating = 0;
  for (const command of ['finetune', 'evaluate'] as const) {
    const begun = performance.now();
    const { value, longest } = await longestBlock(() =>
      application.run(command, { encoder: builtInEncoder }, quiet),
    );
    valueOf<unknown>(value);
    evaluating = performance.now() - begun;
    report(
      `${command} of ${FACES} faces: the main thread busy for ${longest.toFixed(0)} ms at most${verdictOn(longest, 50, ' ms')}`,
    );
  }
  const stop = new AbortController();
  const running = application.run('evaluate', { encoder: builtInEncoder }, { ...quiet, signal: stop.signal });
  await sleep(evaluating / 2);
  const asked = performance.now();
  stop.abort();
  const stopped = await running;
  const answered = performance.now() - asked;
  if (stopped.ok) throw new Error('the evaluation had ended before it was cancelled');
  report(`cancel answered after ${answered.toFixed(0)} ms${verdictOn(answered, 200, ' ms')}`);
  await application.close();

  const whole = performance.now();
  await once(finetune(place, 2), 'exit');
  const child = finetune(place, 3);
  const exit = once(child, 'exit');
  await sleep((performance.now() - whole) / 2);
  const pressed = performance.now();
  child.kill('SIGINT');
  const [code] = (await exit) as [number | null];
  const ended = performance.now() - pressed;
  if (code === 0) throw new Error('facet finetune had ended before Ctrl-C');
  report(`Ctrl-C: facet finetune ended after ${ended.toFixed(0)} ms${verdictOn(ended, 1000, ' ms')}`);
}

/** Another seed than before, so that nothing of it is known yet. */
const finetune = (library: string, seed: number): ChildProcess =>
  spawn(process.execPath, [builtScript('cli.js'), 'finetune', '--seed', String(seed), '--library', library], {
    stdio: 'ignore',
  });
