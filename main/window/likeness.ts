// Embeddings of the library's faces, for what the screens say about likeness: doubt, groups, suggestions.
import type { Result } from '../../models/failure.ts';
import type { EncoderInfo } from '../engine/engine.ts';
import { embedFaces } from '../jobs/embedFaces.ts';
import type { Call } from '../commands.ts';
import type { EmbeddingCache, Library, LibraryFace } from '../library/library.ts';
import type { Rooms } from '../rooms.ts';

/** Faces embedded a call: small enough that a camera frame need not wait long behind it. */
const BATCH = 16;

export class Likeness {
  readonly #rooms: Rooms;
  readonly #encoders = new Map<string, Promise<Result<EncoderInfo>>>();

  constructor(rooms: Rooms) {
    this.#rooms = rooms;
  }

  /** Embeddings that are there already; none where the encoder has not been asked for yet. */
  async known(library: Library, encoder: string): Promise<EmbeddingCache | null> {
    const info = await this.#encoders.get(encoder);
    if (info?.ok !== true) return null;
    const cache = await library.embeddings(info.value);
    return cache.ok ? cache.value : null;
  }

  /** Makes sure that all of these faces have embeddings. Crops that cannot be read stay without. */
  async embed(
    library: Library,
    encoder: string,
    faces: readonly LibraryFace[],
    { signal, emit }: Call,
  ): Promise<Result<EmbeddingCache>> {
    const info = await this.#encoder(encoder);
    if (!info.ok) return info;
    return embedFaces(this.#rooms.engine, library, info.value, faces, {
      signal,
      atOnce: BATCH,
      onBatch: (done, total) => emit('progress', { phase: 'Embedding faces', done, total }),
    });
  }

  #encoder(id: string): Promise<Result<EncoderInfo>> {
    const known = this.#encoders.get(id);
    if (known !== undefined) return known;
    const asked = this.#rooms.engine.encoder(id).then((info) => {
      if (!info.ok) this.#encoders.delete(id);
      return info;
    });
    this.#encoders.set(id, asked);
    return asked;
  }
}

/** Inner product: the cosine, as embeddings are of unit length. */
export function cosine(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let at = 0; at < a.length; at++) sum += (a[at] ?? 0) * (b[at] ?? 0);
  return sum;
}

/** The direction of the mean of unit vectors; null where there are none. */
export function meanDirection(vectors: readonly Float32Array[]): Float32Array | null {
  const [first] = vectors;
  if (first === undefined) return null;
  const sum = new Float32Array(first.length);
  for (const vector of vectors)
    for (let at = 0; at < sum.length; at++) sum[at] = (sum[at] ?? 0) + (vector[at] ?? 0);
  const length = Math.hypot(...sum) || 1;
  return sum.map((value) => value / length);
}
