// Walks journeys in a window over a large library, each watched by itself.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Size } from '../../bench/scale/library/largeFolder.ts';
import { cast, writePhotos } from '../support/people.ts';
import { openShell } from '../support/shells/open.ts';
import type { ShellKind } from '../support/shells/shell.ts';
import { welcome } from '../support/steps.ts';
import { journeys } from './journeys.ts';
import { writeLargeLibrary } from './library.ts';
import { watching, type Longest } from './watch.ts';

export type JourneyName = keyof typeof journeys;

/** @param folder gets the library, which is made, and photos to import */
export async function walk(
  kind: ShellKind,
  folder: string,
  size: Size,
  walked: readonly JourneyName[] = Object.keys(journeys) as JourneyName[],
): Promise<Partial<Record<JourneyName, Longest>>> {
  await writeLargeLibrary(join(folder, 'library'), size);
  const files = {
    photos: await writePhotos(join(folder, 'photos'), 'Ada', cast['Ada Lovelace']),
    broken: writeBroken(join(folder, 'broken')),
  };
  const shell = await openShell(kind, { folder });
  try {
    await welcome(shell);
    const seen: Partial<Record<JourneyName, Longest>> = {};
    for (const name of walked) seen[name] = await watching(shell, () => journeys[name](shell, files));
    return seen;
  } finally {
    await shell.close();
  }
}

const BROKEN = 600;

function writeBroken(folder: string): string[] {
  mkdirSync(folder, { recursive: true });
  return Array.from({ length: BROKEN }, (_, at) => {
    const path = join(folder, `${at}.jpg`);
    writeFileSync(path, `This is no photo, but text number ${at}.`);
    return path;
  });
}
