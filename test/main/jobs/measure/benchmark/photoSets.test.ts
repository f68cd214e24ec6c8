import { appendFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import {
  DetectionCache,
  type CachedDetection,
} from '../../../../../main/jobs/measure/benchmark/detectionCache.ts';
import { participantsOf } from '../../../../../main/jobs/measure/benchmark/paperData.ts';
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
  const participants = participantsOf(sets.value, { people: 2, strangers: 10, seed: 3 });
  expect(participants.sets.map(({ enrolled }) => enrolled.length)).toEqual([2]);
  expect(participants.strangers).toHaveLength(10);
  expect(participants.others).toHaveLength(10);
  const names = [...participants.strangers, ...participants.others].map(({ who }) => who);
  expect(new Set(names).size).toBe(20);
  expect(participantsOf(sets.value, { people: 2, strangers: 10, seed: 3 })).toEqual(participants);
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

test('detections are remembered; a line that was cut short takes no other with it', async () => {
  const folder = join(root, 'memory');
  const detection = (photo: string): CachedDetection => ({ photo, width: 10, height: 20, faces: [] });
  const first = await DetectionCache.open(folder, 'detector');
  if (!first.ok) throw new Error(first.failure.message);
  await first.value.keep([detection('a')]);
  appendFileSync(join(folder, 'detector.jsonl'), '{"photo":"b","wid');
  await first.value.keep([detection('c')]);
  const again = await DetectionCache.open(folder, 'detector');
  if (!again.ok) throw new Error(again.failure.message);
  expect(again.value.get('a')).toEqual(detection('a'));
  expect(again.value.get('b')).toBeUndefined();
  expect(again.value.get('c')).toEqual(detection('c'));
});
