// What a model says of itself: the content of every model folder's model.json.
import type { Activation } from './clip/activation.ts';
import type { Landmarks } from './image/geometry.ts';
import type { PixelFormat } from './image/tensor.ts';

export interface ModelFile {
  /** Name inside the model's folder. */
  readonly name: string;
  readonly bytes: number;
  /** Hex. */
  readonly sha256: string;
}

interface Model {
  readonly id: string;
  readonly title: string;
  /** SPDX identifier, or a sentence such as "non-commercial research only". */
  readonly licence: string;
  /** Where it comes from: a package, a repository and revision, or the file that the user added. */
  readonly source: string;
  readonly files: readonly ModelFile[];
}

/** The network that makes an embedding. `weights` and `network` name files of the model. */
export type Architecture =
  /** OpenAI's CLIP under OpenAI's parameter names; the sizes are read off the weights. */
  | {
      readonly type: 'clip';
      readonly weights: string;
      readonly merges?: string;
      readonly activation: Activation;
    }
  /** dlib's ResNet-29 with a small CLIP text transformer over bytes. */
  | { readonly type: 'starter'; readonly weights: string }
  /** Any ONNX network from one image to one vector. */
  | { readonly type: 'onnx'; readonly network: string }
  /** Several encoders as one, by their ids: in no folder, but wherever an id is `a+b`. */
  | { readonly type: 'fused'; readonly encoders: readonly string[] };

/** How a network wants a face cut, scaled and normalised. Every encoder and quality network states its own. */
export interface EncoderInput extends PixelFormat {
  /** Side of the square input in pixels. */
  readonly size: number;
  /** Where the five landmarks lie in the input: the crop is the similarity transform that fits them best. */
  readonly template: Landmarks;
}

export interface EncoderManifest extends Model {
  readonly kind: 'encoder';
  readonly architecture: Architecture;
  readonly input: EncoderInput;
  /** Average the embeddings of the crop and its mirror image. */
  readonly mirror: boolean;
}

export interface DetectorManifest extends Model {
  readonly kind: 'detector';
  readonly decoder: 'blazeface' | 'yunet' | 'scrfd';
  readonly network: string;
  /** The 68-point network that refines the five landmarks, where the detector's own are too coarse. */
  readonly landmarks?: string;
}

/** A network that says how much a face can be relied on: one number a face, higher is better. */
export interface QualityManifest extends Model {
  readonly kind: 'quality';
  readonly network: string;
  readonly input: EncoderInput;
  /** Its answers to a useless face and to the best one, which are 0 and 1 of `Quality.score`. */
  readonly range: readonly [useless: number, best: number];
}

export type ModelManifest = EncoderManifest | DetectorManifest | QualityManifest;
