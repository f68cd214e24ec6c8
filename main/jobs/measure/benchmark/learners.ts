// Makes a system learn a gallery: what the engine has to do for it, and what it searches with afterwards.
import { closedFormOf } from '../../../../models/identity/heads/rule.ts';
import { promptFor } from '../../../../models/clip/prompt.ts';
import {
  imageMeans,
  searchByDistance,
  searchByHead,
  searchBySoftmax,
} from '../../../../models/evaluation/searcher.ts';
import { success, type Result } from '../../../../models/failure.ts';
import { FEWEST_STRANGERS, type Cohort } from '../../../../models/identity/cohort/cohort.ts';
import { accumulate, normalise, rowOf } from '../../../../models/linear/vectors.ts';
import type { EncoderInfo } from '../../../engine/engine.ts';
import type { EnrolledPhotos, LearnOptions, Learned, LearnParts } from './learned.ts';
import type { PlannedSystem, MethodConfiguration } from '../systems.ts';
import { learnTuned } from './tunedSystem.ts';
import type { JobCall } from '../../call.ts';
/** Ways that have an anchor a person. */
export type Anchored = Extract<MethodConfiguration, 'means' | 'text' | 'zero-shot'>;

export class Learners {
  readonly #parts: LearnParts;
  readonly #call: JobCall;
  readonly #cohorts = new Map<string, Cohort | null>();
  readonly #texts = new Map<string, Float32Array>();

  constructor(parts: LearnParts, call: JobCall) {
    this.#parts = parts;
    this.#call = call;
  }

  async learn(
    planned: PlannedSystem,
    enrolled: EnrolledPhotos,
    options: LearnOptions,
  ): Promise<Result<Learned>> {
    const { way, encoder } = planned;
    if (encoder === null) throw new Error('a system that is not here cannot learn');
    const { gallery } = enrolled;
    const strangers = { faces: options.strangers, fpir: options.fpir };
    switch (way) {
      case 'distance':
        return success({ searcher: searchByDistance(gallery, strangers), seen: null });
      case 'head':
      case 'gda':
      case 'proker': {
        const cohort = await this.#cohortOf(encoder, options);
        if (!cohort.ok) return cohort;
        const { fpir, seed } = options;
        const { signal } = this.#call;
        const input = [gallery, cohort.value, { fpir, seed, ...closedFormOf(way) }] as const;
        const trained = await this.#parts.workers.run('trainRecogniser', input, { signal });
        if (!trained.ok) return trained;
        return success({ searcher: searchByHead(trained.value.recogniser, cohort.value), seen: null });
      }
      case 'means':
      case 'text':
      case 'zero-shot': {
        const anchors = await this.anchorsOf({ way, encoder }, enrolled, options);
        if (!anchors.ok) return anchors;
        const searcher = searchBySoftmax(anchors.value, encoder.dimensions, strangers);
        return success({ searcher, seen: null });
      }
      case 'projector':
      case 'full': {
        const cohort = await this.#cohortOf(encoder, options);
        if (!cohort.ok) return cohort;
        return learnTuned(this.#parts, { way, encoder }, enrolled, cohort.value, options, this.#call);
      }
      default:
        return way satisfies never;
    }
  }

  /**
   * What stands for each person in a softmax, `[P, D]`: the mean of their photos, or the feature of their prompt, of
   * several prompts the mean (as CLIP takes several templates together). What was trained once is remembered.
   */
  async anchorsOf(
    { way, encoder }: { readonly way: Anchored; readonly encoder: EncoderInfo },
    enrolled: EnrolledPhotos,
    options: LearnOptions,
  ): Promise<Result<Float32Array>> {
    if (way === 'means') return success(imageMeans(enrolled.gallery));
    const { prompts = [enrolled.names.map(promptFor)] } = options;
    const sum = new Float32Array(enrolled.names.length * encoder.dimensions);
    for (const own of prompts) {
      const key = JSON.stringify([encoder.digest, way, options.seed, own, enrolled.names, enrolled.photos]);
      const known = this.#texts.get(key);
      const texts = known ? success(known) : await this.#trainTexts(encoder, enrolled, options, way, own);
      if (!texts.ok) return texts;
      this.#texts.set(key, texts.value);
      accumulate(sum, texts.value);
    }
    if (prompts.length > 1)
      for (let row = 0; row < enrolled.names.length; row++) normalise(rowOf(sum, row, encoder.dimensions));
    return success(sum);
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
      const fitted = await this.#parts.workers.run(
        'fitCohort',
        [strangers, encoder.dimensions, { encoder: { id, digest }, source }, seed],
        { signal: this.#call.signal },
      );
      if (!fitted.ok) return fitted;
      cohort = fitted.value;
    }
    this.#cohorts.set(encoder.digest, cohort);
    return success(cohort);
  }

  /** Features of everybody's prompt, after the text tower was trained unless it is asked as it is. */
  async #trainTexts(
    { id }: EncoderInfo,
    { gallery, photos, names }: EnrolledPhotos,
    { seed }: LearnOptions,
    way: Exclude<Anchored, 'means'>,
    prompts: readonly string[],
  ): Promise<Result<Float32Array>> {
    const trained = await this.#parts.engine.train(
      {
        encoder: id,
        method: 'text',
        people: names,
        prompts,
        faces: photos.map((photo, row) => ({ ...photo, person: gallery.people[row] })),
        heldOut: [],
        seed,
        ...(way === 'text' ? {} : { steps: 0 }),
        folder: this.#parts.training,
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
