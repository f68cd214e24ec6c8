// A training in the engine's process gives way between its steps, and ends with the same bytes.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, expect, test } from 'vitest';
import { Pace } from '../../../../main/work/pace.ts';
import { testEngine, valueOf } from '../support/start.ts';
import { noisyFaces, requestFor, sha256Of, tinyModel } from '../support/trainings.ts';

const root = mkdtempSync(join(tmpdir(), 'facet-trainPace-'));
afterAll(() => {
  rmSync(root, { recursive: true });
});

test('on a battery it stands still, answers to whoever cancels, and goes on when there is power', async () => {
  const pace = new Pace();
  const engine = testEngine({ tiny: tinyModel(join(root, 'model')) }, pace);
  const faces = await noisyFaces(join(root, 'faces'), 3, 4);
  const request = requestFor(join(root, 'undisturbed'), faces, { method: 'full', steps: 12 });
  const expected = sha256Of(valueOf(await engine.train(request)).weights);

  const steps: number[] = [];
  const train = (folder: string, signal?: AbortSignal) =>
    engine.train(
      { ...request, folder: join(root, folder) },
      {
        ...(signal && { signal }),
        onEvent: ({ phase, step }) => {
          if (phase !== 'features') steps.push(step);
          if (step === 4 && phase !== 'features') pace.give('battery', true);
        },
      },
    );
  const training = train('paused');
  await expect.poll(() => pace.way).toBe('battery');
  // The step that was under way when the power went is done.
  await sleep(1000);
  const stood = steps.length;
  expect(stood).toBeLessThan(12);
  await sleep(500);
  expect(steps).toHaveLength(stood);
  // It stands still, and the process does not: frames of a camera, for one, are answered.
  valueOf(await engine.networkSeconds());
  pace.give('battery', false);
  expect(sha256Of(valueOf(await training).weights)).toBe(expected);

  const controller = new AbortController();
  const cancelled = train('cancelled', controller.signal);
  await expect.poll(() => pace.way).toBe('battery');
  controller.abort();
  expect(await cancelled).toMatchObject({ ok: false, failure: { kind: 'cancelled' } });

  // A process that is started while way is given knows of it.
  process.kill(engine.pid ?? 0, 'SIGKILL');
  await sleep(300);
  steps.length = 0;
  const anew = new AbortController();
  const waiting = train('anew', anew.signal);
  await sleep(2500);
  expect(steps).toEqual([]);
  anew.abort();
  await waiting;
});
