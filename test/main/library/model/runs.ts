// One run of a process on the model's disk: it opens the library and makes a change, until it ends or dies.
import { dirname } from 'node:path';
import { expect } from 'vitest';
import type { Library } from '../../../../main/library/library.ts';
import { openLibrary } from '../../../../main/library/open.ts';
import type { Result } from '../../../../models/failure.ts';
import { samplePhoto } from '../support/samples.ts';
import { furnish, OWN, stateOf, type Change } from './changes.ts';
import { Disk } from './disk.ts';
import { diskError, FileSystem, type Intercept } from './fileSystem.ts';
import { remount, ROOT, runs } from './mounted.ts';

export function mount(disk: Disk, intercept: Intercept = async () => {}): FileSystem {
  const system = new FileSystem(disk);
  system.intercept = intercept;
  remount(system);
  return system;
}

export async function open(create = false): Promise<Library> {
  const opened = await openLibrary(ROOT, { create });
  if (!opened.ok) throw new Error(`does not open: ${opened.failure.message} (${opened.failure.path})`);
  return opened.value;
}

/** Runs work until it ends, or until its process dies, whichever comes first. */
async function until<T>(death: Promise<null>, work: () => Promise<T>): Promise<T | null> {
  return Promise.race([work(), death]);
}

export interface Run {
  readonly disk: Disk;
  /** Null where the process died. */
  readonly result: Result<unknown> | null;
  readonly library: Library;
  readonly system: FileSystem;
  readonly calls: readonly { readonly call: string; readonly paths: readonly string[] }[];
}

const never = new Promise<never>(() => {});

/** Opens the library, and makes the change on it with this happening to its calls. */
export async function run(
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

export async function start(): Promise<Disk> {
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
export async function survey(
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

export function mountCounting(disk: Disk): { calls: number } {
  const counted = { calls: 0 };
  mount(disk, () => Promise.resolve(void counted.calls++));
  return counted;
}

export async function openWith(disk: Disk, index: number, hit: string): Promise<void> {
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
