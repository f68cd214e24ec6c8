// Checkpoints: folders that appear whole, are listed, made active and erased.
import { randomBytes } from 'node:crypto';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { failed, success, type Result } from '../../../models/failure.ts';
import { isTemporary, renamePatiently, syncFolder, temporaryFor, writeSynced } from '../../files/durable.ts';
import { attempt, Fault, Unfinished } from '../disk/faults.ts';
import { formatJson, readJson } from '../disk/jsonFile.ts';
import { isCheckpointId, type Layout } from '../disk/layout.ts';
import type { NewCheckpoint, StoredCheckpoint } from '../checkpoints.ts';
import { everybodyIn } from './merged.ts';
import { eraseUnnamed, passing } from './placing.ts';
import { listFolder, notPlain } from '../untrusted/plain.ts';
import { checkpointFile, SCHEMA, type CheckpointFile } from '../disk/schema.ts';
import { FACET, type Store } from '../memory/store.ts';

const RECORD = 'checkpoint.json';

/** Reads all checkpoints. One that cannot be read keeps nobody from their photos: it is named and left out. */
export async function readCheckpoints(
  layout: Layout,
): Promise<{ readonly checkpoints: StoredCheckpoint[]; readonly unreadable: string[] }> {
  const checkpoints: StoredCheckpoint[] = [];
  const unreadable: string[] = [];
  for (const { name, kind } of await listFolder(layout.checkpoints)) {
    if (isTemporary(name) || (kind === 'file' && !isCheckpointId(name))) continue;
    const folder = layout.checkpoint(name);
    const path = join(folder, RECORD);
    if (kind !== 'folder' || !isCheckpointId(name)) {
      unreadable.push(kind === 'folder' ? path : folder);
      continue;
    }
    const read = await attempt(layout.root, () => readRecord(folder, path));
    if (read.ok && read.value?.id === name) checkpoints.push(stored(folder, read.value));
    else unreadable.push(path);
  }
  return { checkpoints, unreadable };
}

/** What lies beside the record is opened by others, who trust that it is a file. */
async function readRecord(folder: string, path: string): Promise<CheckpointFile | null> {
  for (const { name, kind } of await listFolder(folder)) {
    if (kind !== 'file') throw notPlain(join(folder, name), kind, 'file');
  }
  return readJson(path, checkpointFile);
}

const stored = (folder: string, { schema: _, ...file }: CheckpointFile): StoredCheckpoint => ({
  ...file,
  folder,
});

/** The newest first. Those of one time are in one order too, whether they were just saved or read. */
export const listCheckpoints = ({ checkpoints }: Store): StoredCheckpoint[] =>
  [...checkpoints.values()].sort((a, b) => (`${a.createdAt} ${a.id}` < `${b.createdAt} ${b.id}` ? 1 : -1));

/** Now, or the first millisecond from now on that no checkpoint has: their times tell which one is newer. */
function timeOfNew(checkpoints: Store['checkpoints']): string {
  const taken = new Set([...checkpoints.values()].map(({ createdAt }) => createdAt));
  const time = new Date();
  while (taken.has(time.toISOString())) time.setMilliseconds(time.getMilliseconds() + 1);
  return time.toISOString();
}

export const activeCheckpoint = ({ checkpoints, facet }: Store): StoredCheckpoint | undefined =>
  checkpoints.get(facet.activeCheckpoint ?? '');

/**
 * The checkpoints that can name a person of the library or somebody who was merged into them, that were trained on a crop of
 * theirs, or whose encoder comes from such a checkpoint; the newest first.
 */
export function checkpointsThatKnow(store: Store, person: string): string[] {
  const faces = store.catalogue.owner(person)?.faces;
  const everybody = everybodyIn(store.facet.merged, person);
  const all = listCheckpoints(store);
  const knowing = new Set<string>();
  for (const { id, people, crops } of all) {
    const names = people.some((named) => everybody.has(named.id));
    if (names || crops.some((crop) => faces?.has(crop) === true)) knowing.add(id);
  }
  // An encoder is older than what was made with it, but a clock that was set back says otherwise. What is added here is
  // gone through as well.
  for (const known of knowing) {
    for (const { id, encoder } of all) if (encoder.endsWith(`:${known}`)) knowing.add(id);
  }
  return all.filter(({ id }) => knowing.has(id)).map(({ id }) => id);
}

export function saveCheckpoint(
  store: Store,
  { record, files }: NewCheckpoint,
): Promise<Result<StoredCheckpoint>> {
  const { layout, checkpoints } = store;
  for (const name of Object.keys(files)) {
    if (name === RECORD || !/^[\w-][\w.-]*$/.test(name))
      throw new Error(`"${name}" cannot be a checkpoint's file`);
  }
  return attempt(layout.root, async () => {
    const createdAt = timeOfNew(checkpoints);
    const id = `${createdAt.slice(0, 19).replaceAll(/[-:]/g, '').replace('T', '-')}-${randomBytes(2).toString('hex')}`;
    const file = checkpointFile.parse({ schema: SCHEMA, id, createdAt, ...record });
    const folder = layout.checkpoint(id);
    const temporary = temporaryFor(folder);
    await store.prepare();
    try {
      await mkdir(temporary, { recursive: true });
      for (const [name, content] of Object.entries(files)) await writeSynced(join(temporary, name), content);
      await writeSynced(join(temporary, RECORD), formatJson(file));
      await syncFolder(temporary);
      // Nobody is erased between this look and the name.
      await store.gate.exclusive(async () => {
        if (record.people.some((person) => store.erased.has(person.id))) throw await erasedMeanwhile(layout);
        await renamePatiently(temporary, folder);
      });
      await syncFolder(layout.checkpoints);
    } catch (error) {
      // Nobody was told of it yet.
      for (const path of [temporary, folder]) await rm(path, { recursive: true, force: true });
      throw error;
    }
    const checkpoint = stored(folder, file);
    checkpoints.set(id, checkpoint);
    return checkpoint;
  });
}

/** What was being learned holds somebody who was erased: none of it may stay. */
async function erasedMeanwhile({ training }: Layout): Promise<Fault> {
  await rm(training, { recursive: true, force: true });
  return new Fault(
    'not-found',
    'Somebody was erased from the library while Facet learned: nothing of what it learned was kept.',
    'Finetune again.',
  );
}

export function useCheckpoint(store: Store, id: string): Promise<Result<StoredCheckpoint>> {
  return store.alone(async () => {
    const found = findCheckpoint(store, id);
    if (!found.ok) return found;
    store.facet = { ...store.facet, activeCheckpoint: id };
    await store.commitNow({ documents: [FACET] });
    return found;
  });
}

export function removeCheckpoint(store: Store, id: string): Promise<Result<void>> {
  return store.erasing(async () => {
    const { layout, checkpoints, facet } = store;
    const found = findCheckpoint(store, id);
    if (!found.ok) return found;
    const erased = layout.erased(randomBytes(6).toString('hex'));
    const wasActive = facet.activeCheckpoint === id;
    if (wasActive) store.facet = { ...facet, activeCheckpoint: null };
    checkpoints.delete(id);
    try {
      await store.commitNow({
        documents: wasActive ? [FACET] : [],
        moves: [{ from: layout.checkpoint(id), to: erased }],
      });
    } catch (error) {
      if (!(error instanceof Unfinished)) checkpoints.set(id, found.value);
      throw error;
    }
    await eraseUnnamed(store, [passing(erased)]);
    return success(undefined);
  });
}

export function findCheckpoint({ checkpoints }: Store, id: string): Result<StoredCheckpoint> {
  const found = checkpoints.get(id);
  return found === undefined
    ? failed('not-found', `There is no checkpoint ${id} in the library.`, 'List them: facet checkpoints')
    : success(found);
}
