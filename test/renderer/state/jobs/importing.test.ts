import { expect, test } from 'vitest';
import type { Gathered } from '../../../../renderer/state/gather.ts';
import { Following } from '../../../../renderer/state/following.svelte.ts';
import { Importing, outcomeOf } from '../../../../renderer/state/jobs/importing.svelte.ts';
import { report } from '../support/samples.ts';
import { failure, openFakeWindow } from '../support/fakeTransport.ts';

/** Chromium has it, and Node from 21 on. */
function groupBy<K, T>(items: Iterable<T>, keyOf: (item: T, index: number) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  let index = 0;
  for (const item of items) {
    const key = keyOf(item, index++);
    groups.set(key, [...(groups.get(key) ?? []), item]);
  }
  return groups;
}
Object.assign(Map, { groupBy });

const paths = (...paths: string[]): Gathered => ({ kind: 'paths', paths });
const files = (folder: string, count: number): Gathered => ({
  kind: 'files',
  files: Array.from({ length: count }, (_, at) => ({ file: new File(['jpeg'], `${at}.jpg`), folder })),
});

test('folders of people are imported one by one, and their reports added up', async () => {
  const { session, calls } = openFakeWindow({
    'photos.import': () =>
      report({ photos: 2, faces: 3, skipped: [{ path: 'x', reason: failure('not-found') }] }),
  });
  const importing = new Importing(session, new Following(session));
  importing.whose = 'tree';
  await importing.run(paths('/friends', '/family'));
  expect(importing.report).toMatchObject({ photos: 4, faces: 6 });
  expect(importing.report?.skipped.length).toBe(2);
  const requests = calls.filter(({ command }) => command === 'photos.import').map(({ request }) => request);
  expect(requests).toEqual([
    { kind: 'tree', folder: '/friends', accepted: [] },
    { kind: 'tree', folder: '/family', accepted: [] },
  ]);
});

test('files travel in batches that undo takes back as one', async () => {
  const { session, calls } = openFakeWindow({
    'photos.add': ({ files }) => ({ ...report({ photos: files.length }), step: 5 }),
  });
  const importing = new Importing(session, new Following(session));
  importing.whose = 'person';
  importing.name = 'Ada';
  await importing.run(files('', 13));
  expect(importing.report?.photos).toBe(13);
  const requests = calls.filter(({ command }) => command === 'photos.add').map(({ request }) => request);
  expect(requests.map((request) => (request as { step?: number }).step)).toEqual([undefined, 5, 5]);
});

test('what ends it early is kept; resuming imports the rest', async () => {
  let full = true;
  const { session } = openFakeWindow({
    'photos.import': () =>
      full ? report({ photos: 1, stopped: failure('disk-full') }) : report({ photos: 9 }),
  });
  const importing = new Importing(session, new Following(session));
  await importing.run(paths('/photos'));
  expect(importing.stopped?.kind).toBe('disk-full');
  expect(importing.report?.photos).toBe(1);
  full = false;
  await importing.resume();
  expect(importing.stopped).toBeNull();
  expect(importing.report?.photos).toBe(9);
});

test('a cancelled import sends no further batch', async () => {
  const { session, calls } = openFakeWindow({
    'photos.add': async (_, { cancelled }) => {
      importing.command.cancel();
      await cancelled;
      return { ...report({ photos: 1 }), step: 1 };
    },
  });
  const importing = new Importing(session, new Following(session));
  await importing.run(files('', 20));
  expect(calls.filter(({ command }) => command === 'photos.add').length).toBe(1);
  expect(importing.command.cancelled).toBe(true);
});

test('a new visit begins with nobody', () => {
  const { session } = openFakeWindow({});
  const importing = new Importing(session, new Following(session));
  importing.whose = 'person';
  importing.name = 'Ada';
  importing.reset();
  expect([importing.whose, importing.name, importing.report]).toEqual(['unnamed', '', null]);
});

test('photos that stay where they are are imported so', async () => {
  const { session, calls } = openFakeWindow({ 'photos.import': () => report({ photos: 1 }) });
  const importing = new Importing(session, new Following(session));
  importing.stay = 'inPlace';
  await importing.run(paths('/photos'));
  expect(calls[0]?.request).toEqual({ kind: 'unnamed', paths: ['/photos'], inPlace: true });
});

test('a folder without files is an import of which nothing came', async () => {
  const { session, calls } = openFakeWindow({});
  const importing = new Importing(session, new Following(session));
  await importing.run(files('', 0));
  expect(calls.filter(({ command }) => command === 'photos.add')).toEqual([]);
  expect(importing.report && outcomeOf(importing.report)).toBe('nothing');
  expect(outcomeOf(report({ duplicates: 2 }))).toBe('known');
  expect(outcomeOf(report({ photos: 1 }))).toBe('added');
});
