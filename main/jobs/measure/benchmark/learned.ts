// What a system learns a gallery from, and what it has then.
import type { Gallery } from '../../../../models/identity/gallery.ts';
import type { CropToEmbed, Engine } from '../../../engine/engine.ts';
import type { Cohorts } from '../../cohorts/cohortStore.ts';
import type { Workers } from '../../../work/workers.ts';
import type { SeenFace } from './embedPhotos.ts';
import type { Searcher } from '../../../../models/evaluation/searcher.ts';

/** What a gallery is made of. */
export interface EnrolledPhotos {
  readonly gallery: Gallery;
  /** In the order of the gallery's rows. */
  readonly photos: readonly CropToEmbed[];
  /** Names, in the order of the gallery's people. */
  readonly names: readonly string[];
}

export interface LearnOptions {
  readonly fpir: number;
  readonly seed: number;
  /** Embeddings of strangers who are no part of the test, `[N, D]`. */
  readonly strangers: Float32Array;
  /** In place of the paper's sentence, a person each; several such lists are taken together. */
  readonly prompts?: readonly (readonly string[])[];
  /** Faces that will be asked about: an encoder that is trained sees them all anew. */
  readonly probes: readonly SeenFace[];
}

/** What a gallery is searched with. */
export interface Learned {
  readonly searcher: Searcher;
  /** Embeddings by face key where the encoder was trained; null where its own hold. */
  readonly seen: ReadonlyMap<string, Float32Array> | null;
}

export interface LearnParts {
  readonly engine: Engine;
  readonly cohorts: Cohorts;
  readonly workers: Workers;
  /** Absolute folder that trainings write into, and from which `BENCHMARK_TRAINING` is opened. */
  readonly training: string;
}
