// The commit protocol, checked: every change of a small library, with every call to the disk failing in every way, or being
// the last one before the process is killed or the power is cut; then the next open, and that failing as well.
import { AsyncLocalStorage } from 'node:async_hooks';
import { createHash } from 'node:crypto';
import type * as fs from 'node:fs';
import { dirname } from 'node:path';
import { afterAll, expect, test, vi } from 'vitest';
import type { Library } from '../../../../main/library/library.ts';
import { openLibrary } from '../../../../main/library/open.ts';
import type { Result } from '../../../../models/failure.ts';
import { samplePhoto } from '../support/samples.ts';
import { CHANGES, furnish, OWN, stateOf, type Change } from './changes.ts';
import { Disk, ERRNOS, type Cut, type FolderNode } from './disk.ts';
import { diskError, FileSystem, type Intercept } from './fileSystem.ts';

const mounted = vi.hoisted((): { system: unknown; ofRun: () => unknown } => ({
  system: null,
  ofRun: () => undefined,
}));

vi.mock('node:fs/promises', () => {
  const names = [
    ...['access', 'chmod', 'copyFile', 'link', 'lstat', 'mkdir', 'open', 'readFile', 'readdir', 'rename'],
    ...['rm', 'stat', 'statfs', 'writeFile'],
  ];
  const call =
    (name: string) =>
    (...given: unknown[]) =>
      ((mounted.ofRun() ?? mounted.system) as Record<string, (...given: unknown[]) => unknown>)[name]?.(
        ...given,
      );
  const all = Object.fromEntries(names.map((name) => [name, call(name)]));
  return { ...all, default: all };
});
// Notes of where photos are are read at once where somebody asks.
vi.mock('node:fs', async (original) => {
  const real = await original<typeof fs>();
  const readFileSync = (path: string, ...options: [never]) =>
    typeof path === 'string' && path.startsWith('/library/')
      ? (mounted.system as FileSystem).readNow(path)
      : real.readFileSync(path, ...options);
  return { ...real, readFileSync, default: { ...real, readFileSync } };
});
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

/** What a process that has died left half-done must not go on on the disk that is mounted after it. */
const runs = new AsyncLocalStorage<FileSystem>();
mounted.ofRun = () => runs.getStore();

// The clock stands still: what the library tells by times must hold for two changes in one millisecond.
vi.useFakeTimers({ toFake: ['Date'], now: Date.UTC(2024, 10, 29) });

const ROOT = '/library';
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

const tally = { faults: 0, cuts: 0, states: 0, lost: 0 };

function mount(disk: Disk, intercept: Intercept = async () => {}): FileSystem {
  const system = new FileSystem(disk);
  system.intercept = intercept;
  mounted.system = system;
  return system;
}

async function open(create = false): Promise<Library> {
  const opened = await openLibrary(ROOT, { create });
  if (!opened.ok) throw new Error(`does not open: ${opened.failure.message} (${opened.failure.path})`);
  return opened.value;
}

/** Runs work until it ends, or until its process dies, whichever comes first. */
async function until<T>(death: Promise<null>, work: () => Promise<T>): Promise<T | null> {
  return Promise.race([work(), death]);
}

interface Run {
  readonly disk: Disk;
  /** Null where the process died. */
  readonly result: Result<unknown> | null;
  readonly library: Library;
  readonly system: FileSystem;
  readonly calls: readonly { readonly call: string; readonly paths: readonly string[] }[];
}

const never = new Promise<never>(() => {});

/** Opens the library, and makes the change on it with this happening to its calls. */
async function run(
  start: Disk,
  { prepare, run: change }: Change,
  hits: (index: number, call: string, paths: readonly string[]) => string | null,
): Promise<Run> {
  const disk = start.copy();
  const system = mount(disk);
  const library = await open();
  await prepare?.(library);
  const calls: { call: string; paths: readonly string[] }[] = [];
  let die!: (nothing: null) => void;
  const death = new Promise<null>((resolve) => (die = resolve));
  let dead = false;
  system.intercept = async (call, paths) => {
    if (dead) return never;
    const hit = hits(calls.length, call, paths);
    calls.push({ call, paths });
    if (hit === null) return;
    if (hit !== 'die') throw diskError(hit, call, paths[0] ?? '');
    dead = true;
    die(null);
    return never;
  };
  const result = await until(death, () => runs.run(system, () => change(library)));
  if (!dead) system.intercept = async () => {};
  return { disk, result, library, system, calls };
}

interface Expected {
  readonly states: readonly string[];
  /** No name of a file was lost, so nothing may be left over either. */
  readonly tidy: boolean;
}

/** Opens what is left, and finds in it one of the states, with every file that it names, byte for byte. */
async function check(disk: Disk, { states, tidy }: Expected, what: string): Promise<string> {
  tally.states++;
  mount(disk);
  try {
    const library = await open();
    const state = stateOf(library);
    expect(states, what).toContain(state);
    expect(library.health, what).toMatchObject({ missing: [], unreadable: [] });
    if (tidy) expect(library.health.unknown, what).toEqual([]);
    verifyFiles(disk, library, tidy, what);
    const zoe = await library.createPerson('Zoe');
    if (!zoe.ok) throw new Error(`${what}: cannot be changed: ${zoe.failure.message}`);
    const gone = await library.dismissPerson(zoe.value.id);
    expect(gone.ok, what).toBe(true);
    await library.close();
    return state;
  } catch (error) {
    tally.lost++;
    if (error instanceof Error) error.message = `${what}: ${error.message}`;
    throw error;
  }
}

function verifyFiles(disk: Disk, library: Library, tidy: boolean, what: string): void {
  const files = new Map<string, Buffer>();
  walk(disk.root, '', files);
  const named = new Set<string>();
  const expectFile = (path: string, id: string) => {
    named.add(path);
    const data = files.get(path);
    if (data === undefined) throw new Error(`${what}: ${path} is lost`);
    if (createHash('sha256').update(data).digest('hex') !== id)
      throw new Error(`${what}: ${path} is damaged`);
  };
  const expectPhoto = (owner: string, photo: string) => {
    const { path, id, inPlace } = library.photo(photo) ?? { path: '', id: '', inPlace: false };
    if (inPlace) {
      const note = `${owner}/photos/${photo}.place`;
      named.add(note);
      if (files.get(note)?.toString('utf8') !== `${JSON.stringify({ schema: 1, path })}\n`)
        throw new Error(`${what}: ${note} is lost or damaged`);
      return;
    }
    expectFile(path, id);
    expectFile(`${owner}/photos/${photo}.jpg`, photo);
  };
  for (const face of library.faces()) {
    expectFile(face.cropPath, face.id);
    expectPhoto(face.person === null ? `${ROOT}/unnamed` : `${ROOT}/people/${face.person.id}`, face.photo);
  }
  for (const { id } of library.photos({ faceless: true })) expectPhoto(`${ROOT}/unnamed`, id);
  const own = [...files.keys()].filter((path) => !path.startsWith(`${ROOT}/`));
  expect(own, `${what}: the user's own photos`).toEqual([OWN.there]);
  expectFile(OWN.there, samplePhoto('placed').id);
  for (const path of files.keys()) {
    const name = path.split('/').at(-1) ?? '';
    if (name.endsWith('.tmp') || name === 'journal.json') throw new Error(`${what}: ${path} is left over`);
    if (tidy && /^[0-9a-f]{64}\./.test(name) && !named.has(path) && !path.includes('/cache/')) {
      throw new Error(`${what}: nothing names ${path}`);
    }
  }
}

function walk(folder: FolderNode, path: string, files: Map<string, Buffer>): void {
  for (const [name, node] of folder.entries) {
    if (node.kind === 'file') files.set(`${path}/${name}`, node.data);
    else walk(node, `${path}/${name}`, files);
  }
}

const CUTS: readonly (() => Cut)[] = [
  () => 'nothing',
  () => 'everything',
  ...Array.from({ length: long ? 6 : 1 }, () => () => ({ random: random(dice() * 2 ** 32) })),
];

async function start(): Promise<Disk> {
  const disk = new Disk();
  const system = mount(disk);
  await system.mkdir(dirname(OWN.there));
  await system.writeFile(OWN.there, Buffer.from(samplePhoto('placed').bytes));
  const library = await open(true);
  await furnish(library);
  await library.close();
  return disk.copy();
}

/** The states before and after the change, and the calls that it makes. */
async function survey(
  disk: Disk,
  change: Change,
): Promise<{ states: [string, string]; calls: Run['calls'] }> {
  const clean = await run(disk, change, () => null);
  expect(clean.result).toMatchObject({ ok: true });
  const after = stateOf(clean.library);
  mount(disk.copy());
  const library = await open();
  await change.prepare?.(library);
  const before = stateOf(library);
  return { states: [before, after], calls: clean.calls };
}

/** What memory says after a failure is what the next open finds; so is what it says once the cause has gone. */
async function checkFailed(failed: Run, states: readonly string[], what: string): Promise<void> {
  const { disk, result, library, system } = failed;
  const said = stateOf(library);
  if (states.length > 0) expect(states, `${what}: memory`).toContain(said);
  if (result?.ok === true && states.length === 2) expect(said, what).toBe(states[1]);
  expect(await check(disk.afterKill(), { states: [said], tidy: true }, `${what}, then killed`)).toBe(said);
  const cut = disk.afterPowerCut('nothing');
  const left = states.length > 0 ? states : await anyState(cut.copy());
  await check(cut, { states: result?.ok ? [said] : left, tidy: false }, `${what}, cut`);
  mounted.system = system;
  const next = await library.createPerson('Next');
  if (!next.ok) throw new Error(`${what}: no change is possible after it: ${next.failure.message}`);
  await library.dismissPerson(next.value.id);
  expect(stateOf(library), what).toBe(said);
  await check(
    disk.afterPowerCut('nothing'),
    { states: [said], tidy: false },
    `${what}, then changed and cut`,
  );
}

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

/** For changes that may happen in part, photo by photo: what is there is a state; its files are still checked. */
async function anyState(disk: Disk): Promise<string[]> {
  mount(disk);
  return [stateOf(await open())];
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
            mounted.system = failed.system;
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

function mountCounting(disk: Disk): { calls: number } {
  const counted = { calls: 0 };
  mount(disk, () => Promise.resolve(void counted.calls++));
  return counted;
}

async function openWith(disk: Disk, index: number, hit: string): Promise<void> {
  let calls = 0;
  let dead = false;
  let die!: (nothing: null) => void;
  const death = new Promise<null>((resolve) => (die = resolve));
  mount(disk, async (call, paths) => {
    if (dead) return never;
    if (calls++ !== index) return;
    if (hit !== 'die') throw diskError(hit, call, paths[0] ?? '');
    dead = true;
    die(null);
    return never;
  });
  const opened = await until(death, () => openLibrary(ROOT));
  if (opened?.ok === true) await opened.value.close();
}
