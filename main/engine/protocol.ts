// What the engine's client asks of its process: the interface of engine.ts with models resolved to files.
import type { DeviceKind } from '../../models/device.ts';
import type { Result } from '../../models/failure.ts';
import type { Box } from '../../models/image/geometry.ts';
import type {
  DetectorManifest,
  EncoderManifest,
  ModelManifest,
  QualityManifest,
} from '../../models/manifest.ts';
import type {
  CropToEmbed,
  Device,
  Embeddings,
  EncoderInfo,
  ExportedEncoder,
  ExportRequest,
  FaceSearch,
  PhotoFaces,
  PhotoSource,
  TrainEvent,
  TrainRequest,
  TrainResult,
} from './engine.ts';

/** A model on this machine. */
export interface InstalledModel<Manifest extends ModelManifest = ModelManifest> {
  readonly manifest: Manifest;
  /** The absolute folder that holds the manifest's files. */
  readonly folder: string;
  /** SHA-256 over everything in the model that decides what it answers, hex. */
  readonly digest: string;
  /** Absolute path of a safetensors file whose tensors take the place of the model's own: what finetuning changed. */
  readonly tuned?: string;
  /** Where it runs; on the processor where that is left out. */
  readonly device?: Device;
}

/** What a network answered on a device beside what it answers on the processor. */
export type DeviceTrial =
  | {
      readonly runs: true;
      /** The largest difference between two numbers of the answers, in units of the largest number where that is over 1. */
      readonly difference: number;
      /** How many times as fast as the processor. */
      readonly speed: number;
    }
  | { readonly runs: false; readonly reason: string };

export interface InstalledEncoder extends InstalledModel<EncoderManifest> {
  /** Of a fused encoder: those whose embeddings make up its own, in their order. */
  readonly parts?: readonly InstalledEncoder[];
}
export type InstalledDetector = InstalledModel<DetectorManifest>;
export type InstalledQuality = InstalledModel<QualityManifest>;

export interface PhotoRequest {
  readonly source: PhotoSource;
  readonly detector: InstalledDetector;
  readonly search?: FaceSearch;
  readonly drawn?: readonly Box[];
  readonly encoder?: InstalledEncoder;
  /** What rates the faces, in place of the measure that is computed from their pixels. */
  readonly quality?: InstalledQuality;
  readonly crops?: boolean;
}

/** Every call that takes long carries a number, by which `cancel` names it. */
export interface EngineCalls {
  /** Answers as soon as no network runs. */
  alive(): void;
  /** Answers once the process can take calls. */
  start(call: number): Promise<Result<void>>;
  networkSeconds(call: number): Promise<Result<number>>;
  encoder(call: number, encoder: InstalledEncoder): Promise<Result<EncoderInfo>>;
  findFaces(call: number, request: PhotoRequest): Promise<Result<PhotoFaces>>;
  embed(call: number, encoder: InstalledEncoder, crops: readonly CropToEmbed[]): Promise<Result<Embeddings>>;
  train(call: number, encoder: InstalledEncoder, request: TrainRequest): Promise<Result<TrainResult>>;
  exportEncoder(
    call: number,
    encoder: InstalledEncoder,
    request: ExportRequest,
  ): Promise<Result<ExportedEncoder>>;
  /** Opens a network that is to rate faces, as `findFaces` would, and has it answer. */
  openQuality(call: number, model: InstalledQuality): Promise<Result<void>>;
  /** See `tryModel` in trial.ts. */
  tryModel(call: number, model: InstalledModel): Promise<Result<void>>;
  /** See `tryDevice` in deviceTrial.ts. */
  tryDevice(call: number, model: InstalledModel, device: DeviceKind): Promise<Result<DeviceTrial>>;
  /** An event: nothing comes back but the end of the call that it names. */
  cancel(call: number): void;
  /** An event: trainings give way from now on, to what stands in that place of `waysGiven`; to nothing where none does. */
  giveWay(place: number): void;
  /** An event: no more frames are taken of the camera of that number. */
  closeCamera(camera: number): void;
}

/** All of them: the process answers to no other name. */
export const engineMethods = [
  'alive',
  'start',
  'networkSeconds',
  'encoder',
  'findFaces',
  'embed',
  'train',
  'exportEncoder',
  'openQuality',
  'tryModel',
  'tryDevice',
  'cancel',
  'giveWay',
  'closeCamera',
] as const satisfies readonly (keyof EngineCalls)[];

/** What the process says by itself. */
export interface ClientCalls {
  /** While a training is under way. */
  trainEvent(call: number, event: TrainEvent): void;
  /** What is in the next frame of a camera whose socket was handed over. */
  found(camera: number, result: Result<PhotoFaces>): void;
}

/** A channel as birpc wants it. */
export interface Channel {
  post(message: unknown): void;
  onMessage(listener: (message: unknown) => void): void;
}
