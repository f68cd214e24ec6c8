// Makes a system learn a gallery: what the engine has to do for it, and what it searches with afterwards.
import { join } from 'node:path';
import {
  searchByDistance,
  searchByHead,
  searchBySoftmax,
  type Searcher,
} from '../../../models/evaluation/searcher.ts';
import { success, type Result } from '../../../models/failure.ts';
import { FEWEST_STRANGERS, fitCohort, type Cohort } from '../../../models/identity/cohort.ts';
import type { Gallery } from '../../../models/identity/gallery.ts';
import type { CropToEmbed, EncoderInfo, Engine } from '../../engine/engine.ts';
import type { Cohorts } from '../cohortStore.ts';
import type { MeasureCall } from './look.ts';
import type { PlannedSystem } from './systems.ts';

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
  /** In place of the paper's sentence, a person each. */
  readonly prompts?: readonly string[];
}

export interface LearnParts {
  readonly engine: Engine;
  readonly cohorts: Cohorts;
  /** Absolute folder for what a training writes. */
  readonly scratch: string;
}

export class Learners {
  readonly #parts: LearnParts;
  readonly #call: MeasureCall;
  readonly #cohorts = new Map<string, Cohort | null>();

  constructor(parts: LearnParts, call: MeasureCall) {
    this.#parts = parts;
    this.#call = call;
  }

  async learn(
    { way, encoder }: PlannedSystem,
    enrolled: EnrolledPhotos,
    options: LearnOptions,
  ): Promise<Result<Searcher>> {
    if (encoder === null) throw new Error('a system that is not here cannot learn');
    const { gallery } = enrolled;
    const strangers = { faces: options.strangers, fpir: options.fpir };
    switch (way) {
      case 'distance':
        return success(searchByDistance(gallery, strangers));
      case 'head': {
        const cohort = await this.#cohortOf(encoder, options);
        return cohort.ok ? success(searchByHead(gallery, cohort.value, options)) : cohort;
      }
      case 'text':
      case 'zero-shot': {
        const texts = await this.#texts(encoder, enrolled, options, way === 'text' ? {} : { steps: 0 });
        return texts.ok ? success(searchBySoftmax(texts.value, encoder.dimensions, strangers)) : texts;
      }
      default:
        return way satisfies never;
    }
  }

  /** The encoder's own cohort, else one of these strangers; null where they are too few. */
  async #cohortOf(encoder: EncoderInfo, { strangers, seed }: LearnOptions): Promise<Result<Cohort | null>> {
    const known = this.#cohorts.get(encoder.digest);
    if (known !== undefined) return success(known);
    const found = await this.#parts.cohorts.find(encoder);
    if (!found.ok) return found;
    const count = strangers.length / encoder.dimensions;
    let cohort = found.value;
    if (cohort === null && count >= FEWEST_STRANGERS) {
      this.#call.emit('progress', {
        phase: 'Fitting a cohort',
        done: 0,
        total: null,
        detail: encoder.id,
      });
      const { id, digest } = encoder;
      const source = `${count} strangers who are not in the test`;
      cohort = fitCohort(strangers, encoder.dimensions, { encoder: { id, digest }, source }, seed);
    }
    this.#cohorts.set(encoder.digest, cohort);
    return success(cohort);
  }

  /** Features of everybody's prompt after the text tower was trained. */
  async #texts(
    { id }: EncoderInfo,
    { gallery, photos, names }: EnrolledPhotos,
    { seed, prompts }: LearnOptions,
    steps: { readonly steps?: number },
  ): Promise<Result<Float32Array>> {
    const trained = await this.#parts.engine.train(
      {
        encoder: id,
        method: 'text',
        people: names,
        ...(prompts === undefined ? {} : { prompts }),
        faces: photos.map((photo, row) => ({ ...photo, person: gallery.people[row] })),
        heldOut: [],
        seed,
        ...steps,
        folder: join(this.#parts.scratch, 'training'),
      },
      {
        signal: this.#call.signal,
        onEvent: ({ step, steps: total }) => {
          const detail = { detail: `${id}, ${names.length} people` };
          this.#call.emit('progress', { phase: 'Training the text tower', done: step, total, ...detail });
        },
      },
    );
    if (!trained.ok) return trained;
    if (trained.value.texts === null) throw new Error('a training of the text tower gave no texts');
    return success(trained.value.texts);
  }
}
