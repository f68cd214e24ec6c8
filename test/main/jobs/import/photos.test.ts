// Import of real photos through the real engine.
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { expect, test } from 'vitest';
import { importPhotos } from '../../../../main/jobs/import/import.ts';
import type { Library } from '../../../../main/library/library.ts';
import type { ImportReport, ImportRequest } from '../../../../preload/contract.ts';
import { groupPhoto, writePortraits } from '../../../cli/support/portraits.ts';
import { testEngine } from '../../engine/support/start.ts';
import { badPhotos } from '../../images/support/photos.ts';
import { faultsOf, hashOf } from '../../library/support/folder.ts';
import { makeLibrary, reopen, temporaryFolder, valueOf } from '../../library/support/libraries.ts';

const engine = testEngine();

async function importInto(
  library: Library,
  request: ImportRequest,
  onProgress: (done: number) => void = () => undefined,
): Promise<ImportReport> {
  const parts = { engine, library, detector: 'blazeface', encoder: 'starter' };
  const emit = (event: string, detail: object) => {
    if (event === 'progress' && 'done' in detail) onProgress(Number(detail.done));
  };
  return valueOf(await importPhotos(parts, request, { signal: new AbortController().signal, emit }));
}

test('a tree of portraits, group photos and rubbish', async () => {
  const folder = temporaryFolder();
  await writePortraits(3, 0, join(folder, 'Anna'));
  await writePortraits(6, 1, join(folder, 'Ben'));
  copyFileSync(groupPhoto(3), join(folder, 'Anna', 'a group.jpg'));
  copyFileSync(groupPhoto(6), join(folder, 'Ben', 'a group.jpg'));
  copyFileSync(groupPhoto(6), join(folder, 'Anna', 'not her.jpg'));
  for (const [name, { bytes }] of Object.entries(badPhotos)) {
    writeFileSync(join(folder, 'Anna', `bad ${name}`), await bytes());
  }
  const library = await makeLibrary();
  const report = await importInto(library, { kind: 'tree', folder });

  expect(library.people().map(({ name, photos, faces }) => [name, photos, faces])).toEqual([
    ['Anna', 4, 4],
    ['Ben', 4, 4],
  ]);
  expect(report).toMatchObject({ photos: 8, duplicates: 1, elsewhere: [], stopped: null });
  expect(report.undecided.map((path) => basename(path))).toEqual(['not her.jpg']);
  // A drawing in a folder of photos is passed over, as other files are that do not call themselves photos.
  const { 'drawing.svg': drawing, ...bad } = badPhotos;
  expect(drawing).toBeDefined();
  expect(report.skipped.map(({ path }) => basename(path)).sort()).toEqual(
    Object.keys(bad)
      .map((name) => `bad ${name}`)
      .sort(),
  );
  for (const { path, reason } of report.skipped) {
    expect(reason.kind).toBe('not-an-image');
    expect(reason.message).toMatch(bad[basename(path).slice(4)]?.says ?? /never/);
  }
  expect(report.faces - report.unassigned).toBe(8);
  // Whose head is where in the group photos.
  for (const [name, x, y] of [
    ['Anna', 672, 470],
    ['Ben', 787, 462],
  ] as const) {
    const group = library
      .faces({ person: library.person(name)?.id ?? '' })
      .find(({ photoName }) => !photoName.startsWith('photo'));
    const [left = 0, top = 0, width = 0, height = 0] = group?.box ?? [];
    expect(Math.hypot(left + width / 2 - x, top + height / 2 - y)).toBeLessThan(100);
  }
  for (const { photo, cropPath, id, person } of library.faces()) {
    expect(hashOf(cropPath)).toBe(id);
    if (person === null) continue;
    const { path, name } = library.photo(photo) ?? { path: '', name: '' };
    // The photo that lies in both folders has the name that it came with first.
    const source = name === 'not her.jpg' ? join('Anna', name) : join(person.name, name);
    expect(readFileSync(path)).toEqual(readFileSync(join(folder, source)));
  }

  // Stored crops give the embeddings that the photos gave.
  const faces = library.faces();
  const { digest, dimensions } = valueOf(await engine.encoder('starter'));
  const cache = valueOf(await library.embeddings({ digest, dimensions }));
  const crops = faces.map(({ cropPath: path, cropLandmarks: landmarks }) => ({ path, landmarks }));
  const { embeddings } = valueOf(await engine.embed('starter', crops));
  for (const [row, { id }] of faces.entries()) {
    const cosine = cache
      .get(id)
      ?.reduce((sum, number, at) => sum + number * (embeddings[row * dimensions + at] ?? 0), 0);
    expect(cosine).toBeGreaterThan(0.99999);
  }

  const before = library.faces();
  const again = await reopen(library);
  expect(await importInto(again, { kind: 'tree', folder })).toMatchObject({
    photos: 0,
    duplicates: 9,
    faces: 0,
  });
  expect(again.faces()).toEqual(before);
  await again.close();
  expect(faultsOf(library.folder)).toEqual([]);
});

test('an engine that is killed costs no photo', async () => {
  const folder = temporaryFolder();
  for (const group of [3, 6] as const) {
    for (const place of [0, 1, 2]) await writePortraits(group, place, join(folder, `${group} ${place}`));
  }
  mkdirSync(join(folder, 'empty'));
  const library = await makeLibrary();
  let killed = 0;
  const report = await importInto(library, { kind: 'tree', folder }, (done) => {
    if (done !== 3 || engine.pid === null) return;
    process.kill(engine.pid, 'SIGKILL');
    killed++;
  });
  expect(killed).toBe(1);
  expect(report).toMatchObject({ photos: 18, skipped: [], stopped: null });
  expect(library.people().map(({ faces }) => faces)).toEqual([3, 3, 3, 3, 3, 3]);
});
