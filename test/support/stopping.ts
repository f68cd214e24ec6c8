// How long somebody waits who stops a finetune while its faces are learned: in a window, and at the prompt.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Application } from '../../main/application.ts';
import type { Failure } from '../../models/failure.ts';
import { builtScript } from '../../main/files/threads/builtScript.ts';
import { builtInEncoder } from '../../main/registry/models.ts';

/** Milliseconds after which a thread that learns is in the midst of it. */
const BEGUN = 150;

export interface Stopped<End> {
  readonly end: End;
  /** Milliseconds. */
  readonly waited: number;
}

/** @param seed a seed that no earlier finetune of the library had: what is known already would be done too soon */
export async function cancelFinetune(
  application: Pick<Application, 'run'>,
  seed: number,
): Promise<Stopped<Failure | null>> {
  const stop = new AbortController();
  let begin: () => void = () => undefined;
  const learns = new Promise<void>((resolve) => (begin = resolve));
  const running = application.run(
    'finetune',
    { encoder: builtInEncoder, seed },
    {
      signal: stop.signal,
      emit: (_, said) => {
        if ('phase' in said && said.phase === 'Learning') begin();
      },
    },
  );
  await learns;
  await sleep(BEGUN);
  const asked = performance.now();
  stop.abort();
  const answer = await running;
  return { end: answer.ok ? null : answer.failure, waited: performance.now() - asked };
}

/** Presses Ctrl-C. `end` is the process's exit code. */
export async function interruptFinetune(library: string, seed: number): Promise<Stopped<number | null>> {
  const child = spawn(
    process.execPath,
    [builtScript('cli.js'), 'finetune', '--seed', String(seed), '--library', library],
    { stdio: ['ignore', 'ignore', 'pipe'], env: { ...process.env, LC_ALL: 'C.UTF-8' } },
  );
  const ended = once(child, 'close');
  let said = '';
  for await (const text of child.stderr.setEncoding('utf8')) {
    said += String(text);
    if (said.includes('Learning')) break;
  }
  await sleep(BEGUN);
  const pressed = performance.now();
  child.kill('SIGINT');
  await ended;
  return { end: child.exitCode, waited: performance.now() - pressed };
}
