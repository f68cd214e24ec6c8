import { appendFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { Sightings, type Sighting } from '../../../../../main/jobs/measure/benchmark/detectionCache.ts';
import { castOf } from '../../../../../main/jobs/measure/benchmark/paperData.ts';
import { isOfStrangers, readPhotoSets } from '../../../../../main/jobs/measure/benchmark/photoSets.ts';

const root = mkdtempSync(join(tmpdir(), 'facet-sets-'));
afterAll(() => {
  rmSync(root, { recursive: true, force: true });
});

/** Empty files: only their names count here. */
function make(...paths: string[]): void {
  for (const path of paths) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), '');
  }
}

test('a folder of people is one set; sessions are told by their names, deployment comes last', async () => {
  make('one/Ada/deployment/1.jpg', 'one/Ada/studio/2.jpg', 'one/Alan/3.jpg', 'one/Alan/notes.txt');
  const sets = await readPhotoSets(join(root, 'one'));
  expect(sets).toMatchObject({ ok: true });
  if (!sets.ok) return;
  const [{ name, people }] = sets.value;
  expect(name).toBe('one');
  const photos = people.map(({ photos }) => photos.map(({ path, session }) => [path.slice(-5), session]));
  expect(photos).toEqual([
    [
      ['2.jpg', 0],
      ['1.jpg', 1],
    ],
    [['3.jpg', 0]],
  ]);
});

test('a folder of sets is all of them, and nobody is in two roles', async () => {
  make('many/protocol/readme.txt');
  for (const person of ['Ada', 'Alan', 'Grace'])
    make(`many/studio/${person}/1.jpg`, `many/studio/${person}/2.jpg`);
  for (let at = 0; at < 40; at++) make(`many/news/Stranger ${at}/1.jpg`);
  const sets = await readPhotoSets(join(root, 'many'));
  if (!sets.ok) throw new Error(sets.failure.message);
  expect(sets.value.map((set) => [set.name, isOfStrangers(set)])).toEqual([
    ['news', true],
    ['studio', false],
  ]);
  const cast = castOf(sets.value, { people: 2, strangers: 10, seed: 3 });
  expect(cast.sets.map(({ enrolled }) => enrolled.length)).toEqual([2]);
  expect(cast.strangers).toHaveLength(10);
  expect(cast.others).toHaveLength(10);
  const names = [...cast.strangers, ...cast.others].map(({ who }) => who);
  expect(new Set(names).size).toBe(20);
  expect(castOf(sets.value, { people: 2, strangers: 10, seed: 3 })).toEqual(cast);
});

test('a folder without people is said', async () => {
  make('none/readme.txt');
  expect(await readPhotoSets(join(root, 'none'))).toMatchObject({
    ok: false,
    failure: { kind: 'not-enough-data' },
  });
  expect(await readPhotoSets(join(root, 'nowhere'))).toMatchObject({
    ok: false,
    failure: { kind: 'not-found' },
  });
});

test('sightings are remembered; a line that was cut short takes no other with it', async () => {
  const folder = join(root, 'memory');
  const sighting = (photo: string): Sighting => ({ photo, width: 10, height: 20, faces: [] });
  const first = await Sightings.open(folder, 'detector');
  if (!first.ok) throw new Error(first.failure.message);
  await first.value.keep([sighting('a')]);
  appendFileSync(join(folder, 'detector.jsonl'), '{"photo":"b","wid');
  await first.value.keep([sighting('c')]);
  const again = await Sightings.open(folder, 'detector');
  if (!again.ok) throw new Error(again.failure.message);
  expect(again.value.get('a')).toEqual(sighting('a'));
  expect(again.value.get('b')).toBeUndefined();
  expect(again.value.get('c')).toEqual(sighting('c'));
});
