import { readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Library } from '../../../../main/library/library.ts';
import { makeLibrary, reopen, valueOf } from '../support/libraries.ts';
import { sampleEmbedding, samplePhoto } from '../support/samples.ts';

const encoder = { digest: '5f'.repeat(32), dimensions: 16 };
const RECORD = 32 + 16 * 4 + 4;
const pathOf = ({ folder }: Library) => join(folder, 'cache', 'embeddings', `${encoder.digest}.bin`);

/** A library with so many faces, and the embeddings of all of them in its cache. */
async function filledLibrary(count: number): Promise<{ library: Library; ids: string[] }> {
  const library = await makeLibrary();
  const photo = samplePhoto('crowd', Array<null>(count).fill(null));
  await library.addPhoto(photo);
  const ids = photo.faces.map(({ id }) => id);
  const cache = valueOf(await library.embeddings(encoder));
  // In several calls, as an import does it.
  await Promise.all(ids.map((id) => cache.put([[id, sampleEmbedding(id, 16)]])));
  return { library, ids };
}

async function heldBy(library: Library, ids: readonly string[]): Promise<(Float32Array | undefined)[]> {
  const cache = valueOf(await library.embeddings(encoder));
  return ids.map((id) => cache.get(id));
}

test('embeddings are there again, bit for bit, and only once', async () => {
  const { library, ids } = await filledLibrary(20);
  const cache = valueOf(await library.embeddings(encoder));
  valueOf(await cache.put(ids.map((id) => [id, sampleEmbedding(id, 16)])));
  expect(await heldBy(await reopen(library), ids)).toEqual(ids.map((id) => sampleEmbedding(id, 16)));
  expect(statSync(pathOf(library)).size).toBe(64 + 20 * RECORD);
});

test('faces that the library does not hold are passed over', async () => {
  const { library } = await filledLibrary(1);
  const cache = valueOf(await library.embeddings(encoder));
  valueOf(await cache.put([['f'.repeat(64), sampleEmbedding('f', 16)]]));
  expect(cache.get('f'.repeat(64))).toBeUndefined();
  expect(statSync(pathOf(library)).size).toBe(64 + RECORD);
  await expect(cache.put([['f'.repeat(64), new Float32Array(3)]])).rejects.toThrow('3 numbers');
});

test('a file cut short anywhere keeps what is whole, and is written on', async () => {
  const { library, ids } = await filledLibrary(6);
  await library.close();
  const whole = readFileSync(pathOf(library));
  for (const length of [
    0,
    1,
    63,
    64,
    65,
    64 + RECORD,
    64 + 3 * RECORD - 1,
    64 + 3 * RECORD + 40,
    whole.length - 1,
  ]) {
    writeFileSync(pathOf(library), whole.subarray(0, length));
    const again = await reopen(library);
    const kept = Math.max(0, Math.floor((length - 64) / RECORD));
    const held = await heldBy(again, ids);
    expect(held.filter((vector) => vector !== undefined)).toHaveLength(kept);
    const cache = valueOf(await again.embeddings(encoder));
    valueOf(await cache.put(ids.map((id) => [id, sampleEmbedding(id, 16)])));
    const last = await reopen(again);
    expect(await heldBy(last, ids)).toEqual(ids.map((id) => sampleEmbedding(id, 16)));
    await last.close();
    expect(statSync(pathOf(library)).size).toBe(whole.length);
  }
});

test('whatever bytes change, an embedding is right or missing', async () => {
  const { library, ids } = await filledLibrary(4);
  await library.close();
  const whole = readFileSync(pathOf(library));
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(fc.nat(whole.length - 1), fc.integer({ min: 1, max: 255 })), {
        minLength: 1,
        maxLength: 4,
      }),
      async (changes) => {
        const bytes = Buffer.from(whole);
        for (const [at, change] of changes) bytes[at] = (bytes[at] ?? 0) ^ change;
        writeFileSync(pathOf(library), bytes);
        const again = await reopen(library);
        for (const [index, vector] of (await heldBy(again, ids)).entries()) {
          if (vector !== undefined) expect(vector).toEqual(sampleEmbedding(ids[index] ?? '', 16));
        }
        await again.close();
      },
    ),
    { numRuns: 30 },
  );
});

test('deleting the file, even while it is in use, costs only what was in it', async () => {
  const { library, ids } = await filledLibrary(3);
  await library.close();
  const again = await reopen(library);
  await heldBy(again, ids);
  rmSync(pathOf(library));
  const cache = valueOf(await again.embeddings(encoder));
  valueOf(await again.addPhoto(samplePhoto('new')));
  const added = samplePhoto('new').faces[0]?.id ?? '';
  valueOf(await cache.put([[added, sampleEmbedding(added, 16)]]));
  const all = [...ids, added];
  expect(await heldBy(await reopen(again), all)).toEqual(all.map((id) => sampleEmbedding(id, 16)));
});

test('another encoder under the same name is not believed', async () => {
  const { library, ids } = await filledLibrary(2);
  await library.close();
  const again = await reopen(library);
  const [first = '', second = ''] = ids;
  const wider = valueOf(await again.embeddings({ ...encoder, dimensions: 32 }));
  expect(wider.get(first)).toBeUndefined();
  valueOf(await wider.put([[first, sampleEmbedding(first, 32)]]));
  expect(await heldBy(await reopen(again), [first, second])).toEqual([undefined, undefined]);
});
