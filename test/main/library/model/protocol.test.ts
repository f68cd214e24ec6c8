// The commit protocol, checked: every change of a small library, with every call to the disk failing in every way, or being
// the last one before the process is killed or the power is cut; then the next open, and that failing as well.
import type * as fs from 'node:fs';
import { afterAll, expect, test, vi } from 'vitest';
import { openLibrary } from '../../../../main/library/open.ts';
import { CHANGES, stateOf } from './changes.ts';
import { ERRNOS, type Cut } from './disk.ts';
import { diskError, type Intercept } from './fileSystem.ts';
import { anyState, check, checkFailed, tally } from './left.ts';
import { remount, ROOT } from './mounted.ts';
import { mount, mountCounting, open, openWith, run, start, survey } from './runs.ts';

vi.mock('node:fs/promises', async () => (await import('./mounted.ts')).promisesOfDisk());
vi.mock('node:fs', async (original) =>
  (await import('./mounted.ts')).filesOfDisk(await original<typeof fs>()),
);
// Nobody else has the library, and nobody waits.
vi.mock('../../../../main/library/disk/lock.ts', () => ({
  lockLibrary: () => Promise.resolve({ check: () => Promise.resolve(), release: () => Promise.resolve() }),
}));
vi.mock('../../../../main/files/private.ts', () => ({
  exposures: () => [],
  keepPrivate: () => {},
  tighten: () => {},
}));
vi.mock('node:timers/promises', () => ({
  setTimeout: () => Promise.resolve(),
  setImmediate: () => Promise.resolve(),
}));

// The clock stands still: what the library tells by times must hold for two changes in one millisecond.
vi.useFakeTimers({ toFake: ['Date'], now: Date.UTC(2024, 10, 29) });

const long = process.env['FACET_LONG'] === '1';

/** The same numbers in every run (mulberry32). */
function random(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}
const dice = random(20_241_129);

const CUTS: readonly (() => Cut)[] = [
  () => 'nothing',
  () => 'everything',
  ...Array.from({ length: long ? 6 : 1 }, () => () => ({ random: random(dice() * 2 ** 32) })),
];

const expectedOf = (name: string, states: [string, string]): readonly string[] =>
  name === 'add photos at once' ? [] : states;

for (const [name, change] of Object.entries(CHANGES)) {
  test(
    `${name}: whatever fails, nothing that was promised is lost`,
    { timeout: long ? 7_200_000 : 120_000 },
    async () => {
      const disk = await start();
      const { states, calls } = await survey(disk, change);
      const some = expectedOf(name, states);
      for (const [index, { call, paths }] of calls.entries()) {
        if (!long && dice() > 0.25) continue;
        const at = `${name}: call ${index} (${call} ${paths.join(' ')})`;
        // Only a hard link can be refused because it leads to another disk.
        const errnos = ERRNOS.filter((errno) => errno !== 'EXDEV' || call === 'link');
        const chosen = long ? errnos : [errnos[Math.floor(dice() * errnos.length)] ?? 'EIO'];
        for (const errno of chosen) {
          tally.faults++;
          const failed = await run(disk, change, (now) => (now === index ? errno : null));
          await checkFailed(failed, some, `${at} fails with ${errno}`);
        }
        const killed = await run(disk, change, (now) => (now === index ? 'die' : null));
        tally.cuts++;
        const open = some.length > 0 ? some : await anyState(killed.disk.afterKill());
        await check(killed.disk.afterKill(), { states: open, tidy: true }, `killed before ${at}`);
        for (const cut of CUTS) {
          const left = killed.disk.afterPowerCut(cut());
          const found = some.length > 0 ? some : await anyState(left.copy());
          await check(left, { states: found, tidy: false }, `power cut before ${at}`);
        }
      }
      // What was promised before the power went must outlive it.
      const done = await run(disk, change, () => null);
      for (const cut of CUTS) {
        await check(
          done.disk.afterPowerCut(cut()),
          { states: [states[1]], tidy: false },
          `${name}: cut after it`,
        );
      }
    },
  );
}

test(
  'a file that stays held keeps a change from being finished, and loses nothing',
  { timeout: long ? 7_200_000 : 120_000 },
  async () => {
    for (const [name, change] of Object.entries(CHANGES)) {
      if (name === 'add photos at once') continue;
      const disk = await start();
      const { states, calls } = await survey(disk, change);
      // The paths differ from run to run: renames are known by their number.
      const renames = calls.filter(({ call }) => call === 'rename').length;
      for (const end of [0, 1]) {
        for (let held = 0; held < renames; held++) {
          for (const errno of ['EPERM', 'EBUSY', 'EACCES', 'EIO']) {
            if (!long && dice() > 0.15) continue;
            tally.faults++;
            const what = `${name}: rename ${held}, ${end === 0 ? 'its source' : 'its target'} held with ${errno}`;
            let seen = 0;
            let path: string | undefined;
            const failed = await run(disk, change, (_, call, paths) => {
              if (call !== 'rename') return null;
              if (seen++ === held) path = paths[end];
              return path !== undefined && paths.includes(path) ? errno : null;
            });
            const said = stateOf(failed.library);
            expect(states, what).toContain(said);
            // While it is held, neither writing nor opening may lose anything.
            // eslint-disable-next-line @typescript-eslint/require-await -- what it throws is to be a rejection
            const isHeld: Intercept = async (call, paths) => {
              if (call === 'rename' && path !== undefined && paths.includes(path))
                throw diskError(errno, call, path);
            };
            failed.system.intercept = isHeld;
            remount(failed.system);
            await failed.library
              .changeSettings({ fpir: 0.3 })
              .then(() => failed.library.changeSettings({ fpir: 0.01 }));
            const again = failed.disk.afterKill();
            mount(again, isHeld);
            const opened = await openLibrary(ROOT);
            if (opened.ok) await opened.value.close();
            else expect(opened.failure.message, what).toContain(ROOT);
            const settled = name === 'settings' ? [...states, said] : [said];
            await check(again.copy(), { states: settled, tidy: true }, what);
            failed.system.intercept = async () => {};
            await checkFailed(failed, [stateOf(failed.library)], what);
          }
        }
      }
    }
  },
);

test(
  'opening that fails or dies half-way loses nothing',
  { timeout: long ? 7_200_000 : 120_000 },
  async () => {
    for (const [name, change] of Object.entries(CHANGES)) {
      const disk = await start();
      const { states, calls } = await survey(disk, change);
      for (const index of calls.keys()) {
        if (!long && dice() > 0.015) continue;
        const killed = await run(disk, change, (now) => (now === index ? 'die' : null));
        const left = killed.disk.afterKill();
        const counted = mountCounting(left.copy());
        await open();
        const wanted = name === 'add photos at once' ? await anyState(left.copy()) : states;
        for (let call = 0; call < counted.calls; call++) {
          for (const hit of long ? ['EIO', 'EPERM', 'die'] : [dice() < 0.5 ? 'die' : 'EPERM']) {
            tally.faults++;
            const again = left.copy();
            await openWith(again, call, hit);
            const what = `${name}: killed before call ${index}, opening hit at call ${call} by ${hit}`;
            await check(again.afterKill(), { states: wanted, tidy: true }, what);
            await check(again.afterPowerCut('nothing'), { states: wanted, tidy: false }, `${what}, cut`);
          }
        }
      }
    }
  },
);

afterAll(() => {
  console.log(
    `model: ${tally.faults} injected faults, ${tally.cuts} deaths, ${tally.states} states opened, ${tally.lost} with a loss`,
  );
});
