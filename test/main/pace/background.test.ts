// What background work asks of the engine, beside a camera: the same answers, in small pieces.
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import type { CropToEmbed, Engine } from '../../../main/engine/engine.ts';
import { importPhotos } from '../../../main/jobs/import/import.ts';
import { inBackground } from '../../../main/work/background.ts';
import { Pace } from '../../../main/work/pace.ts';
import { failed, success } from '../../../models/failure.ts';
import { fakeEngine, fakePhoto } from '../jobs/support/fakeEngine.ts';
import { makeLibrary, temporaryFolder, valueOf } from '../library/support/libraries.ts';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

const crops = Array.from({ length: 19 }, (_, at) => ({ path: String(at) }) as CropToEmbed);

/** Embeds each crop as its number, twice; every fifth cannot be read. */
function countingEngine() {
  const sizes: number[] = [];
  const engine: Engine = {
    ...fakeEngine(),
    embed: (_, given) => {
      sizes.push(given.length);
      const numbers = given.map(({ path }) => Number(path));
      const failure = failed('not-an-image', 'no', 'no').failure;
      const failures = numbers.flatMap((number, at) => (number % 5 === 0 ? [[at, failure] as const] : []));
      return Promise.resolve(
        success({
          embeddings: Float32Array.from(numbers.flatMap((number) => [number, number])),
          failures: new Map(failures),
        }),
      );
    },
  };
  return { engine, sizes };
}

test('crops are embedded in pieces of one run, with the answer of one call', async () => {
  const { engine, sizes } = countingEngine();
  const pace = new Pace();
  const background = inBackground(engine, pace);
  const whole = valueOf(await background.embed('encoder', crops));
  expect(sizes).toEqual([19]);
  pace.give('camera', true);
  const parts = valueOf(await background.embed('encoder', crops));
  expect(sizes).toEqual([19, 8, 8, 3]);
  expect(parts).toEqual(whole);
  expect([...parts.failures.keys()]).toEqual([0, 5, 10, 15]);
});

/** An engine that says how many photos it had at once at most, since it was asked last. */
function busyEngine() {
  let [inside, most] = [0, 0];
  const fake = fakeEngine();
  const engine: Engine = {
    ...fake,
    async findFaces(request, signal) {
      most = Math.max(most, ++inside);
      await sleep(3);
      const found = await fake.findFaces(request, signal);
      inside--;
      return found;
    },
  };
  return { engine, seen: fake.seen, most: () => [most, (most = 0)][0] };
}

function writePhotos(count: number): string {
  const folder = temporaryFolder();
  for (let at = 0; at < count; at++)
    writeFileSync(join(folder, `${at}.jpg`), fakePhoto(`${at}`, [{ who: `person ${at}` }]));
  return folder;
}

test('an import takes one photo at a time while a camera is open, all that it can before and after, and leaves none out', async () => {
  const { engine, most } = busyEngine();
  const pace = new Pace();
  const library = await makeLibrary();
  const parts = { library, engine: inBackground(engine, pace), detector: 'detector', encoder: 'encoder' };
  const seen: number[] = [];
  const report = await importPhotos(
    parts,
    { kind: 'unnamed', paths: [writePhotos(60)] },
    {
      signal: new AbortController().signal,
      emit: (event, detail) => {
        if (event !== 'progress') return;
        const { done } = detail as { readonly done: number };
        if (done === 20) {
          seen.push(most());
          pace.give('camera', true);
        }
        // What was in the engine already when the camera came is out by now.
        if (done === 30) most();
        if (done === 40) {
          seen.push(most());
          pace.give('camera', false);
        }
        if (done === 60) seen.push(most());
      },
    },
  );
  expect(valueOf(report)).toMatchObject({ photos: 60, skipped: [], stopped: null });
  const [before = 0, beside, after = 0] = seen;
  expect(beside).toBe(1);
  expect(before).toBeGreaterThan(1);
  // Those that waited are done one by one.
  expect(after).toBeGreaterThan(1);
});

test('an import that waits for power is cancelled as any other, with what came in kept', async () => {
  const { engine } = busyEngine();
  const pace = new Pace();
  const library = await makeLibrary();
  const parts = { library, engine: inBackground(engine, pace), detector: 'detector', encoder: 'encoder' };
  const controller = new AbortController();
  let last = 0;
  const importing = importPhotos(
    parts,
    { kind: 'unnamed', paths: [writePhotos(30)] },
    {
      signal: controller.signal,
      emit: (event, detail) => {
        if (event !== 'progress') return;
        last = (detail as { readonly done: number }).done;
        if (last === 10) pace.give('battery', true);
      },
    },
  );
  // What was in the engine when the power went comes in, however busy the machine is.
  let stopped: number;
  do {
    stopped = last;
    await sleep(400);
  } while (last !== stopped || last < 10);
  expect(stopped).toBeLessThan(30);
  controller.abort();
  const report = valueOf(await importing);
  expect(report.stopped).toMatchObject({ kind: 'cancelled' });
  expect(report.photos).toBe(stopped);
  expect(library.faces({ person: null })).toHaveLength(stopped);
});
