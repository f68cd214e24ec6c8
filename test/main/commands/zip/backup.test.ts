// Backups: what they hold, that they are read again, which of them go, and what stands in the way.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Call } from '../../../../main/commands/call.ts';
import { backUp, backupsIn } from '../../../../main/commands/zip/backup.ts';
import { unpackLibrary } from '../../../../main/commands/zip/unpack.ts';
import type { Library } from '../../../../main/library/library.ts';
import type { Progress } from '../../../../preload/contract.ts';
import { mountDisk, unmountDisk } from '../../../e2e/support/smallDisk.ts';
import { longestBlock } from '../../../support/eventLoop.ts';
import { failureOf, makeLibrary, temporaryFolder, valueOf } from '../../library/support/libraries.ts';
import { sampleFace, samplePhoto } from '../../library/support/samples.ts';

const call = (): Call => ({ signal: new AbortController().signal, emit: () => undefined });

async function filled(): Promise<Library> {
  const library = await makeLibrary();
  const ada = valueOf(await library.createPerson('Ada'));
  const bob = valueOf(await library.createPerson('Bob'));
  valueOf(await library.changePerson(ada.id, { consent: 'asked in May', born: '1815-12-10' }));
  valueOf(await library.changePerson(bob.id, { hidden: true }));
  await library.addPhoto(samplePhoto('one', [ada.id]));
  const group = samplePhoto('two', [ada.id, bob.id, null]);
  await library.addPhoto(group);
  valueOf(await library.addFaces(group.id, [{ ...sampleFace('missed'), drawn: true }]));
  valueOf(await library.deny(group.faces[2]?.id ?? '', bob.id));
  valueOf(await library.ignore([group.faces[2]?.id ?? ''], true));
  const bare = samplePhoto('a photo whose face was deleted');
  await library.addPhoto(bare);
  valueOf(await library.removeFaces(bare.faces.map(({ id }) => id)));
  return library;
}

/** All that cannot be made anew, without the ids of people, which are a library's own. */
const told = (library: Library) => ({
  faceless: library
    .photos({ faceless: true })
    .map(({ path, ...photo }) => ({ ...photo, bytes: readFileSync(path).toString('base64') })),
  people: library.people().map(({ id: _, ...person }) => person),
  faces: [...library.faces(), ...library.faces({ ignored: true })].map(
    ({ cropPath, person, denied, ...face }) => ({
      ...face,
      crop: readFileSync(cropPath).toString('base64'),
      person: person?.name,
      denied: denied.map((id) => library.person(id)?.name),
      photo: readFileSync(library.photo(face.photo)?.path ?? '').toString('base64'),
    }),
  ),
});

test('taken in by an empty library, a backup gives an equal one', async () => {
  const library = await filled();
  const folder = temporaryFolder();
  const made = valueOf(await backUp(library, { folder }, call()));
  expect(made).toEqual({ file: made.file, bytes: readFileSync(made.file).length, removed: 0 });
  expect(readdirSync(folder)).toEqual([made.file.slice(folder.length + 1)]);

  const copy = await makeLibrary();
  const verify = (bytes: Uint8Array) =>
    // The samples are bytes, not images.
    Promise.resolve({
      ok: true as const,
      value: bytes[0] === 0xff ? { width: 640, height: 480 } : { width: 320, height: 320 },
    });
  valueOf(await unpackLibrary(copy, made.file, call(), verify));
  expect(told(copy)).toEqual(told(library));
  // The new one backs up by itself: two libraries share a folder.
  valueOf(await backUp(copy, { folder, keep: 1 }, call()));
  expect(readdirSync(folder)).toHaveLength(2);
});

test('the newest stay, of this library alone, and nothing else is touched', async () => {
  const library = await filled();
  const folder = temporaryFolder();
  const others = ['facet-backup-00000000-2020-01-01T00-00-00.000Z.zip', 'holiday.zip', 'facet-backup.zip'];
  for (const name of others) writeFileSync(join(folder, name), 'mine');
  const files: string[] = [];
  for (const expected of [0, 0, 1, 1]) {
    const made = valueOf(await backUp(library, { folder, keep: 2 }, call()));
    expect(made.removed).toBe(expected);
    files.push(made.file);
  }
  expect(valueOf(await backupsIn(folder, library.folder)).map(({ file }) => file)).toEqual(
    files.slice(2).reverse(),
  );
  expect(readdirSync(folder)).toEqual(expect.arrayContaining(others));
  expect(readdirSync(folder)).toHaveLength(others.length + 2);
});

test('what reads differently than it was written is no backup: the older ones stay', async () => {
  const library = await filled();
  const folder = temporaryFolder();
  valueOf(await backUp(library, { folder, keep: 1 }, call()));
  const before = readdirSync(folder);
  let damaged = false;
  /** As a failing disk would, once the ZIP is written and before it is read. */
  const damage: Call = {
    signal: new AbortController().signal,
    emit: (_, detail) => {
      const written = readdirSync(folder).find((name) => name.endsWith('.part'));
      if ((detail as Progress).phase !== 'Checking the ZIP' || damaged || written === undefined) return;
      const bytes = readFileSync(join(folder, written));
      // One byte of the last crop, which is stored as it is.
      bytes.write('k', bytes.lastIndexOf('crop '));
      writeFileSync(join(folder, written), bytes);
      damaged = true;
    },
  };
  const failure = failureOf(await backUp(library, { folder, keep: 1 }, damage));
  expect(failure).toMatchObject({ kind: 'disk-failed', path: folder });
  expect(damaged).toBe(true);
  expect(readdirSync(folder)).toEqual(before);
});

test('a drive that is away, a folder in the library, and a cancelled backup', async () => {
  const library = await filled();
  const folder = temporaryFolder();
  const missing = join(folder, 'drive');
  expect(failureOf(await backUp(library, { folder: missing }, call()))).toMatchObject({
    kind: 'not-found',
    message: `The folder for backups, ${missing}, does not exist.`,
  });
  expect(readdirSync(folder)).toEqual([]);
  for (const inside of [library.folder, join(library.folder, 'cache')])
    expect(failureOf(await backUp(library, { folder: inside }, call())).kind).toBe('bad-arguments');
  const controller = new AbortController();
  const stopped: Call = { signal: controller.signal, emit: () => controller.abort() };
  expect(failureOf(await backUp(library, { folder }, stopped)).kind).toBe('cancelled');
  expect(readdirSync(folder)).toEqual([]);
});

test('a full disk is said, leaves nothing, and costs no older backup', async (context) => {
  const library = await filled();
  const disk = join(temporaryFolder(), 'disk');
  mountDisk(context, disk, 64 * 1024);
  try {
    valueOf(await backUp(library, { folder: disk, keep: 1 }, call()));
    const before = readdirSync(disk);
    expect(() => writeFileSync(join(disk, 'other'), new Uint8Array(128 * 1024))).toThrow('ENOSPC');
    expect(failureOf(await backUp(library, { folder: disk, keep: 1 }, call()))).toMatchObject({
      kind: 'disk-full',
    });
    expect(readdirSync(disk)).toEqual([...before, 'other'].sort());
  } finally {
    unmountDisk(disk);
  }
});

test('of thousands of faces others have their turn meanwhile', { timeout: 120_000 }, async () => {
  const library = await makeLibrary();
  const ada = valueOf(await library.createPerson('Ada'));
  const photos = Array.from({ length: 1000 }, (_, at) =>
    samplePhoto(`photo ${at}`, [ada.id, null, ada.id, null]),
  );
  await Promise.all(photos.map((photo) => library.addPhoto(photo)));
  const folder = temporaryFolder();
  const { value, longest } = await longestBlock(() => backUp(library, { folder }, call()));
  valueOf(value);
  console.log(`a backup of 4,000 faces held the main thread for ${longest.toFixed(0)} ms at most`);
  expect(longest).toBeLessThan(50);
});
