// Faces as a phase takes them: through the frozen part of the image tower, once for each view, then from memory.
//
// [Note: one at a time] Sums inside a network may be taken in another order in another batch. A training that is resumed
// computes features in other company than one that was not disturbed, so each is computed alone.
import { Tensor, type InferenceSession } from 'onnxruntime-node';
import type { ClipConfig } from '../../../models/clip/config.ts';
import { buildBefore, buildImageTower, imageStages } from '../../../models/clip/towers.ts';
import { writeTensor } from '../../../models/face/tensor.ts';
import { failed, success, type Result } from '../../../models/failure.ts';
import { encodeModel, input } from '../../../models/graph/index.ts';
import type { EncoderInput } from '../../../models/manifest.ts';
import type { TrainingFace } from '../engine.ts';
import type { PhotoLine } from '../photoLine.ts';
import type { Sessions } from '../sessions.ts';
import type { OpenWeights } from '../weights.ts';
import { variantOf } from './batch.ts';

export interface FeatureOptions {
  readonly name: string;
  readonly folder: string;
  readonly input: EncoderInput;
  readonly weights: OpenWeights;
  readonly cut: string | null;
  readonly seed: number;
  /** Bytes of features that may be kept. */
  readonly budget: number;
}

const [PICTURE, FEATURES] = ['picture', 'features'] as const;

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

  /** `key` tells faces apart: those that are trained on and those that are held out count from 0 each. */
  async of(face: TrainingFace, key: string, index: number, view: number): Promise<Result<Float32Array>> {
    const place = `${key}/${index}/${view}`;
    const known = this.#kept.get(place);
    if (known !== undefined) return success(known);
    const { input: encoderInput, seed, budget } = this.#options;
    const variant = variantOf(seed, index, view);
    const image = await (variant === undefined
      ? this.#photos.cutCrop(face, encoderInput)
      : this.#photos.cutVariant(face, encoderInput, variant));
    if (!image.ok) {
      return failed(
        'not-an-image',
        `A stored face cannot be read: ${image.failure.message}`,
        'Run facet doctor.',
        face.path,
      );
    }
    const { size } = encoderInput;
    const picture = new Float32Array(3 * size * size);
    writeTensor(image.value, { ...encoderInput, layout: 'NCHW' }, picture);
    const features = await this.#run(picture);
    if (this.#bytes + features.byteLength <= budget) {
      this.#kept.set(place, features);
      this.#bytes += features.byteLength;
    }
    return success(features);
  }

  async #run(picture: Float32Array): Promise<Float32Array> {
    if (this.#session === null) return picture;
    const { size } = this.#options.input;
    const feeds = { [PICTURE]: new Tensor('float32', picture, [1, 3, size, size]) };
    return (await this.#session.run(feeds))[FEATURES].data as Float32Array;
  }

  async close(): Promise<void> {
    this.#kept.clear();
    if (this.#session !== null) await this.#sessions.release(this.#session);
  }
}

function frozen(config: ClipConfig, cut: string | null) {
  const { resolution } = config.image;
  const pictures = input(PICTURE, 'float32', [1, 3, resolution, resolution]);
  return cut === null ? buildImageTower(config, pictures) : buildBefore(config, cut, pictures);
}
