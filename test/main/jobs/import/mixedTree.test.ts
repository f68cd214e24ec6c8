// A large tree of everything: each file is counted once, in place and after kills, moves, renames and a drive that went.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, renameSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { Library } from '../../../../main/library/library.ts';
import type { ImportReport } from '../../../../preload/contract.ts';
import { faultsOf, filesIn } from '../../library/support/folder.ts';
import { makeLibrary, openForTest, temporaryFolder, valueOf } from '../../library/support/libraries.ts';
import { bundle } from '../../../support/bundle.ts';
import { headerEngine, writeMixedTree } from '../support/mixedTree.ts';
import { holdings, run } from '../support/imports.ts';

const LONG = process.env['FACET_LONG'] === '1';
const FILES = LONG ? 10_000 : 200;
const KILLS = LONG ? 20 : 2;
if (!LONG) console.log(`A tree of ${FILES} files and ${KILLS} kills: FACET_LONG=1 makes it 10,000 and 20.`);

const sum = ({ photos, duplicates, skipped, leftOut, stills, live }: ImportReport): number =>
  photos -
  stills.photos +
  stills.files +
  duplicates +
  skipped.length +
  live.beside +
  leftOut.hidden +
  [...leftOut.kinds, ...leftOut.folders].reduce((files, kind) => files + kind.files, 0);

const seconds = (milliseconds: number): string => (milliseconds / 1000).toFixed(1);

const placesOf = (library: Library): string[] =>
  library.faces().map(({ photo }) => library.photo(photo)?.path ?? '');

test(
  'every file of a mixed tree is counted once, and the library survives what happens to tree and process',
  { timeout: 1_800_000 },
  async () => {
    const parent = temporaryFolder();
    const tree = join(parent, 'drive');
    const { photos } = await writeMixedTree(tree, FILES);
    expect(filesIn(tree)).toHaveLength(FILES);
    const request = { kind: 'unnamed', paths: [tree], inPlace: true } as const;
    const importInto = async (library: Library) =>
      valueOf((await run(headerEngine(), library, request)).result);

    const undisturbed = await makeLibrary();
    const started = performance.now();
    const first = await importInto(undisturbed);
    const duration = performance.now() - started;
    expect([first.photos, sum(first)]).toEqual([photos, FILES]);
    const restarted = performance.now();
    const second = await importInto(undisturbed);
    const again = performance.now() - restarted;
    expect([second.photos, sum(second)]).toEqual([0, FILES]);
    expect(second.skipped).toHaveLength(first.skipped.length);

    const { script, remove } = await bundle(join(import.meta.dirname, '../support/importer.ts'));
    onTestFinished(remove);
    const folder = join(parent, 'killed library');
    for (let kill = 0; kill < KILLS; kill++) {
      // Each is farther on the way than the one before, and all come before its end.
      const share = (kill + Math.random()) / (KILLS + 1);
      const child = fork(script, [folder, tree, 'mixed', String(share)], { execArgv: [] });
      onTestFinished(() => void child.kill('SIGKILL'));
      await once(child, 'exit');
      expect(child.signalCode, `kill ${kill + 1}`).toBe('SIGKILL');
    }
    console.log(`${FILES} files: ${seconds(duration)} s, a second time ${seconds(again)} s; ${KILLS} kills.`);
    const killed = await openForTest(folder);
    expect(killed.health).toMatchObject({ missing: [], unreadable: [], unknown: [] });
    const rest = await importInto(killed);
    expect([rest.photos + rest.duplicates, sum(rest)]).toEqual([first.photos + first.duplicates, FILES]);
    expect(new Set(placesOf(killed).map((path) => dirname(path)))).toEqual(
      new Set(placesOf(undisturbed).map((path) => dirname(path))),
    );
    expect(
      killed
        .faces()
        .map(({ id }) => id)
        .sort(),
    ).toEqual(
      undisturbed
        .faces()
        .map(({ id }) => id)
        .sort(),
    );

    // Renamed, moved to another folder, and the drive under another path; then away.
    for (const path of placesOf(killed).filter((_, at) => at % 10 === 0))
      renameSync(path, join(dirname(path), `renamed ${basename(path)}`));
    renameSync(join(tree, 'album 1'), join(tree, 'moved'));
    const moved = await importInto(killed);
    expect([moved.photos, sum(moved)]).toEqual([0, FILES]);
    expect(placesOf(killed).filter((path) => !existsSync(path))).toEqual([]);
    const before = holdings(killed);
    renameSync(tree, `${tree} away`);
    const away = await importInto(killed);
    expect(away).toMatchObject({
      photos: 0,
      duplicates: 0,
      skipped: [{ path: tree, reason: { kind: 'not-found' } }],
    });
    expect(holdings(killed)).toEqual(before);
    renameSync(`${tree} away`, tree);
    expect(placesOf(killed).filter((path) => !existsSync(path))).toEqual([]);
    await killed.close();
    expect(faultsOf(folder)).toEqual([]);
  },
);
