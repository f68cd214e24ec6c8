// What lasts from one process to the next without being a part of the library: what a command line needs to take back a
// change, which files of followed folders were seen to, and what came of films.
import { mkdir, rm } from 'node:fs/promises';
import { z } from 'zod';
import type { Result } from '../../../models/failure.ts';
import { writeDurably } from '../../files/durable.ts';
import { attempt } from '../disk/faults.ts';
import type { Store } from '../memory/store.ts';
import { readPlain } from '../untrusted/plain.ts';

const LARGEST = 64e6;

/** Null where nothing is remembered, or nothing that can be read: it is of no use then. */
export function remembered({ layout }: Store): Promise<Result<unknown>> {
  return attempt(layout.root, async () => {
    const bytes = await readPlain(layout.undo, LARGEST);
    try {
      return bytes === null ? null : (JSON.parse(bytes.toString('utf8')) as unknown);
    } catch (error) {
      if (error instanceof SyntaxError) return null;
      throw error;
    }
  });
}

/** Where it cannot be kept, nothing older is: it would be taken back in the wrong order. */
export function remember(store: Store, content: unknown): Promise<Result<void>> {
  const { layout } = store;
  return attempt(layout.root, async () => {
    await store.prepare();
    await rm(layout.undo, { force: true });
    if (content === null) return;
    await mkdir(layout.cache, { recursive: true });
    await writeDurably(layout.undo, JSON.stringify(content));
  });
}

/** Bytes of a digest: enough that no two files have the same one. */
const DIGEST = 16;
const DIGEST_LARGEST = DIGEST * 4_000_000;

/** Digests (32 hex digits) of files that need not be looked at again; none where nothing is remembered. */
export function followedFiles({ layout }: Store): Promise<Result<Set<string>>> {
  return attempt(layout.root, async () => {
    const bytes = await readPlain(layout.followed, DIGEST_LARGEST);
    const digests = new Set<string>();
    for (let at = 0; bytes !== null && at + DIGEST <= bytes.length; at += DIGEST)
      digests.add(bytes.toString('hex', at, at + DIGEST));
    return digests;
  });
}

export function rememberFollowed(store: Store, digests: ReadonlySet<string>): Promise<Result<void>> {
  const { layout } = store;
  return attempt(layout.root, async () => {
    await store.prepare();
    await mkdir(layout.cache, { recursive: true });
    await writeDurably(layout.followed, Buffer.from([...digests].join(''), 'hex'));
  });
}

const filmsFile = z.record(z.string(), z.array(z.string()));

/** Ids of the photos that came from films, by the film's SHA-256; none where nothing is remembered that can be read. */
export function films({ layout }: Store): Promise<Result<Map<string, readonly string[]>>> {
  return attempt(layout.root, async () => {
    const bytes = await readPlain(layout.films, LARGEST);
    try {
      return new Map(Object.entries(filmsFile.parse(JSON.parse(bytes?.toString('utf8') ?? '{}'))));
    } catch (error) {
      if (error instanceof SyntaxError || error instanceof z.ZodError) return new Map<string, string[]>();
      throw error;
    }
  });
}

export async function rememberFilm(
  store: Store,
  film: string,
  photos: readonly string[],
): Promise<Result<void>> {
  const { layout } = store;
  const before = await films(store);
  if (!before.ok) return before;
  return attempt(layout.root, async () => {
    await store.prepare();
    await mkdir(layout.cache, { recursive: true });
    before.value.set(film, photos);
    await writeDurably(layout.films, JSON.stringify(Object.fromEntries(before.value)));
  });
}
