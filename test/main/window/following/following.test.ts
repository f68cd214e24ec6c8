// Folders that the window follows: kept from start to start, a state for each, and the commands about them.
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import type { Library } from '../../../../main/library/library.ts';
import type { Services } from '../../../../main/services.ts';
import { UndoStack } from '../../../../main/window/changes/undo.ts';
import { Following } from '../../../../main/window/following/following.ts';
import { failed, success, type Result } from '../../../../models/failure.ts';
import type { FollowedFolder } from '../../../../preload/window.ts';
import { fakeEngine } from '../../jobs/support/fakeEngine.ts';
import { writePhotos } from '../../jobs/support/imports.ts';
import { failureOf, makeLibrary, temporaryFolder, valueOf } from '../../library/support/libraries.ts';
import { call } from '../support/desk.ts';

let data = '';
beforeEach(() => {
  data = temporaryFolder();
  vi.stubEnv('FACET_DATA', data);
});
afterEach(() => void vi.unstubAllEnvs());

const TIMES = { quiet: 150, look: 100, whole: 60_000, retry: 100 };

function openFollowing(library: Library, { gone = () => null as Result<never> | null } = {}) {
  const engine = fakeEngine();
  const undo = new UndoStack();
  const told: string[] = [];
  const services = {
    place: { folder: library.folder, by: 'start' },
    library: () => Promise.resolve(success(library)),
    photoAnalyser: () => ({ engine, library, detector: 'd', encoder: 'e' }),
  } as unknown as Services;
  const following = new Following({
    services,
    gone: () => Promise.resolve(gone()),
    notify: (kind) => told.push(kind),
    undo,
    times: TIMES,
  });
  onTestFinished(() => following.close());
  const { handlers } = following;
  const list = async (): Promise<readonly FollowedFolder[]> =>
    valueOf(await handlers['following.list']({}, call()));
  const soon = (check: (folders: readonly FollowedFolder[]) => void) =>
    vi.waitFor(async () => check(await list()), { timeout: 8000, interval: 20 });
  return { following, handlers, list, soon, engine, told, undo };
}

const unnamed = (folder: string, inPlace = true) => ({ folder, whose: 'unnamed', inPlace }) as const;
const ready = (photos: number) => [
  { photos, state: { at: 'following' }, looked: expect.any(String) as string },
];

test('a folder is followed, also by the next Facet, and a drive that is away is waited for', async () => {
  const folder = join(temporaryFolder(), 'drive');
  writePhotos(folder, { 'a.jpg': ['anna'], 'broken.jpg': new Uint8Array([0xff, 0xd8, 0xff, 1, 2]) });
  const library = await makeLibrary();
  const first = openFollowing(library);
  expect(valueOf(await first.handlers['following.add'](unnamed(folder), call()))).toMatchObject([
    { folder, inPlace: true, photos: 0 },
  ]);
  await first.soon((folders) => expect(folders).toMatchObject(ready(1)));
  expect((await first.list())[0]?.skipped).toMatchObject([{ path: join(folder, 'broken.jpg') }]);
  await vi.waitFor(() => expect(first.told).toContain('following-changed'));
  writePhotos(folder, { 'b.jpg': ['ben'] });
  await first.soon((folders) => expect(folders).toMatchObject(ready(2)));
  await vi.waitFor(() => expect(first.told).toContain('library-changed'), { timeout: 8000 });
  await first.following.close();

  // While Facet is closed something comes, and the drive goes.
  writePhotos(folder, { 'c.jpg': ['carl'] });
  renameSync(folder, `${folder} away`);
  const second = openFollowing(library);
  valueOf(await second.following.start());
  await second.soon((folders) => expect(folders).toMatchObject([{ photos: 2, state: { at: 'away' } }]));
  renameSync(`${folder} away`, folder);
  await second.soon((folders) => expect(folders).toMatchObject(ready(3)));
  expect(second.engine.seen).toEqual(['c.jpg']);
  expect(library.faces()).toHaveLength(3);
});

test('a folder is paused, looked through now, and followed no longer; its photos stay', async () => {
  const folder = temporaryFolder();
  writePhotos(folder, { 'a.jpg': ['anna'] });
  const library = await makeLibrary();
  const { handlers, soon, list, following } = openFollowing(library);
  valueOf(await handlers['following.add'](unnamed(folder, false), call()));
  await soon((folders) => expect(folders).toMatchObject(ready(1)));
  expect(valueOf(await handlers['following.pause']({ folder }, call()))).toMatchObject([
    { state: { at: 'paused' } },
  ]);
  writePhotos(folder, { 'b.jpg': ['ben'] });
  await following.close();

  const next = openFollowing(library);
  expect(await next.list()).toMatchObject([{ photos: 1, state: { at: 'paused' } }]);
  expect(next.engine.seen).toEqual([]);
  valueOf(await next.handlers['following.look']({ folder }, call()));
  await next.soon((folders) => expect(folders).toMatchObject(ready(2)));
  expect(valueOf(await next.handlers['following.remove']({ folder }, call()))).toEqual([]);
  expect(library.faces()).toHaveLength(2);
  expect(JSON.parse(readFileSync(join(data, 'following.json'), 'utf8'))).toEqual({
    version: 1,
    libraries: {},
  });
  expect(failureOf(await next.handlers['following.look']({ folder }, call())).kind).toBe('not-found');
  expect(await list()).toHaveLength(1);
});

test('folders are looked through one after another, and none is forgotten over the others', async () => {
  const folders = [0, 1, 2].map((at) => {
    const folder = temporaryFolder();
    writePhotos(folder, { [`${at}.jpg`]: [`who ${at}`] });
    return folder;
  });
  const library = await makeLibrary();
  const { handlers, soon, following } = openFollowing(library);
  await Promise.all(folders.map((folder) => handlers['following.add'](unnamed(folder), call())));
  await soon((all) => expect(all.map(({ state }) => state.at)).toEqual(Array(3).fill('following')));
  await following.close();
  // What was seen to is remembered of all three.
  const next = openFollowing(library);
  await next.soon((all) => expect(all.map(({ state }) => state.at)).toEqual(Array(3).fill('following')));
  expect(next.engine.seen).toEqual([]);
});

test('a person keeps their folder when they are renamed, and does not come back once erased', async () => {
  const folder = temporaryFolder();
  writePhotos(folder, { 'a.jpg': ['anna'] });
  const library = await makeLibrary();
  const { handlers, soon } = openFollowing(library);
  const wish = { folder, whose: 'person', person: 'Anna', inPlace: false } as const;
  valueOf(await handlers['following.add'](wish, call()));
  await soon((folders) => expect(folders).toMatchObject(ready(1)));
  const id = library.person('Anna')?.id ?? '';
  valueOf(await library.changePerson(id, { name: 'Anna Karenina' }));
  writePhotos(folder, { 'b.jpg': ['anna'] });
  await soon((folders) => expect(folders).toMatchObject([{ photos: 2, person: 'Anna Karenina' }]));
  expect(library.people().map(({ name, photos }) => [name, photos])).toEqual([['Anna Karenina', 2]]);
  // Photos of who was merged are the other one's from then on.
  const vera = valueOf(await library.createPerson('Vera'));
  valueOf(await library.mergePeople(id, vera.id));
  writePhotos(folder, { 'c.jpg': ['anna'] });
  await soon((folders) => expect(folders).toMatchObject([{ photos: 3, person: 'Vera' }]));
  expect(library.people().map(({ name, photos }) => [name, photos])).toEqual([['Vera', 3]]);
  valueOf(await library.removePerson(vera.id));
  writePhotos(folder, { 'd.jpg': ['anna'] });
  await soon((folders) =>
    expect(folders).toMatchObject([{ state: { at: 'failed', failure: { kind: 'not-found' } } }]),
  );
  expect(library.people()).toEqual([]);
  // Nothing outside of the library says who it was.
  expect(readFileSync(join(data, 'following.json'), 'utf8')).not.toContain('Anna');
});

test('followed in another way, the same photos are looked at again', async () => {
  const folder = temporaryFolder();
  writePhotos(folder, { 'Anna/a.jpg': ['anna'] });
  const library = await makeLibrary();
  const { handlers, soon } = openFollowing(library);
  valueOf(await handlers['following.add'](unnamed(folder), call()));
  await soon((folders) => expect(folders).toMatchObject(ready(1)));
  valueOf(await handlers['following.add']({ folder, whose: 'tree', inPlace: true }, call()));
  await soon((folders) => expect(folders).toMatchObject([{ whose: 'tree', state: { at: 'following' } }]));
  expect(library.people().map(({ name, photos }) => [name, photos])).toEqual([['Anna', 1]]);
});

test('a sub-folder that hardly has a person’s name is asked about', async () => {
  const folder = temporaryFolder();
  writePhotos(folder, { 'Anna/a.jpg': ['anna'], 'Photos from 2020/b.jpg': ['ben'] });
  const library = await makeLibrary();
  const { handlers, soon, following } = openFollowing(library);
  valueOf(await handlers['following.add']({ folder, whose: 'tree', inPlace: false }, call()));
  await soon((folders) => expect(folders).toMatchObject([{ questioned: ['Photos from 2020'] }]));
  valueOf(await handlers['following.look']({ folder, accepted: ['Photos from 2020'] }, call()));
  await soon((folders) => expect(folders).toMatchObject([{ questioned: [], photos: 2 }]));
  expect(library.people().map(({ name }) => name)).toEqual(['Anna', 'Photos from 2020']);
  await following.close();
  writePhotos(folder, { 'Photos from 2020/c.jpg': ['ben'] });
  const next = openFollowing(library);
  await next.soon((folders) => expect(folders).toMatchObject([{ questioned: [], photos: 3 }]));
});

test('what fails is said, and tried again; files and relative paths cannot be followed', async () => {
  const folder = temporaryFolder();
  writePhotos(folder, { 'a.jpg': ['anna'] });
  const library = await makeLibrary();
  let gone: Result<never> | null = failed('library-missing', 'It is gone.', 'Bring it back.');
  const { handlers, soon, list } = openFollowing(library, { gone: () => gone });
  for (const path of [join(folder, 'a.jpg'), 'photos', join(folder, 'nowhere')]) {
    expect(failureOf(await handlers['following.add'](unnamed(path), call())).kind).toBe('bad-arguments');
  }
  expect(await list()).toEqual([]);
  valueOf(await handlers['following.add'](unnamed(folder), call()));
  await soon((folders) =>
    expect(folders).toMatchObject([{ state: { at: 'failed', failure: { kind: 'library-missing' } } }]),
  );
  expect(library.faces()).toEqual([]);
  gone = null;
  await soon((folders) => expect(folders).toMatchObject(ready(1)));
});

test('a list that cannot be read is said, and not written over', async () => {
  const library = await makeLibrary();
  mkdirSync(data, { recursive: true });
  writeFileSync(join(data, 'following.json'), '{"version": 7}');
  const { handlers } = openFollowing(library);
  const folder = temporaryFolder();
  const failure = failureOf(await handlers['following.add'](unnamed(folder), call()));
  expect(failure.message).toContain(join(data, 'following.json'));
  expect(readFileSync(join(data, 'following.json'), 'utf8')).toBe('{"version": 7}');
});

test('the last import out of a folder is taken back, and does not come in again by itself', async () => {
  const folder = temporaryFolder();
  writePhotos(folder, { 'a.jpg': ['anna'] });
  const library = await makeLibrary();
  const { handlers, soon, undo, list, following } = openFollowing(library);
  valueOf(
    await handlers['following.add']({ folder, whose: 'person', person: 'Anna', inPlace: false }, call()),
  );
  await soon((folders) => expect(folders).toMatchObject([{ photos: 1, undo: 1 }]));
  // What the user did comes first, though an import has come after it.
  await undo.push({ change: { kind: 'added', name: 'Ben' }, people: new Set(), takeBack: () => gone });
  writePhotos(folder, { 'b.jpg': ['anna'], 'c.jpg': ['anna'] });
  await soon((folders) => expect(folders).toMatchObject([{ photos: 3, undo: 3 }]));
  expect(undo.last).toEqual({ kind: 'added', name: 'Ben' });
  expect(valueOf(await undo.undo())).toMatchObject({ step: 2 });

  const [first] = await list();
  expect(valueOf(await undo.undo(first?.undo ?? undefined))).toMatchObject({
    step: 3,
    change: { kind: 'imported', name: 'Anna' },
  });
  expect(library.faces()).toHaveLength(1);
  await soon((folders) => expect(folders).toMatchObject([{ photos: 1, undo: null }]));
  valueOf(await handlers['following.look']({ folder }, call()));
  await soon((folders) => expect(folders).toMatchObject([{ photos: 1, state: { at: 'following' } }]));
  expect(library.faces()).toHaveLength(1);

  // With nothing else to take back, the one before is the next.
  expect(valueOf(await undo.undo())).toMatchObject({ step: 1 });
  expect(library.faces()).toHaveLength(0);
  expect(library.people().map(({ name }) => name)).toEqual(['Anna']);
  await following.close();
});

const gone = Promise.resolve(success(null));
