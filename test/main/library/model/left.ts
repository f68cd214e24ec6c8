// What a process leaves behind: opened again, it is one of the states that it may be, with every file that it names.
import { createHash } from 'node:crypto';
import { expect } from 'vitest';
import type { Library } from '../../../../main/library/library.ts';
import { samplePhoto } from '../support/samples.ts';
import { OWN, stateOf } from './changes.ts';
import type { Disk, FolderNode } from './disk.ts';
import { remount, ROOT } from './mounted.ts';
import { mount, open, type Run } from './runs.ts';

/** What was tried, and what was found. */
export const tally = { faults: 0, cuts: 0, states: 0, lost: 0 };

interface Expected {
  readonly states: readonly string[];
  /** No name of a file was lost, so nothing may be left over either. */
  readonly tidy: boolean;
}

/** Opens what is left, and finds in it one of the states, with every file that it names, byte for byte. */
export async function check(disk: Disk, { states, tidy }: Expected, what: string): Promise<string> {
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

/** What memory says after a failure is what the next open finds; so is what it says once the cause has gone. */
export async function checkFailed(failed: Run, states: readonly string[], what: string): Promise<void> {
  const { disk, result, library, system } = failed;
  const said = stateOf(library);
  if (states.length > 0) expect(states, `${what}: memory`).toContain(said);
  if (result?.ok === true && states.length === 2) expect(said, what).toBe(states[1]);
  expect(await check(disk.afterKill(), { states: [said], tidy: true }, `${what}, then killed`)).toBe(said);
  const cut = disk.afterPowerCut('nothing');
  const left = states.length > 0 ? states : await anyState(cut.copy());
  await check(cut, { states: result?.ok ? [said] : left, tidy: false }, `${what}, cut`);
  remount(system);
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

/** For changes that may happen in part, photo by photo: what is there is a state; its files are still checked. */
export async function anyState(disk: Disk): Promise<string[]> {
  mount(disk);
  return [stateOf(await open())];
}
