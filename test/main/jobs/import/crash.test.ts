import { fork } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import { cataloguesIn, faultsOf, filesIn } from '../../library/support/folder.ts';
import { makeLibrary, openForTest, temporaryFolder, valueOf } from '../../library/support/libraries.ts';
import { sha256 } from '../../library/support/samples.ts';
import { bundle } from '../../../support/bundle.ts';
import { fakeEngine } from '../support/fakeEngine.ts';
import { holdings, run, writePhotos } from '../support/imports.ts';

const KILLS = 20;
/** Kills under way at the same time: most of one is waiting for a process to start. */
const AT_ONCE = 4;
const PHOTOS = 80;

test(
  'killed twenty times at any moment, an import leaves a whole library and is completed by the next',
  { timeout: 240_000 },
  async () => {
    const source = temporaryFolder();
    const names = ['anna', 'ben', 'carl', 'dora'];
    for (let index = 0; index < PHOTOS; index++) {
      const who = names[index % 4] ?? '';
      const crowd = [who, `stranger ${index}`, names[(index + 1) % 4] ?? ''];
      writePhotos(source, { [`${who}/${index}.jpg`]: index % 5 === 0 ? crowd : [who] });
    }
    writePhotos(source, { 'anna/bad.jpg': Buffer.from('no photo'), 'anna/empty.jpg': Buffer.alloc(0) });
    const originals = new Map(
      filesIn(source).map((path) => [sha256(readFileSync(join(source, path))), path]),
    );

    const undisturbed = await makeLibrary();
    const started = performance.now();
    await run(fakeEngine({ delay: 4 }), undisturbed, { kind: 'tree', folder: source });
    const duration = performance.now() - started;
    const complete = holdings(undisturbed);

    const { script, remove } = await bundle(join(import.meta.dirname, '../support/importer.ts'));
    onTestFinished(remove);
    const imported: number[] = [];
    const killOnce = async (): Promise<void> => {
      const folder = join(temporaryFolder(), 'library');
      const child = fork(script, [folder, source], { execArgv: [] });
      onTestFinished(() => void child.kill('SIGKILL'));
      const exit = once(child, 'exit');
      await once(child, 'message');
      await sleep(Math.random() * duration);
      child.kill('SIGKILL');
      await exit;

      const library = await openForTest(folder);
      expect(library.health).toMatchObject({ missing: [], unreadable: [] });
      const photos = new Set(library.faces().map(({ photo }) => photo));
      imported.push(photos.size);
      for (const id of photos) {
        const stored = library.photo(id);
        const original = join(source, originals.get(id) ?? '');
        expect(stored?.name).toBe(basename(original));
        expect(readFileSync(stored?.path ?? '')).toEqual(readFileSync(original));
      }
      await library.close();
      expect(faultsOf(folder)).toEqual([]);

      const again = await openForTest(folder);
      const report = valueOf((await run(fakeEngine(), again, { kind: 'tree', folder: source })).result);
      expect(report).toMatchObject({ photos: PHOTOS - photos.size, duplicates: photos.size, stopped: null });
      expect(holdings(again)).toEqual(complete);
      await again.close();
      expect(faultsOf(folder)).toEqual([]);
      expect(cataloguesIn(folder)).toHaveLength(5);
    };
    const lane = async () => {
      for (let kill = 0; kill < KILLS / AT_ONCE; kill++) await killOnce();
    };
    await Promise.all(Array.from({ length: AT_ONCE }, lane));
    expect(imported).toHaveLength(KILLS);
    // The moments were spread over the import, not before or after it.
    expect(imported.filter((count) => count > 0 && count < PHOTOS).length).toBeGreaterThan(KILLS / 4);
  },
);
