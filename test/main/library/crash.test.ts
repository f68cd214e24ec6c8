import { fork } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import { faultsOf, filesIn } from './support/folder.ts';
import { bundle } from '../../support/bundle.ts';
import { killAtCalls, whyNoKills } from './support/killing.ts';
import { failureOf, makeLibrary, openForTest, reopen, valueOf } from './support/libraries.ts';
import { samplePhoto } from './support/samples.ts';
import { openLibrary } from '../../../main/library/open.ts';

test(
  'killed at any moment of any change, the library opens with nothing half-written',
  { timeout: 120_000 },
  async () => {
    const library = await makeLibrary();
    await library.close();
    const { script, remove } = await bundle(join(import.meta.dirname, 'support/changer.ts'));
    onTestFinished(remove);
    let swept = 0;
    for (let round = 0; round < 12; round++) {
      const child = fork(script, [library.folder, `${round}`], { execArgv: [] });
      onTestFinished(() => void child.kill('SIGKILL'));
      const exit = once(child, 'exit');
      await once(child, 'message');
      await sleep(Math.random() * 400);
      child.kill('SIGKILL');
      await exit;
      const opened = await openForTest(library.folder);
      swept += opened.health.swept;
      expect(opened.health).toMatchObject({ missing: [], unreadable: [] });
      await opened.close();
      expect(faultsOf(library.folder)).toEqual([]);
      for (const file of filesIn(join(library.folder, 'checkpoints'))) {
        expect(['checkpoint.json', 'report.json', 'weights.safetensors']).toContain(file.split('/')[1]);
      }
    }
    // If nothing was ever left over, nothing was interrupted, and this test shows nothing.
    expect(swept).toBeGreaterThan(0);
  },
);

test('a change of several catalogues is finished once its journal is there, however far it came', async () => {
  for (const done of [0, 1, 2]) {
    const library = await makeLibrary();
    const [anna, ben] = [
      valueOf(await library.createPerson('Anna')),
      valueOf(await library.createPerson('Ben')),
    ];
    await library.addPhoto(samplePhoto('one', [anna.id]));
    await library.close();
    // As a process that died leaves it: both catalogues complete under temporary names, the journal written.
    const renames: [string, string][] = [];
    for (const [index, { id }] of [anna, ben].entries()) {
      const [from, to] = [`people/${id}/.person.json.0123456789ab.tmp`, `people/${id}/person.json`];
      const text = readFileSync(join(library.folder, to), 'utf8').replace(/"name": "/, '"name": "New ');
      writeFileSync(join(library.folder, index < done ? to : from), text);
      renames.push([from, to]);
    }
    writeFileSync(join(library.folder, 'journal.json'), JSON.stringify({ schema: 1, renames }));
    const again = await openForTest(library.folder);
    expect(again.people().map(({ name }) => name)).toEqual(['New Anna', 'New Ben']);
    await again.close();
    expect(existsSync(join(library.folder, 'journal.json'))).toBe(false);
    expect(faultsOf(library.folder)).toEqual([]);
  }
});

test('a journal that leads out of the library, or cannot be read, is refused', async () => {
  const library = await makeLibrary();
  await library.close();
  const path = join(library.folder, 'journal.json');
  for (const text of [
    '{"schema":1,"renames":[["../a","facet.json"]]}',
    '{"schema":1,"renames":[["/etc/x","y"]]}',
    '{',
  ]) {
    writeFileSync(path, text);
    expect(failureOf(await openLibrary(library.folder))).toMatchObject({ kind: 'library-corrupt', path });
  }
});

test('erasing a person goes on at the next open', async () => {
  const library = await makeLibrary();
  const anna = valueOf(await library.createPerson('Anna'));
  const photo = samplePhoto('one', [anna.id]);
  await library.addPhoto(photo);
  const encoder = { digest: 'ab'.repeat(32), dimensions: 4 };
  const cache = valueOf(await library.embeddings(encoder));
  const id = photo.faces[0]?.id ?? '';
  await cache.put([[id, new Float32Array(4)]]);
  await library.close();
  // As a process that died leaves it: the folder moved away, nothing erased yet.
  const renames = [[`people/${anna.id}`, 'cache/erased-0123456789ab']];
  writeFileSync(join(library.folder, 'journal.json'), JSON.stringify({ schema: 1, renames }));
  const again = await openForTest(library.folder);
  expect(again.people()).toEqual([]);
  const file = readFileSync(join(library.folder, 'cache', 'embeddings', `${encoder.digest}.bin`));
  expect(file.includes(Buffer.from(id, 'hex'))).toBe(false);
  expect((await reopen(again)).health.swept).toBe(0);
  expect(filesIn(library.folder).filter((path) => path.startsWith('cache/erased'))).toEqual([]);
});

test(
  'killed at random system calls of any change, no original is lost and nothing is left over',
  { timeout: 180_000 },
  async (context) => {
    const why = whyNoKills();
    if (why !== null) context.skip(why);
    // Below the project, so that the process finds its packages.
    const library = await makeLibrary();
    await library.close();
    const kills = await killAtCalls(library.folder, 10, 7);
    expect(kills.lost).toEqual([]);
    expect(kills.faults).toEqual([]);
    expect(kills.originals).toBeGreaterThan(0);
    expect(kills.swept).toBeGreaterThan(0);
  },
);
