// Embeddings of the library's faces, for what the screens say about likeness: doubt, groups, suggestions.
import type { Call } from '../call.ts';
import type { Result } from '../../../models/failure.ts';
import type { Cohort } from '../../../models/identity/cohort/cohort.ts';
import type { EncoderInfo, Engine } from '../../engine/engine.ts';
import { embedFaces } from '../../jobs/faces/embedFaces.ts';
import { openEmbeddings } from '../../jobs/faces/openEmbeddings.ts';
import type { EmbeddingCache, LibraryEmbeddings } from '../../library/embeddings.ts';
import type { Library } from '../../library/library.ts';
import type { FaceKey } from '../../library/photos.ts';
import type { Services } from '../../services.ts';

/** Faces embedded a call: small enough that a camera frame need not wait long behind it. */
const BATCH = 16;

export class Likeness {
  readonly #services: Services;
  /** Called when more is known than the last answer said. */
  readonly #changed: () => void;
  readonly #encoders = new Map<string, Promise<Result<EncoderInfo>>>();
  readonly #answered = new Map<string, EncoderInfo>();

  constructor(services: Services, changed: () => void) {
    this.#services = services;
    this.#changed = changed;
  }

  /**
   * Embeddings that are there already. An engine that starts takes longer than a window may: none until it has answered,
   * and then the window is told.
   */
  async known(library: Library, encoder: string): Promise<LibraryEmbeddings | null> {
    const info = this.#answered.get(encoder);
    if (info !== undefined) {
      const cache = await openEmbeddings(library, info);
      return cache.ok ? cache.value : null;
    }
    if (!this.#encoders.has(encoder)) {
      void this.#encoder(encoder).then(({ ok }) => {
        if (ok) this.#changed();
      });
    }
    return null;
  }

  /**
   * Makes sure that all of these faces have embeddings. Crops that cannot be read stay without.
   *
   * @param engine the one for background work, where nobody waits for these faces alone
   */
  async embed(
    library: Library,
    encoder: string,
    faces: readonly FaceKey[],
    { signal, emit }: Call,
    engine: Engine = this.#services.engine,
  ): Promise<Result<EmbeddingCache>> {
    const info = await this.#encoder(encoder);
    if (!info.ok) return info;
    const cache = await openEmbeddings(library, info.value);
    if (!cache.ok) return cache;
    const missing = faces
      .filter(({ id }) => cache.value.get(id) === undefined)
      .flatMap(({ id }) => {
        const face = library.face(id);
        return face.ok ? [face.value] : [];
      });
    return embedFaces(engine, library, info.value, missing, {
      signal,
      atOnce: BATCH,
      onBatch: (done, total) => emit('progress', { phase: 'Embedding faces', done, total }),
    });
  }

  /** What strangers look like to the encoder; null where nobody knows, or only of another build of it. */
  async cohort(encoder: string): Promise<Cohort | null> {
    const info = await this.#encoder(encoder);
    if (!info.ok) return null;
    const cohort = await this.#services.cohorts.find(info.value);
    return cohort.ok ? cohort.value : null;
  }

  #encoder(id: string): Promise<Result<EncoderInfo>> {
    const known = this.#encoders.get(id);
    if (known !== undefined) return known;
    const asked = this.#services.engine.encoder(id).then((info) => {
      if (info.ok) this.#answered.set(id, info.value);
      else this.#encoders.delete(id);
      return info;
    });
    this.#encoders.set(id, asked);
    return asked;
  }
}
