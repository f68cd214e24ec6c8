// Curation through the command line: rename, split, merge, deny, each taken back by a later process; ZIPs out and in.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { Face, Person, StoredPhoto } from '../../preload/contract.ts';
import { writePortraits } from './support/portraits.ts';
import { makeSandbox, type Sandbox } from './support/run.ts';

// A dozen processes one after another; slow machines and busy ones take their time.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 120_000 });

let box: Sandbox;

beforeAll(async () => {
  box = await makeSandbox();
  for (const [place, name] of ['Ada', 'Ben'].entries()) {
    const folder = join(box.folder, name);
    await writePortraits(6, place, folder);
    await box.json(['import', '--person', name, folder]);
  }
});

afterAll(() => box.remove());

const people = async (): Promise<readonly (string | number)[]> =>
  (await box.json<Person[]>(['people'])).flatMap(({ name, faces }) => [name, faces]);

test('two people who were taken for one are told apart, and everything is taken back', async () => {
  const before = await people();
  await box.json(['merge', 'Ben', '--into', 'Ada']);
  expect(await people()).toEqual(['Ada', 6]);
  const listed = await box.json<Face[]>(['split', 'Ada']);
  expect(listed).toHaveLength(3);
  expect(new Set(listed.map(({ photoName }) => photoName.slice(0, 3))).size).toBe(1);
  expect(await people()).toEqual(['Ada', 6]);
  await box.json(['split', 'Ada', '--into', 'Carl']);
  expect(await people()).toEqual(['Ada', 3, 'Carl', 3]);
  await box.json(['rename', 'carl', 'Carla']);
  const [face] = await box.json<Face[]>(['faces']);
  await box.json(['deny', face?.id.slice(0, 8) ?? '', '--person', 'Ada']);
  expect(await people()).toEqual(['Ada', 2, 'Carla', 3]);
  const stranger = face?.id ?? '';
  expect(await box.json(['ignore', stranger])).toEqual({ faces: 1 });
  expect(await box.json<Face[]>(['faces', '--unassigned'])).toEqual([]);
  expect((await box.json<Face[]>(['faces', '--ignored'])).map(({ id }) => id)).toEqual([stranger]);
  const kinds = [];
  for (let undone = 0; undone < 6; undone++)
    kinds.push((await box.json<{ undone: { kind: string } | null }>(['undo'])).undone?.kind);
  expect(kinds).toEqual(['ignored', 'denied', 'renamed', 'moved', 'merged', undefined]);
  expect(await people()).toEqual(before);
});

test('a face is deleted and its photo stays; the photo is deleted; the last deletion is taken back', async () => {
  const before = await people();
  const faces = await box.json<Face[]>(['faces']);
  const { id = '', photo = '' } = faces[0] ?? {};
  expect(await box.json(['delete', id.slice(0, 10)])).toEqual({ faces: 1, photos: 0 });
  const bare = await box.json<StoredPhoto[]>(['photos', '--faceless']);
  expect(bare).toMatchObject([{ id: photo, faces: 0, inPlace: false }]);
  expect(await box.json(['undo'])).toEqual({ undone: { kind: 'deleted', faces: 1, photos: 0 } });
  expect(await people()).toEqual(before);
  expect(await box.json(['photos', '--faceless'])).toEqual([]);
  expect(await box.json(['delete', '--photos', photo.slice(0, 10)])).toEqual({ faces: 1, photos: 1 });
  expect(await box.json(['photos'])).toHaveLength(faces.length - 1);
  expect(await box.facet(['delete', '--photos', photo])).toMatchObject({ code: 3 });
  expect(await box.json(['undo'])).toEqual({ undone: { kind: 'deleted', faces: 1, photos: 1 } });
  expect(await people()).toEqual(before);
  expect(await box.json(['undo'])).toEqual({ undone: null });
});

test('a person goes out as a ZIP and into another library', async () => {
  const zip = join(box.folder, 'ada.zip');
  await box.json(['zip', 'out', 'ada.zip', '--person', 'Ada']);
  expect(existsSync(zip)).toBe(true);
  expect(await box.facet(['zip', 'out', zip])).toMatchObject({ code: 3 });
  const other = join(box.folder, 'other');
  expect(await box.json(['zip', 'in', zip, '--library', other])).toEqual({ people: 1, photos: 3 });
  const [ada] = await box.json<Person[]>(['people', '--library', other]);
  expect(ada).toMatchObject({ name: 'Ada', photos: 3, faces: 3 });
});
