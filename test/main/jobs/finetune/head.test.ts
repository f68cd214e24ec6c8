import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Engine } from '../../../../main/engine/engine.ts';
import { parseSafetensors } from '../../../../models/tensors/safetensors.ts';
import { success } from '../../../../models/failure.ts';
import { failureOf, makeLibrary, valueOf } from '../../library/support/libraries.ts';
import { fakeEngine } from '../support/fakeEngine.ts';
import { learn, makeAlbum, NAMES } from '../support/recognition.ts';

test('a finetuning makes the active checkpoint, with weights, report and what it was made from', async () => {
  const engine = fakeEngine();
  const { library } = await makeAlbum(engine);
  const { result, progress, skipped } = await learn(engine, library, { seed: 7 });
  const checkpoint = valueOf(result);
  expect(library.activeCheckpoint()?.id).toBe(checkpoint.id);
  expect(checkpoint).toMatchObject({ method: 'head', encoder: 'encoder', seed: 7, fpir: 0.01 });
  expect(checkpoint.encoderDigest).toBe('ab'.repeat(32));
  expect(checkpoint.people.map(({ name }) => name)).toEqual(NAMES);
  expect([...checkpoint.crops].sort()).toEqual(
    library
      .faces()
      .map(({ id }) => id)
      .sort(),
  );
  expect(checkpoint.heldOut?.rate).toBeGreaterThan(0.5);
  expect(checkpoint.details).toMatchObject({ version: 2, cohort: null, parent: null });

  const weights = parseSafetensors(readFileSync(join(checkpoint.folder, 'weights.safetensors')));
  expect(valueOf(weights).tensors.get('head.means')?.shape).toEqual([4, 32]);
  const report = JSON.parse(readFileSync(join(checkpoint.folder, 'report.json'), 'utf8')) as {
    people: { name: string; faces: number }[];
  };
  expect(report.people.map(({ name, faces }) => [name, faces])).toEqual(NAMES.map((name) => [name, 3]));
  expect(progress.at(-1)?.phase).toBe('Learning');
  expect(skipped).toEqual([]);
});

test('the same seed gives the same weights; the next checkpoint names its parent', async () => {
  const engine = fakeEngine();
  const { library } = await makeAlbum(engine);
  const first = valueOf((await learn(engine, library)).result);
  const second = valueOf((await learn(engine, library)).result);
  const weights = [first, second].map(({ folder }) => readFileSync(join(folder, 'weights.safetensors')));
  expect(weights[0].equals(weights[1])).toBe(true);
  expect(second.details).toMatchObject({ parent: first.id });
});

test('only what the cache lacks is embedded', async () => {
  const engine = fakeEngine();
  const { library } = await makeAlbum(engine);
  valueOf((await learn(engine, library)).result);
  expect(engine.embedded()).toBe(0);
  const other: Engine = {
    ...engine,
    encoder: (id) => Promise.resolve(success({ id, digest: 'cd'.repeat(32), dimensions: 32 })),
  };
  valueOf((await learn(other, library)).result);
  expect(engine.embedded()).toBe(12);
  valueOf((await learn(other, library)).result);
  expect(engine.embedded()).toBe(12);
});

test('one photo of one person is enough, and nothing is said of held-out faces', async () => {
  const engine = fakeEngine();
  const { library } = await makeAlbum(engine, 1);
  for (const name of NAMES.slice(1)) valueOf(await library.removePerson(library.person(name)?.id ?? ''));
  const checkpoint = valueOf((await learn(engine, library)).result);
  expect(checkpoint.heldOut).toBeNull();
  expect(checkpoint.people).toHaveLength(1);
});

test('an empty library, a wrong share, a missing model and a cancelled run are named and leave nothing', async () => {
  const engine = fakeEngine();
  const empty = await makeLibrary();
  expect(failureOf((await learn(engine, empty)).result).kind).toBe('not-enough-data');
  const { library } = await makeAlbum(engine);
  expect(failureOf((await learn(engine, library, { fpir: 0 })).result).kind).toBe('bad-arguments');
  const cancelled = await learn(engine, library, {}, AbortSignal.abort());
  expect(failureOf(cancelled.result).kind).toBe('cancelled');
  expect(library.checkpoints()).toEqual([]);
});

test('a cohort of another build of the encoder is refused, not used', async () => {
  const engine = fakeEngine();
  const { library } = await makeAlbum(engine);
  // The cohort that Facet brings is for the real starter.
  const { result } = await learn(engine, library, { encoder: 'starter' });
  expect(failureOf(result)).toMatchObject({
    kind: 'model-unusable',
    message: 'The cohort of strangers for starter was made with another build of that model.',
    advice: 'Make a new one: facet cohort add FOLDER --encoder starter',
  });
});

test('a crop that cannot be read is reported and left out', async () => {
  const real = fakeEngine();
  const { library } = await makeAlbum(real);
  const [lost] = library.faces();
  rmSync(lost.cropPath);
  writeFileSync(lost.cropPath, '');
  const engine: Engine = {
    ...real,
    encoder: (id) => Promise.resolve(success({ id, digest: 'ef'.repeat(32), dimensions: 32 })),
    async embed(encoder, crops) {
      const at = crops.findIndex(({ path }) => path === lost.cropPath);
      const rest = valueOf(
        await real.embed(
          encoder,
          crops.filter((_, index) => index !== at),
        ),
      );
      const embeddings = new Float32Array(crops.length * 32);
      crops.forEach((_, index) => {
        if (index === at) return;
        const from = index < at ? index : index - 1;
        embeddings.set(rest.embeddings.subarray(from * 32, (from + 1) * 32), index * 32);
      });
      const reason = { kind: 'not-an-image', message: 'It is empty.', advice: 'Import it again.' } as const;
      return success({ embeddings, failures: new Map([[at, reason]]) });
    },
  };
  const { result, skipped } = await learn(engine, library);
  expect(valueOf(result).crops).not.toContain(lost.id);
  expect(valueOf(result).crops).toHaveLength(11);
  expect(skipped).toMatchObject([{ path: lost.cropPath, reason: { kind: 'not-an-image' } }]);
});
