// The embedding files of a library: opened once each, and purged of people who are gone.
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Result } from '../../../models/failure.ts';
import { EmbeddingFile, readEncoder } from '../disk/embeddings.ts';
import { attempt } from '../disk/faults.ts';
import { isEmbeddingFile } from '../disk/layout.ts';
import type { LibraryEmbeddings, EncoderKey } from '../embeddings.ts';
import { listFolder } from '../untrusted/plain.ts';
import type { Store } from '../memory/store.ts';

const SUFFIX = '.bin';

/** A library may be asked for the same encoder at any time: there is one writer for each file. */
export function openCache(store: Store, encoder: EncoderKey): Promise<Result<LibraryEmbeddings>> {
  const { layout, catalogue, caches } = store;
  if (!/^[0-9a-f]{64}$/.test(encoder.digest)) throw new Error(`"${encoder.digest}" is not a SHA-256 digest`);
  return attempt(layout.root, async () => {
    let opening = caches.get(encoder.digest);
    if (opening === undefined) {
      const path = join(layout.embeddings, encoder.digest + SUFFIX);
      opening = EmbeddingFile.open(path, encoder, (face) => catalogue.hasFace(face));
      caches.set(encoder.digest, opening);
      opening.catch(() => caches.delete(encoder.digest));
    }
    const file = await opening;
    return {
      get: (face: string) => file.get(face),
      get size() {
        return file.size;
      },
      put: (embeddings: Iterable<readonly [string, Float32Array]>) =>
        attempt(layout.root, async () => {
          await store.prepare();
          await file.put(embeddings);
        }),
    };
  });
}

/**
 * Erases the embeddings of faces that the library no longer holds, from every file. What is not a file of Facet's
 * is left alone: the health of the library names it.
 */
export async function purgeCaches(store: Store): Promise<void> {
  await eachCache(store, (file) => file.purge().then(() => 0));
}

/** The same for damaged records. Answers with how many records went; a file that cannot be read counts as one. */
export const mendCaches = (store: Store): Promise<number> => eachCache(store, (file) => file.mend());

async function eachCache(
  { layout, catalogue, caches }: Store,
  clear: (file: EmbeddingFile) => Promise<number>,
): Promise<number> {
  let gone = 0;
  for (const { name, kind } of await listFolder(layout.embeddings)) {
    if (kind !== 'file' || !isEmbeddingFile(name)) continue;
    const path = join(layout.embeddings, name);
    const open = caches.get(name.slice(0, -SUFFIX.length));
    if (open !== undefined) {
      gone += await clear(await open);
      continue;
    }
    const encoder = await readEncoder(path);
    if (encoder === null || encoder.digest + SUFFIX !== name) {
      // Whatever it is, it cannot be read, and it may hold anything.
      await rm(path, { force: true });
      gone++;
      continue;
    }
    const file = await EmbeddingFile.open(path, encoder, (face) => catalogue.hasFace(face));
    gone += await clear(file);
    await file.close();
  }
  return gone;
}

export async function closeCaches({ caches }: Store): Promise<void> {
  for (const opening of caches.values()) await (await opening).close();
}
