// Photos that came as bytes, as files for the time of one command.
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Result } from '../../../models/failure.ts';
import type { PhotoBytes } from '../../../preload/window.ts';
import type { Call } from '../../commands/call.ts';
import { passingName, sweepLeftBehind } from '../../files/leftBehind.ts';
import { fileFailure } from '../../files/failures.ts';

/** A name is what the page says: only its last part is kept, and nothing that a file system objects to. */
const safeName = (name: string): string =>
  (name.split(/[/\\]/).at(-1) ?? '')
    .replace(/[^\p{L}\p{N} ._()-]/gu, '_')
    .replace(/^\.+/, '')
    .slice(-120) || 'photo';

const STEM = 'facet';
const ENDING = 'photos';

/** Erases photos that a process which was killed has left. */
export const sweepTemporary = (): Promise<void> => sweepLeftBehind(tmpdir(), STEM, ENDING);

/** What `work` says and answers has the page's names of the photos in the place of their paths, wherever these stand. */
export async function withFiles<T>(
  photos: readonly PhotoBytes[],
  call: Call,
  work: (paths: readonly string[], call: Call) => Promise<Result<T>>,
): Promise<Result<T>> {
  let folder: string | null = null;
  try {
    let paths: readonly string[];
    try {
      await sweepTemporary();
      folder = join(tmpdir(), passingName(STEM, ENDING));
      // Fails where somebody else has put something there.
      await mkdir(folder, { mode: 0o700 });
      paths = await writeAll(photos, folder);
    } catch (error) {
      return fileFailure(error, folder ?? tmpdir());
    }
    const named = naming(folder, new Map(paths.map((path, at) => [path, photos[at].name])));
    const emit: Call['emit'] = (event, detail) => call.emit(event, named(detail));
    return named(await work(paths, { ...call, emit }));
  } finally {
    if (folder !== null) await rm(folder, { recursive: true, force: true });
  }
}

/** Each file lies in a folder of its own, so that equal names do not collide. */
async function writeAll(photos: readonly PhotoBytes[], folder: string): Promise<readonly string[]> {
  const paths: string[] = [];
  for (const { name, bytes } of photos) {
    const path = join(await mkdtemp(join(folder, 'p')), safeName(name));
    await writeFile(path, bytes, { mode: 0o600 });
    paths.push(path);
  }
  return paths;
}

/** @param names by path, all of them below the folder */
function naming(folder: string, names: ReadonlyMap<string, string>): <T>(said: T) => T {
  const named = (said: unknown): unknown => {
    if (typeof said === 'string') {
      if (!said.includes(folder)) return said;
      return [...names].reduce((text, [path, name]) => text.replaceAll(path, () => name), said);
    }
    if (Array.isArray(said)) return said.map(named);
    if (said === null || typeof said !== 'object' || Object.getPrototypeOf(said) !== Object.prototype)
      return said;
    return Object.fromEntries(Object.entries(said).map(([key, value]) => [key, named(value)]));
  };
  return <T>(said: T) => named(said) as T;
}
