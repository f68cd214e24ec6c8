// Brings a copy up to what its server has: the people who changed since, and those who were erased.
import { success, type Result } from '../../../models/failure.ts';
import type { Enrolled } from '../gallery.ts';
import type { GalleryServer } from '../postgres/server.ts';
import {
  CHANGED_AT_ONCE,
  readChanged,
  readErased,
  readState,
  type GalleryState,
} from '../postgres/tables.ts';
import {
  clearCopy,
  fileOf,
  lockCopy,
  readCopyState,
  readPeople,
  writeCopyState,
  writePeople,
} from './copyFiles.ts';

export interface Synced {
  readonly state: GalleryState;
  /** Who changed, for whoever has the copy in memory; null where it is to be read anew. */
  readonly changed: { readonly enrolled: readonly Enrolled[]; readonly erased: readonly string[] } | null;
}

/** Behind every id, which is hexadecimal. */
const AFTER_ALL = 'g';
/** People whose changes are kept together; more of them are read anew from the files. */
const MOST_KEPT = 5000;

export async function syncCopy(server: GalleryServer, folder: string): Promise<Result<Synced>> {
  const read = await server.run((query) => readState(query, server.address.name));
  const state = read.ok ? read.value : read;
  if (!state.ok) return state;
  const locked = await lockCopy(folder);
  if (!locked.ok) return locked;
  // Another process of Facet brings it up to date; what is in memory here is read anew.
  if (locked.value === null) return success({ state: state.value, changed: null });
  try {
    return await syncLocked(server, folder, state.value);
  } finally {
    await locked.value.release();
  }
}

async function syncLocked(
  server: GalleryServer,
  folder: string,
  state: GalleryState,
): Promise<Result<Synced>> {
  const { dimensions } = state.terms.space;
  let before = await readCopyState(folder);
  if (before !== null && (before.gallery !== state.id || before.changes > state.version)) {
    // Another gallery in the place of the one that was copied, or an older one from a backup.
    const cleared = await clearCopy(folder);
    if (!cleared.ok) return cleared;
    before = null;
  }
  const since = before?.changes ?? -1;
  const enrolled: Enrolled[] = [];
  let most = 0;
  const unknown = new Set<string>();
  let after = { version: since, id: AFTER_ALL };
  while (since < state.version) {
    const page = await server.run((query) => readChanged(query, after, dimensions));
    if (!page.ok) return page;
    const written = await applyToFiles(folder, page.value, [], dimensions, unknown);
    if (!written.ok) return written;
    most += page.value.length;
    if (most <= MOST_KEPT) enrolled.push(...page.value);
    const last = page.value.at(-1);
    if (last !== undefined) after = { version: last.version, id: last.id };
    if (page.value.length < CHANGED_AT_ONCE) break;
  }
  let erased: readonly string[] = [];
  if (before !== null && since < state.version) {
    const gone = await server.run((query) => readErased(query, since));
    if (!gone.ok) return gone;
    erased = gone.value;
    const written = await applyToFiles(folder, [], erased, dimensions, unknown);
    if (!written.ok) return written;
  }
  if (unknown.size > 0) {
    // A damaged file cannot be mended by changes alone.
    const cleared = await clearCopy(folder);
    return cleared.ok ? syncLocked(server, folder, state) : cleared;
  }
  const { id: gallery, version: changes, people, terms } = state;
  const from = new Date().toISOString();
  const written = await writeCopyState(folder, {
    ...{ url: server.address.url, gallery, changes, from, people, terms },
  });
  if (!written.ok) return written;
  return success({ state, changed: most > MOST_KEPT ? null : { enrolled, erased } });
}

async function applyToFiles(
  folder: string,
  enrolled: readonly Enrolled[],
  erased: readonly string[],
  dimensions: number,
  unknown: Set<string>,
): Promise<Result<void>> {
  const files = new Map<string, { put: Enrolled[]; gone: Set<string> }>();
  const of = (id: string) => {
    const file = fileOf(id);
    let entry = files.get(file);
    if (entry === undefined) files.set(file, (entry = { put: [], gone: new Set() }));
    return entry;
  };
  for (const person of enrolled) {
    of(person.id).put.push(person);
    of(person.id).gone.add(person.id);
  }
  for (const id of erased) of(id).gone.add(id);
  for (const [file, { put, gone }] of files) {
    const there = await readPeople(folder, file, dimensions);
    if (there === null) unknown.add(file);
    const kept = (there ?? []).filter(({ id }) => !gone.has(id));
    const written = await writePeople(folder, file, [...kept, ...put], dimensions);
    if (!written.ok) return written;
  }
  return success(undefined);
}
