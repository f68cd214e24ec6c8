import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, onTestFinished, test } from 'vitest';
import { openLibrary } from '../../../../main/library/open.ts';
import { bundle } from '../../../support/bundle.ts';
import { faultsOf, filesIn } from '../support/folder.ts';
import { failureOf, makeLibrary, openForTest } from '../support/libraries.ts';
import { samplePhoto } from '../support/samples.ts';

let holder = '';
beforeAll(async () => {
  const { script, remove } = await bundle(join(import.meta.dirname, '../support/holder.ts'));
  holder = script;
  return remove;
});

/** Another process that opens the library and then stays; answers with its process and what came of opening. */
async function openElsewhere(folder: string): Promise<{ child: ChildProcess; opened: unknown }> {
  const child = fork(holder, [folder], { execArgv: [] });
  onTestFinished(() => void child.kill('SIGKILL'));
  const [opened] = (await once(child, 'message')) as unknown[];
  return { child, opened };
}

const lockOf = (folder: string) => join(folder, 'library.lock');

async function closedLibrary(): Promise<string> {
  const library = await makeLibrary();
  await library.close();
  return library.folder;
}

test('a second process is told who has the library, and gets it when that one is killed', async () => {
  const folder = await closedLibrary();
  const { child, opened } = await openElsewhere(folder);
  expect(opened).toEqual({ ok: true });
  const failure = failureOf(await openLibrary(folder));
  expect(failure).toMatchObject({ kind: 'library-locked' });
  expect(failure.message).toContain(`process ${child.pid}, since`);
  child.kill('SIGKILL');
  await once(child, 'exit');
  expect(existsSync(lockOf(folder))).toBe(true);
  await openForTest(folder);
  expect(await openElsewhere(folder)).toMatchObject({
    opened: {
      ok: false,
      failure: { kind: 'library-locked', message: expect.stringContaining(`${process.pid}`) as string },
    },
  });
});

test('the same process opens it once at a time', async () => {
  const library = await makeLibrary();
  expect(failureOf(await openLibrary(library.folder)).message).toContain(`process ${process.pid}`);
  await library.close();
  expect(existsSync(lockOf(library.folder))).toBe(false);
  await openForTest(library.folder);
});

test('whoever lost the lock writes nothing more, and says so', async () => {
  const library = await makeLibrary();
  const { folder } = library;
  const anna = await library.createPerson('Anna');
  if (!anna.ok) throw new Error(anna.failure.message);
  // As after a suspension during which somebody deleted the lock and opened the library.
  renameSync(lockOf(folder), join(folder, 'aside.txt'));
  const other = await openForTest(folder);
  const before = filesIn(folder);
  for (const change of [
    library.createPerson('Ben'),
    library.changePerson(anna.value.id, { name: 'Annabel' }),
    library.addPhoto(samplePhoto('one', [anna.value.id])),
    library.removePerson(anna.value.id),
    library.changeSettings({ fpir: 0.5 }),
  ]) {
    const failure = failureOf(await change);
    expect(failure).toMatchObject({ kind: 'library-locked' });
    expect(failure.message).toContain('taken over');
  }
  await library.close();
  expect(filesIn(folder)).toEqual(before);
  expect(existsSync(lockOf(folder))).toBe(true);
  expect(other.people().map(({ name }) => name)).toEqual(['Anna']);
  await other.close();
  rmSync(join(folder, 'aside.txt'));
  expect(faultsOf(folder)).toEqual([]);
});

test('a lock that Facet did not make is refused with its path', async (context) => {
  if (process.platform === 'win32') context.skip('Windows has other links');
  const folder = await closedLibrary();
  mkdirSync(join(lockOf(folder), 'inside'), { recursive: true });
  expect(failureOf(await openLibrary(folder))).toMatchObject({
    kind: 'library-locked',
    path: lockOf(folder),
  });
  rmSync(lockOf(folder), { recursive: true });
  writeFileSync(join(folder, 'secret.txt'), 'mine');
  symlinkSync(join(folder, 'secret.txt'), lockOf(folder));
  expect(failureOf(await openLibrary(folder)).message).toContain('is not a file that Facet made');
});
