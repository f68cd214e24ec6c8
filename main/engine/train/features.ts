// Faces as a phase takes them: through the frozen part of the image tower, once for each view, then from memory.
//
// [Note: company] Sums inside a network may be taken in another order in another batch. A training that is resumed looks at
// faces in another order than one that was not disturbed, so a view is always computed in the same batch: that of all
// views of its face, or none.
import type { Augmentation } from '../../../models/clip/augment.ts';
import type { ClipConfig } from '../../../models/clip/config.ts';
import { buildBefore, buildImageTower, imageStages } from '../../../models/clip/towers/towers.ts';
import { writeTensor } from '../../../models/image/tensor.ts';
import { failed, success, type Result } from '../../../models/failure.ts';
import { encodeModel, input } from '../../../models/graph/index.ts';
import type { EncoderInput } from '../../../models/manifest.ts';
import type { TrainingFace } from '../engine.ts';
import { Tensor, type InferenceSession } from '../onnxRuntime.ts';
import type { PhotoLine } from '../photos/pipeline.ts';
import type { Sessions } from '../networks/sessions.ts';
import type { OpenWeights } from '../networks/weights.ts';
import { variantOf } from './batch.ts';
import type { Phase } from './phases.ts';

export interface FeatureOptions {
  readonly name: string;
  readonly folder: string;
  readonly input: EncoderInput;
  readonly weights: OpenWeights;
  readonly cut: string | null;
  readonly seed: number;
  /** Views of each face that are computed together; 1 where few of them are asked for. */
  readonly together: number;
  /** Bytes of features that may be kept. */
  readonly budget: number;
}

/** Bytes that any machine has room for. */
const MOST_TOGETHER = 512 * 2 ** 20;

/**
 * How many views of a face are computed together: all where a training asks for nearly all of them anyway, which takes
 * it twice as many looks as there are, and they can all be kept.
 */
export function viewsTogether({ recipe, rows, views, face }: Phase, faces: number): number {
  const bytes = face.reduce((product, side) => product * side, 4) * views * faces;
  return recipe.steps * rows >= 2 * views * faces && bytes <= MOST_TOGETHER ? views : 1;
}

const [PICTURES, FEATURES] = ['pictures', 'features'] as const;

export class Features {
  readonly #sessions: Sessions;
  readonly #photos: PhotoLine;
  readonly #options: FeatureOptions;
  /** Null where nothing is frozen. */
  readonly #session: InferenceSession | null;
  readonly #kept = new Map<string, Float32Array>();
  #bytes = 0;

  private constructor(
    sessions: Sessions,
    photos: PhotoLine,
    options: FeatureOptions,
    session: InferenceSession | null,
  ) {
    this.#sessions = sessions;
    this.#photos = photos;
    this.#options = options;
    this.#session = session;
  }

  static async open(
    sessions: Sessions,
    photos: PhotoLine,
    options: FeatureOptions,
  ): Promise<Result<Features>> {
    const { name, folder, weights, cut } = options;
    const { config } = weights;
    if (cut === imageStages(config)[0].name) return success(new Features(sessions, photos, options, null));
    const bytes = encodeModel({ outputs: { [FEATURES]: frozen(config, cut) }, parameters: weights.fill });
    const session = await sessions.open(name, { bytes, folder });
    return session.ok ? success(new Features(sessions, photos, options, session.value)) : session;
  }

  /** A view of the trained face in place `index`, where it was computed before and kept. */
  known(index: number, view: number): Float32Array | undefined {
    return this.#kept.get(trainedPlace(index, view));
  }

  /** The same, computed now, `face` being the one in that place. */
  async trained(face: TrainingFace, index: number, view: number): Promise<Result<Float32Array>> {
    const { together, seed } = this.#options;
    const views = together > 1 ? [...Array(together).keys()] : [view];
    const computed = await this.#look(
      face,
      views.map((each) => variantOf(seed, index, each)),
    );
    if (!computed.ok) return computed;
    for (const [at, each] of views.entries()) this.#keep(trainedPlace(index, each), computed.value[at]);
    return success(computed.value[views.indexOf(view)]);
  }

  /** The held-out face in place `index`, as it is. */
  async heldOut(face: TrainingFace, index: number): Promise<Result<Float32Array>> {
    const place = `held out/${index}`;
    const known = this.#kept.get(place);
    if (known !== undefined) return success(known);
    const computed = await this.#look(face, [null]);
    if (!computed.ok) return computed;
    const [features] = computed.value;
    this.#keep(place, features);
    return success(features);
  }

  #keep(place: string, features: Float32Array): void {
    if (this.#kept.has(place) || this.#bytes + features.byteLength > this.#options.budget) return;
    this.#kept.set(place, features);
    this.#bytes += features.byteLength;
  }

  async #look(
    face: TrainingFace,
    variants: readonly (Augmentation | null)[],
  ): Promise<Result<readonly Float32Array[]>> {
    const { input: encoderInput } = this.#options;
    const images = await this.#photos.cutVariants(face, encoderInput, variants);
    if (!images.ok) {
      return failed(
        'not-an-image',
        `A stored face cannot be read: ${images.failure.message}`,
        'Run facet doctor.',
        face.path,
      );
    }
    const { size } = encoderInput;
    const each = 3 * size * size;
    const pictures = new Float32Array(variants.length * each);
    for (const [at, image] of images.value.entries())
      writeTensor(image, { ...encoderInput, layout: 'NCHW' }, pictures, at * each);
    const features = await this.#run(pictures, variants.length);
    const length = features.length / variants.length;
    return success(variants.map((_, at) => features.slice(at * length, (at + 1) * length)));
  }

  async #run(pictures: Float32Array, count: number): Promise<Float32Array> {
    if (this.#session === null) return pictures;
    const { size } = this.#options.input;
    const feeds = { [PICTURES]: new Tensor('float32', pictures, [count, 3, size, size]) };
    return (await this.#session.run(feeds))[FEATURES].data as Float32Array;
  }

  async close(): Promise<void> {
    this.#kept.clear();
    if (this.#session !== null) await this.#sessions.release(this.#session);
  }
}

const trainedPlace = (index: number, view: number): string => `trained/${index}/${view}`;

function frozen(config: ClipConfig, cut: string | null) {
  const { resolution } = config.image;
  const pictures = input(PICTURES, 'float32', ['N', 3, resolution, resolution]);
  return cut === null ? buildImageTower(config, pictures) : buildBefore(config, cut, pictures);
}
