// Embeddings of the library's faces by one encoder: from the cache, and what it lacks through the engine.
import { success, type Failure, type Result } from '../../../models/failure.ts';
import type { EncoderInfo, Engine } from '../../engine/engine.ts';
import { openEmbeddings } from './openEmbeddings.ts';
import type { EmbeddingCache } from '../../library/embeddings.ts';
import type { Library } from '../../library/library.ts';
import type { LibraryFace } from '../../library/photos.ts';

/** Crops in one call of the engine: between calls others get their turn, and cancelling works. */
const AT_ONCE = 64;

export interface EmbeddingCall {
  readonly signal?: AbortSignal;
  /** Fewer crops in one call, for work that yields to what a person waits for. */
  readonly atOnce?: number;
  readonly onBatch?: (done: number, total: number) => void;
  /** A crop that cannot be read stays without an embedding. */
  readonly onFailure?: (path: string, reason: Failure) => void;
}

/** Answers with the cache, which then has every face that can be read. */
export async function embedFaces(
  engine: Engine,
  library: Library,
  info: EncoderInfo,
  faces: readonly LibraryFace[],
  { signal, atOnce = AT_ONCE, onBatch, onFailure }: EmbeddingCall,
): Promise<Result<EmbeddingCache>> {
  const { id: encoder, dimensions } = info;
  const cache = await openEmbeddings(library, info);
  if (!cache.ok) return cache;
  const missing = faces.filter(({ id }) => cache.value.get(id) === undefined);
  for (let start = 0; start < missing.length; start += atOnce) {
    onBatch?.(start, missing.length);
    const batch = missing.slice(start, start + atOnce);
    const crops = batch.map(({ cropPath, cropLandmarks }) => ({ path: cropPath, landmarks: cropLandmarks }));
    const embedded = await engine.embed(encoder, crops, signal);
    if (!embedded.ok) return embedded;
    const { embeddings, failures } = embedded.value;
    for (const [at, reason] of failures) onFailure?.(batch[at].cropPath, reason);
    const rows = batch.flatMap(({ id }, at) =>
      failures.has(at) ? [] : [[id, embeddings.slice(at * dimensions, (at + 1) * dimensions)] as const],
    );
    const kept = await cache.value.put(rows);
    if (!kept.ok) return kept;
  }
  return success(cache.value);
}
