// Backups: a ZIP of the library under a name of its own, read again before it counts, and the oldest ones removed after that.
import { createHash } from 'node:crypto';
import { readdir, rm } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join, relative, resolve, sep } from 'node:path';
import { failed, success, type Result } from '../../../models/failure.ts';
import type { Answer, Request } from '../../../preload/contract.ts';
import { codeOf, fileFailure } from '../../files/failures.ts';
import type { Library } from '../../library/library.ts';
import { eachInTurns } from '../../work/turns.ts';
import type { Call } from '../call.ts';
import { INDEX } from './archive.ts';
import { packLibrary } from './pack.ts';
import { Archive } from './zipFile.ts';

/** Backups that are kept where nobody says. */
export const KEPT = 7;

/** A backup that Facet made, and when. */
export interface BackupFile {
  readonly file: string;
  /** Milliseconds since 1970. */
  readonly at: number;
}

/**
 * Several libraries may have one folder for their backups, on a server those of several machines: each removes its own.
 * A library that is moved begins anew, and what it had stays.
 */
const markOf = (library: string): string =>
  createHash('sha256')
    .update(`${hostname()}\0${resolve(library)}`)
    .digest('hex')
    .slice(0, 8);

/** `facet-backup-<mark>-2026-11-30T22-47-18.250Z.zip`: by name is by time, and every disk takes it. */
const nameFor = (library: string, when: Date): string =>
  `facet-backup-${markOf(library)}-${when.toISOString().replaceAll(':', '-')}.zip`;

const NAME = /^facet-backup-([0-9a-f]{8})-(\d{4}-\d{2}-\d{2}T)(\d{2})-(\d{2})-(\d{2}\.\d{3}Z)\.zip$/;

/** Those of this library, the newest first. Fails as the folder cannot be read. */
export async function backupsIn(folder: string, library: string): Promise<Result<readonly BackupFile[]>> {
  let names: readonly string[];
  try {
    names = await readdir(folder);
  } catch (error) {
    return codeOf(error) === 'ENOENT' ? away(folder) : fileFailure(error, folder);
  }
  const mark = markOf(library);
  const found = names.flatMap((name) => {
    const [, of, day = '', hours = '', minutes = '', seconds = ''] = NAME.exec(name) ?? [];
    const at = Date.parse(`${day}${hours}:${minutes}:${seconds}`);
    return of === mark && !Number.isNaN(at) ? [{ file: join(folder, name), at }] : [];
  });
  return success(found.sort((a, b) => b.at - a.at));
}

/** A drive that is not connected looks like a folder that is not there: it is not made. */
const away = (folder: string): Result<never> =>
  failed(
    'not-found',
    `The folder for backups, ${folder}, does not exist.`,
    'Connect its drive, or choose another folder.',
    folder,
  );

/**
 * Fails as `packLibrary` does, with `not-found` where the folder is not there, with `bad-arguments` where it lies in the
 * library, and with `disk-failed` where what was written reads differently.
 */
export async function backUp(
  library: Library,
  { folder, keep = KEPT }: Request<'library.backup'>,
  call: Call,
): Promise<Result<Answer<'library.backup'>>> {
  const inside = relative(resolve(library.folder), resolve(folder));
  if (inside === '' || !(inside === '..' || inside.startsWith(`..${sep}`) || resolve(inside) === inside))
    return failed(
      'bad-arguments',
      `${folder} is in the library itself.`,
      'Choose a folder outside it, best on another disk.',
      folder,
    );
  const before = await backupsIn(folder, library.folder);
  if (!before.ok) return before;
  const file = join(folder, nameFor(library.folder, new Date()));
  const pack = () =>
    packLibrary(library, { file }, call, (written, index) => verify(written, index, { folder, call }));
  let packed = await pack();
  // A photo that was erased meanwhile is missed too: without it all is well.
  if (!packed.ok && packed.failure.kind === 'library-corrupt') packed = await pack();
  if (!packed.ok) return packed;
  // It is there: from here on nothing undoes it, and what cannot be removed stays.
  let removed = 0;
  for (const old of before.value.slice(keep - 1)) {
    await rm(old.file, { force: true }).then(
      () => removed++,
      () => {},
    );
  }
  return success({ file, bytes: packed.value.bytes, removed });
}

/** Reads all of it from the disk: the index is what was written, every photo and crop has the hash that names it. */
async function verify(
  written: string,
  index: readonly string[],
  { folder, call: { signal, emit } }: { readonly folder: string; readonly call: Call },
): Promise<Result<void>> {
  const opened = await Archive.open(written);
  if (!opened.ok) return unreadable(folder);
  try {
    const digest = createHash('sha256');
    await eachInTurns(index, (piece) => digest.update(piece));
    const same = (await opened.value.digest(INDEX)) === digest.digest('hex');
    const damaged = await opened.value.damaged(signal, (done, total) =>
      emit('progress', { phase: 'Checking the ZIP', done, total }),
    );
    return same && damaged.length === 0 ? success(undefined) : unreadable(folder);
  } catch (error) {
    if (!signal.aborted) throw error;
    return failed('cancelled', 'The backup was cancelled.', 'Start it again when you like.');
  } finally {
    opened.value.close();
  }
}

const unreadable = (folder: string): Result<never> =>
  failed(
    'disk-failed',
    `The backup that was written to ${folder} reads differently; it was removed.`,
    'Check that disk, or choose a folder on another one.',
    folder,
  );
