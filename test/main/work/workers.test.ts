import { expect, test } from 'vitest';
import { sharedFloats } from '../../../main/work/shared.ts';
import { Pace } from '../../../main/work/pace.ts';
import { Workers } from '../../../main/work/workers.ts';
import type { Gallery } from '../../../models/identity/gallery.ts';
import { trainRecogniser } from '../../../models/identity/recogniser.ts';
import { normalise } from '../../../models/linear/vectors.ts';
import { seededRandom } from '../../../models/random.ts';

const SIZE = 64;

function draw(
  people: number,
  shots: number,
  embeddings: Float32Array = new Float32Array(people * shots * SIZE),
): Gallery {
  const random = seededRandom(0, 'workers');
  const rows = people * shots;
  for (let row = 0; row < rows; row++) {
    const face = embeddings.subarray(row * SIZE, (row + 1) * SIZE);
    for (let at = 0; at < SIZE; at++)
      face[at] = random.normal() + (at === Math.floor(row / shots) % SIZE ? 9 : 0);
    normalise(face);
  }
  return {
    embeddings,
    dimensions: SIZE,
    people: Int32Array.from({ length: rows }, (_, row) => Math.floor(row / shots)),
    count: people,
    weights: new Float32Array(rows).fill(1),
  };
}

const options = { fpir: 0.01, seed: 0 };

test('a task answers as the function does, with input that is copied and input that is shared', async () => {
  const workers = new Workers();
  const copied = draw(5, 4);
  const shared = draw(5, 4, sharedFloats(5 * 4 * SIZE));
  const expected = trainRecogniser(copied, null, options);
  const answers = await Promise.all(
    [copied, shared, copied].map((gallery) => workers.run('trainRecogniser', [gallery, null, options])),
  );
  for (const answer of answers) expect(answer).toEqual({ ok: true, value: expected });
  workers.close();
});

test('a task that nobody waits for any more ends at once, and so do those behind it', async () => {
  const workers = new Workers();
  const controller = new AbortController();
  const { signal } = controller;
  const heavy = draw(300, 20);
  const tasks = Array.from({ length: workers.count + 1 }, () =>
    workers.run('trainRecogniser', [heavy, null, options], { signal }),
  );
  await new Promise((resolve) => setTimeout(resolve, 500));
  const started = performance.now();
  controller.abort();
  for (const task of tasks) expect(await task).toMatchObject({ ok: false, failure: { kind: 'cancelled' } });
  expect(performance.now() - started).toBeLessThan(200);
  expect(await workers.run('trainRecogniser', [draw(3, 3), null, options])).toMatchObject({ ok: true });
  expect(await workers.run('trainRecogniser', [heavy, null, options], { signal })).toMatchObject({
    ok: false,
  });
  workers.close();
  expect(await workers.run('trainRecogniser', [draw(3, 3), null, options])).toMatchObject({ ok: false });
});

test('a bug in a task is thrown where the task was asked for, and the next one is done', async () => {
  const workers = new Workers();
  const broken = { ...draw(3, 3), embeddings: new Float32Array(1) };
  await expect(workers.run('trainRecogniser', [broken, null, options])).rejects.toThrow();
  expect(await workers.run('trainRecogniser', [draw(3, 3), null, options])).toMatchObject({ ok: true });
  workers.close();
});

/** Unit rows around as many people as there are hundreds. */
function drawFaces(rows: number) {
  const random = seededRandom(1, 'faces');
  const embeddings = sharedFloats(rows * SIZE);
  for (let row = 0; row < rows; row++) {
    const face = embeddings.subarray(row * SIZE, (row + 1) * SIZE);
    for (let at = 0; at < SIZE; at++) face[at] = random.normal() + (at === row % 50 ? 20 : 0);
    normalise(face);
  }
  const photos = Int32Array.from({ length: rows }, (_, row) => row);
  return { embeddings, dimensions: SIZE, rows, photos, pairs: new Int32Array(0), compared: 0, cut: 0.94 };
}

test('beside a camera one task is done at a time, and groups are compared with rests: the same groups, later', async () => {
  const pace = new Pace();
  const workers = new Workers(pace);
  const faces = drawFaces(6000);
  const timed = async () => {
    const began = performance.now();
    const done = await workers.run('groupFaces', faces);
    return { done, took: performance.now() - began };
  };
  await timed();
  const alone = await timed();
  pace.give('camera', true);
  const beside = await timed();
  expect(beside.done).toEqual(alone.done);
  expect(beside.took).toBeGreaterThan(2 * alone.took);

  const order: string[] = [];
  const tell = (name: string) => workers.run('groupFaces', faces).then(() => order.push(name));
  const both = [tell('first'), tell('second')];
  const small = workers.run('trainRecogniser', [draw(3, 3), null, options]).then(() => order.push('small'));
  // A task that is long gives way, a small one behind it waits for its turn.
  await both[0];
  expect(order).toEqual(['first']);
  // Whoever rests goes on at once when the camera is closed.
  pace.give('camera', false);
  await Promise.all([...both, small]);
  expect(order).toHaveLength(3);
  workers.close();
});
