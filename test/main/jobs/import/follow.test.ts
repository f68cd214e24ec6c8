// Folders that are followed: what comes, moves, is renamed and goes away with its drive; erased and undone in between.
import { existsSync, mkdirSync, renameSync, unlinkSync } from 'node:fs';
import { basename, join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { foldersOf, followPhotos } from '../../../../main/jobs/import/follow.ts';
import { success } from '../../../../models/failure.ts';
import type { Library } from '../../../../main/library/library.ts';
import type { Events, ImportReport, FollowRequest } from '../../../../preload/contract.ts';
import { failureOf, makeLibrary, reopen, temporaryFolder, valueOf } from '../../library/support/libraries.ts';
import { fakeEngine } from '../support/fakeEngine.ts';
import { writePhotos } from '../support/imports.ts';

/** Long enough for writes of this test, which are small. */
const TIMES = { quiet: 150, look: 100, whole: 60_000 };

function follow(library: Library, request: FollowRequest, times = TIMES) {
  const stop = new AbortController();
  const reports: ImportReport[] = [];
  const waits: Events['waiting'][] = [];
  const engine = fakeEngine();
  const ended = followPhotos(
    foldersOf(request),
    () => Promise.resolve(success({ parts: { engine, library, detector: 'd', encoder: 'e' }, request })),
    {
      signal: stop.signal,
      emit: (event, detail) => {
        if (event === 'followed') reports.push(detail as ImportReport);
        if (event === 'waiting') waits.push(detail as Events['waiting']);
      },
    },
    times,
  );
  const end = () => {
    stop.abort();
    return ended;
  };
  onTestFinished(() => void end());
  return { reports, waits, seen: engine.seen, end, ended };
}

const placesOf = (library: Library): string[] =>
  [...new Set(library.faces().map(({ photo }) => library.photo(photo)?.path ?? ''))].sort();

const soon = (check: () => void) => vi.waitFor(check, { timeout: 8000, interval: 20 });

test('what comes into the folder is imported, moved and renamed files stay one photo, and a vanished drive is waited for', async () => {
  const folder = join(temporaryFolder(), 'drive');
  writePhotos(folder, { 'a.jpg': ['anna'], 'sub/b.jpg': ['ben'], '@eaDir/c.jpg': ['carl'] });
  const library = await makeLibrary();
  const following = follow(library, { kind: 'unnamed', paths: [folder], inPlace: true });
  await soon(() => expect(following.reports).toMatchObject([{ photos: 2 }]));
  writePhotos(folder, { 'sub/deep/d.jpg': ['dora'] });
  await soon(() => expect(following.reports).toMatchObject([{}, { photos: 1, duplicates: 0 }]));
  renameSync(join(folder, 'a.jpg'), join(folder, 'sub', 'renamed.jpg'));
  renameSync(join(folder, 'sub'), join(folder, 'moved'));
  const moved = ['b.jpg', 'deep/d.jpg', 'renamed.jpg'].map((name) => join(folder, 'moved', name));
  await soon(() => expect(placesOf(library)).toEqual(moved));
  expect(library.faces()).toHaveLength(3);

  renameSync(folder, `${folder} away`);
  await soon(() => expect(following.waits).toEqual([{ folder, away: true }]));
  expect(library.faces()).toHaveLength(3);
  writePhotos(`${folder} away`, { 'e.jpg': ['emil'] });
  renameSync(`${folder} away`, folder);
  await soon(() => expect(library.faces()).toHaveLength(4));
  expect(following.waits).toEqual([
    { folder, away: true },
    { folder, away: false },
  ]);
  expect(valueOf(await following.end()).photos).toBe(4);
  // Nobody's file was looked at that lies among previews, and nobody's twice but those that moved.
  expect(following.seen.filter((name) => name === 'c.jpg')).toEqual([]);
  expect(following.seen.toSorted()).toEqual(['a.jpg', 'b.jpg', 'd.jpg', 'e.jpg']);
});

test('a folder is followed from where it was left; who was erased does not come back, and their photos stay', async () => {
  const folder = temporaryFolder();
  writePhotos(folder, { 'Anna/a.jpg': ['anna'], 'Ben/b.jpg': ['ben'] });
  const library = await makeLibrary();
  const first = follow(library, { kind: 'tree', folder, inPlace: true });
  await soon(() => expect(first.reports).toMatchObject([{ photos: 2 }]));
  expect(library.people().map(({ name }) => name)).toEqual(['Anna', 'Ben']);
  await first.end();
  valueOf(await library.removePerson(library.person('Anna')?.id ?? ''));
  expect(existsSync(join(folder, 'Anna', 'a.jpg'))).toBe(true);
  const again = await reopen(library);
  writePhotos(folder, { 'Ben/c.jpg': ['ben'] });
  const second = follow(again, { kind: 'tree', folder, inPlace: true });
  await soon(() => expect(second.reports).toMatchObject([{ photos: 1 }]));
  await second.end();
  expect(again.people().map(({ name, photos }) => [name, photos])).toEqual([['Ben', 2]]);
  expect(second.seen).toEqual(['c.jpg']);
});

test('copies are followed, too; a file is not a folder', async () => {
  const folder = join(temporaryFolder(), 'drive');
  mkdirSync(folder);
  const library = await makeLibrary();
  const following = follow(library, { kind: 'person', person: 'Anna', paths: [folder] });
  writePhotos(folder, { 'a.jpg': ['anna'] });
  await soon(() => expect(library.person('Anna')?.photos).toBe(1));
  const [stored] = placesOf(library);
  expect(stored?.startsWith(library.folder)).toBe(true);
  unlinkSync(join(folder, 'a.jpg'));
  await following.end();
  expect(existsSync(stored ?? '')).toBe(true);

  const other = follow(library, { kind: 'unnamed', paths: [stored ?? ''] });
  expect(failureOf(await other.ended)).toMatchObject({ kind: 'bad-arguments' });
  expect(failureOf(await other.ended).message).toContain(`${basename(stored ?? '')} is not a folder`);
});
