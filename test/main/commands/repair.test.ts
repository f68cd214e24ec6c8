import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { repairLibrary } from '../../../main/commands/repair.ts';
import type { Library } from '../../../main/library/library.ts';
import type { Repair } from '../../../preload/contract.ts';
import { faultsOf, filesIn } from '../library/support/folder.ts';
import { makeLibrary, openForTest, temporaryFolder, valueOf } from '../library/support/libraries.ts';
import { fakeEngine, fakePhoto } from '../jobs/support/fakeEngine.ts';
import { run, writePhotos } from '../jobs/support/imports.ts';

const ENCODER = { digest: 'ab'.repeat(32), dimensions: 32 };

/** Anna in two photos, in one of them with Ben. */
async function imported(): Promise<Library> {
  const folder = temporaryFolder();
  writePhotos(folder, { 'a.jpg': ['anna'], 'b.jpg': fakePhoto('b', [{ who: 'anna' }, { who: 'ben' }]) });
  const library = await makeLibrary();
  const request = { kind: 'person', person: 'Anna', paths: [folder] } as const;
  valueOf((await run(fakeEngine(), library, request)).result);
  const [ben] = library.faces({ person: null });
  valueOf(await library.createPerson('Ben', { faces: [ben?.id ?? ''] }));
  return library;
}

async function repair(library: Library, engine = fakeEngine()): Promise<Repair> {
  const call = { signal: new AbortController().signal, onProgress: () => {} };
  return valueOf(await repairLibrary({ engine, library, detector: 'detector' }, call));
}

const nothing = { crops: 0, originals: 0, embeddings: 0, failed: [] };

/** Paths of files of one kind, of a person, in a photo. */
const pathOf = (library: Library, kind: string, person: string, photo: string): string =>
  library.files().find((file) => file.kind === kind && file.person === person && file.photoName === photo)
    ?.path ?? '';

test('a whole library needs no repair, and nobody opens its photos', async () => {
  const library = await imported();
  const engine = fakeEngine();
  expect(await repair(library, engine)).toEqual(nothing);
  expect(engine.seen).toEqual([]);
});

test('missing and damaged crops are cut again, damaged copies come back from whole ones', async () => {
  const library = await imported();
  const copy = pathOf(library, 'original', 'Ben', 'b.jpg');
  rmSync(pathOf(library, 'crop', 'Anna', 'a.jpg'));
  writeFileSync(pathOf(library, 'crop', 'Ben', 'b.jpg'), 'damaged');
  // Not the file that Anna's folder has, too: a copy, as on a disk without hard links.
  rmSync(copy);
  writeFileSync(copy, 'damaged');
  expect(await repair(library)).toEqual({ ...nothing, crops: 2, originals: 1 });
  expect(await repair(library)).toEqual(nothing);
  await library.close();
  expect(faultsOf(library.folder)).toEqual([]);
});

test('what cannot be mended is named: which photo, of whom, and what to do', async () => {
  const library = await imported();
  const original = pathOf(library, 'original', 'Anna', 'a.jpg');
  const crop = pathOf(library, 'crop', 'Anna', 'a.jpg');
  rmSync(original);
  rmSync(crop);
  const { failed, ...counts } = await repair(library);
  expect(counts).toEqual({ crops: 0, originals: 0, embeddings: 0 });
  expect(failed.map(({ path, kind, photoName, person }) => [path, kind, photoName, person])).toEqual([
    [original, 'original', 'a.jpg', 'Anna'],
    [crop, 'crop', 'a.jpg', 'Anna'],
  ]);
  for (const { reason } of failed)
    expect(reason.message + reason.advice).toMatch(/a\.jpg.*Import a\.jpg again/);
  // The detector sees it differently by now.
  const other = pathOf(library, 'crop', 'Ben', 'b.jpg');
  rmSync(other);
  const blind = fakeEngine({ before: () => ({ ok: true, value: { width: 1, height: 1, faces: [] } }) });
  const second = await repair(library, blind);
  expect(second.failed.find(({ path }) => path === other)?.reason.message).toContain('another place');
});

test('damaged embeddings are cleared away, and the whole ones stay', async () => {
  const first = await imported();
  await first.close();
  const path = join(first.folder, 'cache', 'embeddings', `${ENCODER.digest}.bin`);
  const bytes = readFileSync(path);
  bytes[64 + 40] = (bytes[64 + 40] ?? 0) ^ 1;
  writeFileSync(path, Buffer.concat([bytes, Buffer.from('cut sho')]));
  const broken = join(first.folder, 'cache', 'embeddings', `${'cd'.repeat(32)}.bin`);
  writeFileSync(broken, 'no embeddings');
  const library = await openForTest(first.folder);
  expect(await repair(library)).toEqual({ ...nothing, embeddings: 3 });
  expect(await repair(library)).toEqual(nothing);
  const cache = valueOf(await library.embeddings(ENCODER));
  expect(library.faces().filter(({ id }) => cache.get(id) !== undefined)).toHaveLength(2);
  expect(filesIn(join(library.folder, 'cache'))).toHaveLength(1);
});
