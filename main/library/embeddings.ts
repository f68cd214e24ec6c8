// Embeddings that a library keeps, as its callers see them.
import type { Result } from '../../preload/contract.ts';

/** An encoder as the cache knows it: `EncoderInfo` of the engine fits. */
export interface EncoderKey {
  /** SHA-256 over everything that decides an embedding, hex. */
  readonly digest: string;
  readonly dimensions: number;
}

/**
 * Embeddings of one encoder, keyed by crop. Derived data: deleting the file loses nothing but time, a damaged
 * record reads as missing, and embeddings of faces that the library does not hold are never kept.
 */
export interface EmbeddingCache {
  /** L2-normalised, `[dimensions]`; a view that the caller must not write to. */
  get(face: string): Float32Array | undefined;
  /** Keeps embeddings, `[dimensions]` each, of faces that the library holds; the others are passed over. */
  put(embeddings: Iterable<readonly [face: string, embedding: Float32Array]>): Promise<Result<void>>;
}

/** The same for faces of a library. */
export interface LibraryEmbeddings extends EmbeddingCache {
  /** How many there are. */
  readonly size: number;
}
