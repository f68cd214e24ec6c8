// Compares every stored file with the hash that it is named by.
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import type { Result } from '../../models/failure.ts';
import { attempt, isMissing } from './faults.ts';
import type { Verification } from './library.ts';
import type { Store } from './store.ts';
import { photoFileOf } from './views.ts';

/** Stops early, with what it has found, when it is aborted. */
export function verify(store: Store, signal?: AbortSignal): Promise<Result<Verification>> {
  const { catalogue, layout, gate } = store;
  const missing: string[] = [];
  const broken: string[] = [];
  const check = async (path: string, hash: string) => {
    try {
      if ((await hashOf(path)) !== hash) broken.push(path);
    } catch (error) {
      if (!isMissing(error)) throw error;
      missing.push(path);
    }
  };
  return attempt(layout.root, () =>
    // Among others, but not while files move.
    gate.shared(async () => {
      for (const { id, photos, faces } of catalogue.owners()) {
        for (const photo of photos.values()) {
          if (signal?.aborted !== true) await check(layout.photo(id, photoFileOf(photo)), photo.id);
        }
        for (const face of faces.values()) {
          if (signal?.aborted !== true) await check(layout.face(id, face.id), face.id);
        }
      }
      return { missing, broken };
    }),
  );
}

async function hashOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}
