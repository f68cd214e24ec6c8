// Whether an owner's folder is as it was when its content was last compared with its catalogue: told by four looks at
// the disk, where reading and listing would take a thousand times as long.
import { lstatSync, type BigIntStats } from 'node:fs';
import { pass } from '../../work/turns.ts';
import type { Layout } from '../disk/layout.ts';

export interface Stamps {
  /** Of person.json; null where it is too young to be told by its time. */
  readonly catalogue: string | null;
  /** Of the owner's folder and those for photos and faces in it; null likewise. */
  readonly folders: string | null;
}

/** What was changed in one tick of the clock has one time: nanoseconds here, seconds on disks with whole ones. */
const TICK = 100_000_000n;
const SLOW_TICK = 2_500_000_000n;
const SECOND = 1_000_000_000n;

/** Looks at each owner's folder. What is changed from then on gets other stamps. */
export async function takeStamps(layout: Layout, owners: Iterable<string>): Promise<Map<string, Stamps>> {
  const stamps = new Map<string, Stamps>();
  for (const id of owners) {
    stamps.set(id, stampsOf(layout, id));
    await pass();
  }
  return stamps;
}

function stampsOf(layout: Layout, id: string): Stamps {
  const now = BigInt(Date.now()) * 1_000_000n;
  const folders = [layout.owner(id), layout.photos(id), layout.faces(id)].map((path) => stampOf(path, now));
  return {
    catalogue: stampOf(layout.person(id), now),
    folders: folders.includes(null) ? null : folders.join(' '),
  };
}

function stampOf(path: string, now: bigint): string | null {
  const found = lookAt(path);
  if (found === undefined) return 'none';
  const { ino, mtimeNs, ctimeNs, size } = found;
  const tick = mtimeNs % SECOND === 0n ? SLOW_TICK : TICK;
  if (now - mtimeNs < tick) return null;
  // A folder's own time of change is also that of its permissions, which say nothing of what is in it.
  return found.isFile() ? `${ino}-${mtimeNs}-${ctimeNs}-${size}` : `${ino}-${mtimeNs}`;
}

/** Undefined where there is nothing, or nothing that can be looked at: whoever reads it says why. */
function lookAt(path: string): BigIntStats | undefined {
  try {
    return lstatSync(path, { bigint: true, throwIfNoEntry: false });
  } catch {
    return undefined;
  }
}
