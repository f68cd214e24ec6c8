// Follows folders: imports what is in them, and again whenever something comes or changes, until it is cancelled. A folder
// that is away, with its drive or under another name, is waited for; nothing of it leaves the library.
import { createHash } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { failed, success, type FailureKind, type Result } from '../../../models/failure.ts';
import type { Answer, Events, ImportReport, FollowRequest } from '../../../preload/contract.ts';
import { onDisk } from '../../files/pathBytes.ts';
import { holds, watchFolder, type FolderWatch } from '../../files/watchFolder.ts';
import type { JobCall } from '../call.ts';
import { whyNotEntered } from '../photoFiles/closedFolders.ts';
import { importPhotos } from './import.ts';
import type { ImportCall, ImportParts } from './parts.ts';
import { planImport } from './plan.ts';

/** What is wrong with a photo as long as it does not change. */
const ABOUT_ITSELF: ReadonlySet<FailureKind> = new Set(['no-face', 'not-an-image']);

/** How often is looked, in milliseconds. */
export interface FollowTimes {
  /** Without a change before an import begins: files come in crowds, and are written for a while. */
  readonly quiet: number;
  /** Between two looks whether the folders are there. */
  readonly look: number;
  /** After which all is looked through although nothing was heard: network drives do not tell. */
  readonly whole: number;
}

export const FOLLOWING: FollowTimes = { quiet: 1500, look: 3000, whole: 300_000 };

export interface FollowCall extends JobCall<'progress' | 'skipped' | 'followed' | 'waiting' | 'arrived'> {
  readonly changed?: ImportCall['changed'];
  /** Hears when the folders are looked through, and when all in them was seen to. */
  readonly looking?: (looking: boolean) => void;
  /** Has a look's work done when it is its turn: several folders that are followed are looked through one after another. */
  readonly inTurn?: <T>(work: () => Promise<T>) => Promise<T>;
}

/** What a look is taken with, and for. */
export interface Look {
  readonly parts: ImportParts;
  readonly request: FollowRequest;
}

/**
 * Fails as an import does, with `bad-arguments` where something else than folders is to be followed.
 *
 * @param folders those of the request
 * @param lookNow asked before each look: models, settings and names may change in between
 */
export async function followPhotos(
  folders: readonly string[],
  lookNow: () => Promise<Result<Look>>,
  call: FollowCall,
  times: FollowTimes = FOLLOWING,
): Promise<Result<Answer<'photos.follow'>>> {
  const { signal, emit, inTurn = (work) => work(), looking = () => undefined } = call;
  const roots = folders.map((folder) => resolve(folder));
  const follower = new Follower(roots, times, emit);
  const done = { photos: 0, duplicates: 0 };
  try {
    while (!signal.aborted) {
      const there = await follower.present();
      if (!there.ok) return there;
      if (there.value.length > 0) {
        const report = await inTurn(async () => {
          if (signal.aborted) return success(null);
          looking(true);
          const look = await lookNow();
          if (!look.ok) return look;
          const { parts, request } = look.value;
          return catchUp(parts, narrowed(request, there.value), call);
        });
        if (!report.ok && report.failure.kind !== 'cancelled') return report;
        if (report.ok && report.value !== null) {
          done.photos += report.value.photos;
          done.duplicates += report.value.duplicates;
          emit('followed', report.value);
          if (report.value.stopped !== null && !signal.aborted)
            return { ok: false, failure: report.value.stopped };
        }
        if (!signal.aborted) looking(false);
      }
      await follower.change(signal);
    }
    return success(done);
  } finally {
    await follower.close();
  }
}

/** The folders that a request names. */
export const foldersOf = (request: FollowRequest): readonly string[] =>
  request.kind === 'tree' ? [request.folder] : request.paths;

/** The request without folders that are away: they would be reported as missing each time. */
const narrowed = (request: FollowRequest, folders: readonly string[]): FollowRequest =>
  request.kind === 'tree' ? request : { ...request, paths: folders };

/** Imports what was not seen to yet, as it is now. Null where there is nothing. */
async function catchUp(
  parts: ImportParts,
  request: FollowRequest,
  call: FollowCall,
): Promise<Result<ImportReport | null>> {
  const seen = await parts.library.followedFiles();
  if (!seen.ok) return seen;
  const plan = await planImport(parts.library, request, call.signal);
  if (!plan.ok) return plan;
  const digests = new Map<string, string>();
  for (const { person, files, films } of plan.value.groups) {
    for (const path of [...files, ...films]) {
      const digest = await digestOf(path, person, request);
      if (digest !== null && !seen.value.has(digest)) digests.set(path, digest);
    }
  }
  if (digests.size === 0) return success(null);
  const report = await importPhotos({ ...parts, only: new Set(digests.keys()) }, request, call);
  if (!report.ok) return report;
  // What could not be read may be readable next time; what stopped did not get to all.
  const again = new Set(
    report.value.skipped.flatMap(({ path, reason }) => (ABOUT_ITSELF.has(reason.kind) ? [] : [path])),
  );
  if (report.value.stopped === null) {
    for (const [path, digest] of digests) if (!again.has(path)) seen.value.add(digest);
    const kept = await parts.library.rememberFollowed(seen.value);
    if (!kept.ok) return kept;
  }
  return report;
}

/**
 * Of the file's path, size and time, and of what is made of it: another one where it may have changed, or is to be taken in
 * otherwise than before. Null where it is gone.
 */
async function digestOf(
  path: string,
  person: string | null,
  { inPlace = false, live = false }: FollowRequest,
): Promise<string | null> {
  try {
    const { size, mtimeMs } = await stat(onDisk(path));
    const how = JSON.stringify([person, inPlace, live]);
    const hash = createHash('sha256').update(`${resolve(path)}\0${size}\0${mtimeMs}\0${how}`);
    return hash.digest('hex').slice(0, 32);
  } catch {
    return null;
  }
}

/** Which of the folders are there, and when something changes in them. */
class Follower {
  readonly #folders: readonly string[];
  readonly #times: FollowTimes;
  readonly #emit: (event: 'waiting', detail: Events['waiting']) => void;
  readonly #watches = new Map<string, { readonly identity: string; readonly watch: FolderWatch }>();
  readonly #away = new Set<string>();
  /** When something was last heard; null where all was seen to since. */
  #heard: number | null = null;

  constructor(
    folders: readonly string[],
    times: FollowTimes,
    emit: (event: 'waiting', detail: Events['waiting']) => void,
  ) {
    this.#folders = folders;
    this.#times = times;
    this.#emit = emit;
  }

  /** Watches the folders that are there, and says of the others that they are waited for. */
  async present(): Promise<Result<readonly string[]>> {
    this.#heard = null;
    const there: string[] = [];
    for (const folder of this.#folders) {
      const identity = await identityOf(folder);
      if (identity === 'file') return notAFolder(folder);
      const watched = this.#watches.get(folder);
      if (watched !== undefined && watched.identity !== identity) {
        await watched.watch.close();
        this.#watches.delete(folder);
      }
      const away = identity === null;
      if (away !== this.#away.has(folder)) this.#emit('waiting', { folder, away });
      if (away) this.#away.add(folder);
      else this.#away.delete(folder);
      if (identity === null) continue;
      there.push(folder);
      if (this.#watches.has(folder)) continue;
      const watch = await watchFolder(folder, {
        onChange: () => (this.#heard = Date.now()),
        onError: () => undefined,
        isClosed: (path) => holds(path, 'facet.json') || whyNotEntered(path, []) !== null,
      });
      this.#watches.set(folder, { identity, watch });
    }
    return success(there);
  }

  /** Until something has changed and is quiet again, a folder comes or goes, or it is time to look through all. */
  async change(signal: AbortSignal): Promise<void> {
    const { quiet, look, whole } = this.#times;
    const until = Date.now() + whole;
    let looked = Date.now();
    while (!signal.aborted && Date.now() < until) {
      await sleep(Math.min(quiet, look) / 2, undefined, { signal }).catch(() => undefined);
      if (this.#heard !== null && Date.now() - this.#heard >= quiet) return;
      if (Date.now() - looked < look) continue;
      looked = Date.now();
      for (const folder of this.#folders) {
        if ((await identityOf(folder)) !== (this.#watches.get(folder)?.identity ?? null)) return;
      }
    }
  }

  async close(): Promise<void> {
    for (const { watch } of this.#watches.values()) await watch.close();
  }
}

/** Another one where another disk lies at the same path; null where nothing does. */
async function identityOf(folder: string): Promise<string | null> {
  try {
    const there = await stat(onDisk(folder), { bigint: true });
    return there.isDirectory() ? `${there.dev} ${there.ino}` : 'file';
  } catch {
    return null;
  }
}

const notAFolder = (path: string) =>
  failed('bad-arguments', `${path} is not a folder: only folders can be followed.`, 'Name a folder.', path);
