import { Pace } from '../../../../main/work/pace.ts';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import type { TrainEvent } from '../../../../main/engine/engine.ts';
import { OpenModels } from '../../../../main/engine/networks/openModels.ts';
import { PhotoLine } from '../../../../main/engine/photos/pipeline.ts';
import { train } from '../../../../main/engine/train/train.ts';
import { noisyFaces, requestFor, tinyModel } from '../support/trainings.ts';

const root = mkdtempSync(join(tmpdir(), 'facet-looking-'));
afterAll(() => {
  rmSync(root, { recursive: true });
});

test('faces are counted while the first step waits for them; a cancel is heard at the next one', async () => {
  const photos = new PhotoLine(resolve(import.meta.dirname, '../../../../out/main/photoWorker.js'));
  const tools = { models: new OpenModels(), photos };
  const model = tinyModel(join(root, 'model'));
  const faces = await noisyFaces(join(root, 'faces'), 3, 5);
  const request = requestFor(join(root, 'training'), faces, { method: 'text', steps: 3 });
  const events: TrainEvent[] = [];
  const never = new AbortController().signal;
  await train(tools, model, request, {
    signal: never,
    stride: new Pace().stride(),
    onEvent: (event) => events.push(event),
  });
  const seen = events.map(({ phase, step, steps }) => `${phase} ${step}/${steps}`);
  const looked = Array.from({ length: 13 }, (_, at) => `features ${at}/12`);
  expect(seen).toEqual([...looked, 'text 1/3', 'text 2/3', 'text 3/3']);

  const controller = new AbortController();
  let last = 0;
  const cancelled = train(tools, model, request, {
    signal: controller.signal,
    stride: new Pace().stride(),
    onEvent: ({ step }) => {
      last = step;
      if (step === 4) controller.abort();
    },
  });
  await expect(cancelled).rejects.toThrow('aborted');
  expect(last).toBe(4);
});
