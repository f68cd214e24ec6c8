// What the engine's main thread, which has the networks, and its workers, which have the pixels, ask of each other.
// ONNX Runtime works in no other thread and blocks the one it has: everything else is done beside it.
import type { Augmentation } from '../../../models/clip/augment.ts';
import type { NetworkInput, NetworkOutputs } from '../../../models/face/detection/decoder.ts';
import type { Box, RgbImage } from '../../../models/image/geometry.ts';
import type { Result } from '../../../models/failure.ts';
import type { DetectorManifest, EncoderInput } from '../../../models/manifest.ts';
import type { CropToEmbed, FaceSearch, PhotoFaces, PhotoSource } from '../engine.ts';

/** A photo to work on. What belongs to it in the main thread goes by its `task` number. */
export interface PhotoTask {
  readonly task: number;
  readonly source: Exclude<PhotoSource, { readonly kind: 'pixels' }>;
  readonly search: FaceSearch;
  /** Boxes that somebody drew: the faces in them, instead of a search. */
  readonly drawn?: readonly Box[];
  readonly decoder: DetectorManifest['decoder'];
  /** Whether there is a network that refines landmarks. */
  readonly landmarks: boolean;
  /** How faces are cut for each encoder that they are embedded by. */
  readonly inputs: readonly EncoderInput[];
  /** How faces are cut for the network that rates them, where there is one. */
  readonly rated?: EncoderInput;
  readonly crops: boolean;
}

export type DetectorNetwork = 'faces' | 'landmarks';

export interface WorkerCalls {
  findFaces(task: PhotoTask): Promise<Result<PhotoFaces>>;
  /** A stored crop, read and cut. */
  cutCrop(crop: CropToEmbed, input: EncoderInput): Promise<Result<RgbImage>>;
  /** The same, varied for training; null is the crop as it is. */
  cutVariants(
    crop: CropToEmbed,
    input: EncoderInput,
    variants: readonly (Augmentation | null)[],
  ): Promise<Result<RgbImage[]>>;
}

/** All of these throw when the task is given up, which ends it. */
export interface MainCalls {
  /** Waits until there is room for so many decoded pixels; they count until the task ends. */
  admit(task: number, pixels: number): Promise<void>;
  run(task: number, network: DetectorNetwork, input: NetworkInput): Promise<NetworkOutputs>;
  /** @param which of the task's `inputs` the images were cut for */
  embed(task: number, which: number, images: readonly RgbImage[]): Promise<Float32Array[]>;
  /** 0 to 1, a number for each image. */
  rate(task: number, images: readonly RgbImage[]): Promise<number[]>;
}
