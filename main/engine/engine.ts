// What the rest of the application may ask of the engine: the process that decodes photos and runs networks.
import type { Recipe } from '../../models/clip/finetune/step.ts';
import type { DeviceKind } from '../../models/device.ts';
import type { Failure, Result } from '../../models/failure.ts';
import type { Box, Landmarks, RgbImage } from '../../models/image/geometry.ts';
import type { FaceMode } from '../../models/face/detection/levels.ts';
import type { Pose, Quality } from '../../models/face/face.ts';
import type { EncoderInput } from '../../models/manifest.ts';

/** A photo file (any format that Facet reads), its bytes, or pixels that are already decoded. */
export type PhotoSource =
  | { readonly kind: 'file'; readonly path: string }
  | {
      readonly kind: 'bytes';
      readonly bytes: Uint8Array;
      readonly name: string;
      /** A camera's frame, which the next one follows: searched less closely than a still photo. Pixels always are. */
      readonly live?: boolean;
    }
  | { readonly kind: 'pixels'; readonly image: RgbImage };

export interface FaceSearch {
  readonly faces?: FaceMode;
  /** Width of the smallest face, in pixels of the photo. */
  readonly minFace?: number;
}

export interface FindFacesRequest {
  readonly source: PhotoSource;
  /** Detector id from the model registry. */
  readonly detector: string;
  /** Which faces are looked for, in a photo that is not a camera's frame; all of them where it is left out. */
  readonly search?: FaceSearch;
  /** Boxes that somebody drew, in pixels of the upright photo: the faces in them, in that order, instead of a search. */
  readonly drawn?: readonly Box[];
  /** Also embed each face with this encoder. */
  readonly encoder?: string;
  /** Also return each aligned crop as PNG bytes, for the library. */
  readonly crops?: boolean;
}

/** An aligned crop, the one form in which faces are stored and embedded (`models/face/align.ts`). */
export interface AlignedCrop {
  /** SHA-256 of the PNG file, hex. */
  readonly hash: string;
  /** PNG bytes; `CROP_SIZE` squared, RGB. */
  readonly png: Uint8Array;
}

export interface FoundFace {
  readonly box: Box;
  readonly landmarks: Landmarks;
  /** The same five points in pixels of the aligned crop. */
  readonly cropLandmarks: Landmarks;
  readonly pose: Pose;
  readonly quality: Quality;
  /** 64-bit difference hash of the aligned crop, 16 hex digits: equal or nearly equal for near-duplicates. */
  readonly differenceHash: string;
  readonly crop?: AlignedCrop;
  /** L2-normalised, `[D]`, of `FindFacesRequest.encoder`. */
  readonly embedding?: Float32Array;
}

export interface PhotoFaces {
  /** Pixels after EXIF rotation: the coordinates that all boxes and landmarks are in. */
  readonly width: number;
  readonly height: number;
  /** From EXIF, ISO 8601 without zone, where the photo says so. */
  readonly takenAt?: string;
  readonly faces: readonly FoundFace[];
}

/** A stored crop to embed: PNG path and its landmarks, from which each encoder cuts its own input. */
export interface CropToEmbed {
  readonly path: string;
  readonly landmarks: Landmarks;
  /** The path is that of a photo, and so are the landmarks: the face is aligned first, as `findFaces` does it. */
  readonly photo?: true;
}

/** Where networks run, and why. */
export interface Device {
  readonly kind: DeviceKind;
  readonly name: string;
  /** What would come before it, and why that is not used. */
  readonly reason?: string;
}

export interface EncoderInfo {
  readonly id: string;
  /** SHA-256 over everything that decides an embedding: weights, input facts, crop. Hex. */
  readonly digest: string;
  readonly dimensions: number;
  /** Of a fused encoder: those whose embeddings make up its own, in their order. */
  readonly parts?: readonly EncoderInfo[];
}

export interface Embeddings {
  /** `[crops.length, D]` row-major, L2-normalised rows; zeros where a crop failed. */
  readonly embeddings: Float32Array;
  /** Crops that could not be read, by their place in the request. */
  readonly failures: ReadonlyMap<number, Failure>;
}

/** Methods that train parameters of the model itself; the head is trained where embeddings are kept. */
export type TrainedMethod = 'text' | 'projector' | 'full';

/** What a projection is trained against: means of people's embeddings, or features of their prompts. */
export type Anchor = 'means' | 'text';

/** A stored crop and whose it is: a place in `TrainRequest.people`. */
export interface TrainingFace extends CropToEmbed {
  readonly person: number;
}

export interface TrainRequest {
  /** Encoder id from the model registry: what training starts from. */
  readonly encoder: string;
  readonly method: TrainedMethod;
  /** `full` only: the first stage of the image tower that is trained; the method's own choice where it is left out. */
  readonly from?: string;
  /** Names, in the order of the classes. */
  readonly people: readonly string[];
  /** What stands for each of them in the text tower; the paper's sentence where it is left out. */
  readonly prompts?: readonly string[];
  readonly faces: readonly TrainingFace[];
  /** Never trained on: how well these are named is told on the way. */
  readonly heldOut: readonly TrainingFace[];
  readonly seed: number;
  /** `projector` only: what each person's faces are drawn to, means of their embeddings where it is left out. */
  readonly anchor?: Anchor;
  /** The method's own number where it is left out. */
  readonly steps?: number;
  /** The peak learning rate; the method's own where it is left out. */
  readonly rate?: number;
  /** Share of the way from the weights before to the weights after training that is gone (WiSE-FT); all of it without. */
  readonly wise?: number;
  /** Absolute folder for the state of the training and its result; made where it is missing. */
  readonly folder: string;
  /** Go on from the state in `folder`: fails with `not-found` where there is none of the same training. */
  readonly resume?: boolean;
  /** Steps between two states on disk. */
  readonly saveEvery?: number;
}

export interface TrainEvent {
  /** What is being done: `features` counts faces, the methods count steps. */
  readonly phase: 'features' | TrainedMethod;
  readonly step: number;
  readonly steps: number;
  readonly loss: number | null;
  readonly learningRate: number | null;
  /** Share of the held-out faces that are named right, as last measured. */
  readonly heldOut: number | null;
  readonly stepsPerSecond: number | null;
  readonly secondsLeft: number | null;
}

/** How one phase was run, and the loss of every step; `full` may be led in by `text`. */
export interface PhaseHistory {
  readonly phase: TrainedMethod;
  readonly recipe: Recipe;
  readonly losses: readonly number[];
}

export interface TrainResult {
  /** Absolute path of a safetensors file with the changed weights and nothing else. */
  readonly weights: string;
  readonly history: readonly PhaseHistory[];
  /** L2-normalised features of everybody's prompt, `[people, dimensions]`; null where the text tower was not trained. */
  readonly texts: Float32Array | null;
  /** Share of the held-out faces that the trained model itself names right; null where none were given. */
  readonly heldOut: number | null;
  /** Batch size used, possibly halved to fit in memory. */
  readonly rows: number;
  readonly device: Device;
  /** Why training ended early, and that the weights are the best before that; null where it did not. */
  readonly stopped: Failure | null;
}

export interface ExportRequest {
  readonly encoder: string;
  /** Names, whose prompts are tokenised for the text encoder. */
  readonly people: readonly string[];
  /** Absolute folder, which is there. */
  readonly folder: string;
  /** Bytes of weights from which on they are written beside the graph, as an ONNX file holds 2 GiB. */
  readonly largest?: number;
}

/** An encoder as ONNX files in a folder. */
export interface ExportedEncoder {
  readonly image: {
    /** Name in the folder. */
    readonly file: string;
    readonly dimensions: number;
    readonly input: EncoderInput;
    /**
     * Whether the graph takes uint8 pixels `[N, size, size, 3]` and gives L2-normalised embeddings; else it is the network
     * as it came, and `input` and `mirror` are left to its user.
     */
    readonly whole: boolean;
    /** Embeddings are the mean of a crop's and its mirror image's. */
    readonly mirror: boolean;
  };
  /** Null where the encoder has no text tower. */
  readonly text: {
    readonly file: string;
    readonly contextLength: number;
    /** Token ids of everybody's prompt; null where the encoder came without its tokenizer. */
    readonly prompts: readonly (readonly number[])[] | null;
  } | null;
}

export interface TrainOptions {
  readonly signal?: AbortSignal;
  readonly onEvent?: (event: TrainEvent) => void;
}

/**
 * The engine as its callers see it. One process owns all sessions; calls queue in order and may overlap inside
 * (decoding runs while the network works): to keep it busy, have several `findFaces` under way. A promise rejects
 * only on bugs. If the process dies, pending calls end in `engine-died` and the next call starts a fresh one; an
 * aborted signal ends its call in `cancelled` at once.
 */
export interface Engine {
  /** Starts the process, and says where the built-in encoder runs. The first time on a machine it is tried out. */
  device(): Promise<Result<Device>>;
  /** Seconds in which any network has run in the process so far. */
  networkSeconds(): Promise<Result<number>>;
  /** Loads an encoder (or finds it loaded) and says what it is. */
  encoder(id: string, signal?: AbortSignal): Promise<Result<EncoderInfo>>;
  findFaces(request: FindFacesRequest, signal?: AbortSignal): Promise<Result<PhotoFaces>>;
  /** Embeds stored crops. A crop that cannot be read fails alone. */
  embed(encoder: string, crops: readonly CropToEmbed[], signal?: AbortSignal): Promise<Result<Embeddings>>;
  /**
   * Trains a model and writes what changed. Ends within a step of an aborted signal (on CUDA: within a run of several);
   * what was saved until then stays in the folder. A resumed training ends with the very bytes of an undisturbed one on a
   * processor; on CUDA, where the runtime's sums differ from run to run, with nearly the same.
   */
  train(request: TrainRequest, options?: TrainOptions): Promise<Result<TrainResult>>;
  /** Writes an encoder as ONNX files that any runtime runs. */
  exportEncoder(request: ExportRequest, signal?: AbortSignal): Promise<Result<ExportedEncoder>>;
  /** Ends the process; the engine answers nothing after that. */
  close(): Promise<void>;
}
