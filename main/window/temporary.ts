// Photos that came as bytes, as files for the time of one command.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PhotoBytes } from '../../preload/window.ts';

/** A name is what the page says: only its last part is kept, and nothing that a file system objects to. */
const safeName = (name: string): string =>
  (name.split(/[/\\]/).at(-1) ?? '')
    .replace(/[^\p{L}\p{N} ._()-]/gu, '_')
    .replace(/^\.+/, '')
    .slice(-120) || 'photo';

/** Each file lies in a folder of its own, so that equal names do not collide. */
export async function withFiles<T>(
  photos: readonly PhotoBytes[],
  work: (paths: readonly string[]) => Promise<T>,
): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'facet-'));
  try {
    const paths: string[] = [];
    for (const { name, bytes } of photos) {
      const path = join(await mkdtemp(join(folder, 'p')), safeName(name));
      await writeFile(path, bytes, { mode: 0o600 });
      paths.push(path);
    }
    return await work(paths);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
