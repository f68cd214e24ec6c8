import { mkdirSync, readdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { libraryPlace } from '../../../../main/libraryPlace.ts';
import { Services } from '../../../../main/services.ts';
import { chooseLibrary } from '../../../../main/window/settings/chooseLibrary.ts';
import { makeLibrary, temporaryFolder, valueOf } from '../../library/support/libraries.ts';

let data: string;
beforeEach(() => {
  data = temporaryFolder();
  vi.stubEnv('FACET_DATA', data);
  vi.stubEnv('FACET_LIBRARY', undefined);
  // Pictures are looked for there.
  vi.stubEnv('HOME', data);
  vi.stubEnv('XDG_CONFIG_HOME', data);
});
afterEach(() => vi.unstubAllEnvs());

const usual = () => ({ place: libraryPlace() });

test('an empty folder, and one with a library in it, are opened from the next start on', async () => {
  expect(libraryPlace()).toEqual({ folder: join(data, 'library'), by: 'default' });
  const empty = join(data, 'new');
  expect(valueOf(await chooseLibrary(usual(), empty))).toEqual({ folder: empty, open: false });
  expect(libraryPlace()).toEqual({ folder: empty, by: 'choice' });

  const library = await makeLibrary(join(data, 'other'));
  await library.createPerson('Ada Lovelace');
  await library.close();
  expect(valueOf(await chooseLibrary(usual(), library.folder)).folder).toBe(library.folder);
  const services = new Services({});
  expect(valueOf(await services.library()).people()).toMatchObject([{ name: 'Ada Lovelace' }]);
  // The one that is open is no other one.
  expect(valueOf(await chooseLibrary(services, library.folder)).open).toBe(true);
  await services.close();
});

test('nothing is scattered among other files: Facet gets a folder of its own', async () => {
  const full = join(data, 'disk');
  mkdirSync(full);
  writeFileSync(join(full, 'letter.txt'), 'Dear Ada');
  const own = join(full, 'Facet');
  expect(valueOf(await chooseLibrary(usual(), full)).folder).toBe(own);
  expect(readdirSync(full).toSorted()).toEqual(['Facet', 'letter.txt']);
  // Chosen once more, it is the library that was made.
  expect(valueOf(await chooseLibrary({ place: libraryPlace() }, full))).toEqual({ folder: own, open: true });
  const file = join(full, 'letter.txt');
  expect(await chooseLibrary(usual(), file)).toMatchObject({ ok: false });
});

test('a library whose disk is away is not begun anew', async () => {
  const disk = join(data, 'disk');
  valueOf(await chooseLibrary(usual(), disk));
  renameSync(disk, join(data, 'unplugged'));
  const services = new Services({});
  expect(await services.library({ create: true })).toMatchObject({
    ok: false,
    failure: { kind: 'library-missing', advice: expect.stringContaining('Connect the disk') as string },
  });
  expect(readdirSync(data)).not.toContain('disk');
  renameSync(join(data, 'unplugged'), disk);
  expect(await services.library({ create: true })).toMatchObject({ ok: true });
  await services.close();
});

test('what was named at the start counts', async () => {
  valueOf(await chooseLibrary(usual(), join(data, 'chosen')));
  vi.stubEnv('FACET_LIBRARY', join(data, 'named'));
  expect(libraryPlace()).toEqual({ folder: join(data, 'named'), by: 'start' });
  expect(libraryPlace(join(data, 'option'))).toEqual({ folder: join(data, 'option'), by: 'start' });
  expect(await chooseLibrary(usual(), join(data, 'third'))).toMatchObject({
    ok: false,
    failure: { kind: 'bad-arguments' },
  });
});

test('a choice that cannot be read leads to no other library unawares', () => {
  writeFileSync(join(data, 'library.json'), '{"version":1');
  expect(() => libraryPlace()).toThrow(/library\.json cannot be read/);
});
