// Keeps what was removed for another process to take back, and puts it back.
import { basename, join } from 'node:path';
import { z } from 'zod';
import { failed, success, type Result } from '../../../../models/failure.ts';
import { syncFolder, writeDurably } from '../../../files/durable.ts';
import { attempt } from '../../disk/faults.ts';
import { noteIn } from '../../disk/kept.ts';
import { isErased, isPersonId, UNNAMED } from '../../disk/layout.ts';
import { faceEntry, isStorable, photoEntry } from '../../disk/schema.ts';
import { withDenied, withName } from '../../memory/catalogue.ts';
import type { Store } from '../../memory/store.ts';
import { readPlain } from '../../untrusted/plain.ts';
import { eraseRest } from '../placing.ts';
import { restore, type Taken } from './restore.ts';

const LARGEST = 64e6;

const note = z.object({
  schema: z.literal(1),
  taken: z.array(
    z.object({
      owner: z.string().refine((id) => isPersonId(id) || id === UNNAMED),
      photo: photoEntry,
      faces: z.array(faceEntry),
    }),
  ),
});

/** Answers with the name by which `restoreKept` finds it. */
export async function keepForLater(
  store: Store,
  taken: readonly Taken[],
  kept: string,
): Promise<Result<string>> {
  const written = await attempt(store.layout.root, async () => {
    // By the folder the next open knows what is left over: with the note in it, it would not look.
    const rest = await eraseRest(store);
    if (rest !== null) return rest;
    // Entries may be views of the index.
    const content = taken.map(({ owner, photo, faces }) => ({
      owner,
      photo: withName(photo, photo.name),
      faces: faces.map((face) => withDenied(face, face.denied)),
    }));
    await writeDurably(noteIn(kept), JSON.stringify({ schema: 1, taken: content }));
    await syncFolder(kept);
    return null;
  });
  if (!written.ok) return written;
  return written.value === null
    ? success(basename(kept))
    : failed('no-permission', `${written.value} could not be erased.`, 'Close the program that holds it.');
}

/** Fails with `not-found` where it is gone. */
export async function restoreKept(store: Store, name: string): Promise<Result<void>> {
  const folder = join(store.layout.cache, name);
  const read = await attempt(store.layout.root, async () => {
    const bytes = isErased(name) && basename(name) === name ? await readPlain(noteIn(folder), LARGEST) : null;
    return note.safeParse(bytes === null ? null : parsed(bytes.toString('utf8')));
  });
  if (!read.ok) return read;
  const { data } = read.value;
  if (data?.taken.every(({ photo, faces }) => isStorable(photo, faces)) !== true)
    return failed('not-found', 'What was deleted is no longer kept.', 'Import the photo again.');
  return restore(store, data.taken, folder);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
