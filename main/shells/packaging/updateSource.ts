// Says in a package where it may look for newer ones, where the releases have a server: what replaces itself, and no package of a
// distribution.
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { SOURCE_FILE, sourceFor } from '../electron/updates/source.ts';

/** Targets that put a newer file in their own place. */
const REPLACE_THEMSELVES: ReadonlySet<string> = new Set(['AppImage', 'nsis', 'dmg', 'zip']);

/**
 * Throws where the environment names a server or a key that is none.
 *
 * @param targets that are made from these resources
 */
export async function writeUpdateSource(
  resources: string,
  platform: string,
  targets: readonly string[],
): Promise<void> {
  const { FACET_UPDATE_URL: url, FACET_UPDATE_KEY: key } = process.env;
  if (url === undefined || url === '' || key === undefined || key === '') return;
  const replaces = targets.filter((target) => REPLACE_THEMSELVES.has(target));
  if (replaces.length === 0) return;
  if (replaces.length < targets.length)
    throw new Error(
      `${targets.join(', ')} on ${platform} share their resources: make what replaces itself in a run of its own.`,
    );
  await writeFile(join(resources, SOURCE_FILE), `${JSON.stringify(sourceFor(url, key))}\n`);
}
