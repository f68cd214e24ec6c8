// What the rest of the application may ask of the engine: the process that decodes photos and runs networks.
import type { Failure, Result } from '../../models/failure.ts';
import type { Box, Landmarks, Pose, Quality, RgbImage } from '../../models/face/face.ts';

/** A photo file (any format that Facet reads), its bytes, or pixels that are already decoded (a camera frame). */
export type PhotoSource =
  | { readonly kind: 'file'; readonly path: string }
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array; readonly name: string }
  | { readonly kind: 'pixels'; readonly image: RgbImage };

export interface FindFacesRequest {
  readonly source: PhotoSource;
  /** Detector id from the model registry. */
  readonly detector: string;
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
}

/** Where networks run, and why. */
export interface Device {
  readonly kind: 'cuda' | 'cpu';
  readonly name: string;
  /** Why CUDA is not used, where it is not. */
  readonly reason?: string;
}

export interface EncoderInfo {
  readonly id: string;
  /** SHA-256 over everything that decides an embedding: weights, input facts, crop. Hex. */
  readonly digest: string;
  readonly dimensions: number;
}

export interface Embeddings {
  /** `[crops.length, D]` row-major, L2-normalised rows; zeros where a crop failed. */
  readonly embeddings: Float32Array;
  /** Crops that could not be read, by their place in the request. */
  readonly failures: ReadonlyMap<number, Failure>;
}

/**
 * The engine as its callers see it. One process owns all sessions; calls queue in order and may overlap inside
 * (decoding runs while the network works): to keep it busy, have several `findFaces` under way. A promise rejects
 * only on bugs. If the process dies, pending calls end in `engine-died` and the next call starts a fresh one; an
 * aborted signal ends its call in `cancelled` at once.
 */
export interface Engine {
  device(): Promise<Result<Device>>;
  /** Loads an encoder (or finds it loaded) and says what it is. */
  encoder(id: string, signal?: AbortSignal): Promise<Result<EncoderInfo>>;
  findFaces(request: FindFacesRequest, signal?: AbortSignal): Promise<Result<PhotoFaces>>;
  /** Embeds stored crops. A crop that cannot be read fails alone. */
  embed(encoder: string, crops: readonly CropToEmbed[], signal?: AbortSignal): Promise<Result<Embeddings>>;
  /** Ends the process; the engine answers nothing after that. */
  close(): Promise<void>;
}
