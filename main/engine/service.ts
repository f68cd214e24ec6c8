// The engine's end of every call: knows which calls are under way, opens models, and answers in failures.
import type { DeviceKind } from '../../models/device.ts';
import { failed, success, type Result } from '../../models/failure.ts';
import { waysGiven } from '../../models/givingWay.ts';
import { Pace } from '../work/pace.ts';
import { unlikeModels } from './calls.ts';
import { serveCamera, type CameraModels, type CameraPort, type FoundPort } from './camera.ts';
import { infoOf, joinCrops } from './networks/fused.ts';
import { embedCrops } from './photos/crops.ts';
import type {
  CropToEmbed,
  Embeddings,
  EncoderInfo,
  ExportedEncoder,
  ExportRequest,
  PhotoFaces,
  TrainEvent,
  TrainRequest,
  TrainResult,
} from './engine.ts';
import { exportEncoder } from './export/exportEncoder.ts';
import { OpenModels } from './networks/openModels.ts';
import { PhotoLine } from './photos/pipeline.ts';
import type {
  DeviceTrial,
  EngineCalls,
  InstalledEncoder,
  InstalledModel,
  InstalledQuality,
  PhotoRequest,
} from './protocol.ts';
import { runningFailure } from './networks/sessions.ts';
import { SteadyFaces } from './photos/steadyFaces.ts';
import { train } from './train/train.ts';
import { tryDevice } from './devices/deviceTrial.ts';
import { tryModel } from './trial/trial.ts';

export class EngineService implements EngineCalls {
  readonly #models = new OpenModels();
  readonly #photos: PhotoLine;
  readonly #calls = new Map<number, AbortController>();
  /** Frames' ports of the cameras that were given a number. */
  readonly #cameras = new Map<number, CameraPort>();
  /** Calls of the client are numbered from 0 up, frames from -1 down. */
  #frame = 0;

  /** Of trainings, between their steps. */
  readonly #pace = new Pace();
  readonly #tell: (call: number, event: TrainEvent) => void;

  /**
   * @param workerScript the built `photoWorker.ts`
   * @param tell carries what a training says to its caller
   */
  constructor(workerScript: string, tell: (call: number, event: TrainEvent) => void) {
    this.#tell = tell;
    this.#photos = new PhotoLine(workerScript);
  }

  alive(): void {
    // That it answers is the answer.
  }

  start(): Promise<Result<void>> {
    return Promise.resolve(success(undefined));
  }

  networkSeconds(): Promise<Result<number>> {
    return Promise.resolve(success(this.#models.seconds));
  }

  encoder(call: number, model: InstalledEncoder): Promise<Result<EncoderInfo>> {
    return this.#answer(call, [model], async () => {
      const open = await this.#models.encoders(model);
      // One opened network may go by several ids: what was trained last is soon a checkpoint's.
      return open.ok ? success({ ...infoOf(open.value), id: model.manifest.id }) : open;
    });
  }

  /** @param camera for frames of a camera: what is remembered from one to the next */
  findFaces(call: number, request: PhotoRequest, camera?: SteadyFaces): Promise<Result<PhotoFaces>> {
    const { detector: detectorModel, encoder: encoderModel, quality: qualityModel } = request;
    const models = [detectorModel, encoderModel, qualityModel].filter((model) => model !== undefined);
    return this.#answer(call, models, async (signal) => {
      const detector = await this.#models.detector(detectorModel);
      if (!detector.ok) return detector;
      const encoders = encoderModel === undefined ? null : await this.#models.encoders(encoderModel);
      if (encoders?.ok === false) return encoders;
      const quality = qualityModel === undefined ? null : await this.#models.quality(qualityModel);
      if (quality?.ok === false) return quality;
      const networks = {
        detector: detector.value,
        encoders: encoders?.value ?? [],
        ...(quality && { quality: quality.value }),
      };
      return this.#photos.findFaces(request, networks, signal, camera);
    });
  }

  embed(call: number, model: InstalledEncoder, crops: readonly CropToEmbed[]): Promise<Result<Embeddings>> {
    return this.#answer(call, [model], async (signal) => {
      const open = await this.#models.encoders(model);
      if (!open.ok) return open;
      const all: Embeddings[] = [];
      for (const encoder of open.value) all.push(await embedCrops(encoder, this.#photos, crops, signal));
      return success(joinCrops(all, crops.length));
    });
  }

  train(call: number, model: InstalledEncoder, request: TrainRequest): Promise<Result<TrainResult>> {
    return this.#answer(call, [model], (signal) =>
      train({ models: this.#models, photos: this.#photos }, model, request, {
        signal,
        stride: this.#pace.stride(),
        onEvent: (event) => {
          this.#tell(call, event);
        },
      }),
    );
  }

  exportEncoder(
    call: number,
    model: InstalledEncoder,
    request: ExportRequest,
  ): Promise<Result<ExportedEncoder>> {
    return this.#answer(call, [model], () => exportEncoder(this.#models.on('cpu'), model, request));
  }

  openQuality(call: number, model: InstalledQuality): Promise<Result<void>> {
    return this.#answer(call, [model], async () => {
      const opened = await this.#models.quality(model);
      return opened.ok ? success(undefined) : opened;
    });
  }

  tryModel(call: number, model: InstalledModel): Promise<Result<void>> {
    return this.#answer(call, [model], () => tryModel(this.#models.on('cpu'), model));
  }

  tryDevice(call: number, model: InstalledModel, device: DeviceKind): Promise<Result<DeviceTrial>> {
    return this.#answer(call, [model], () => tryDevice(this.#models, model, device));
  }

  cancel(call: number): void {
    this.#calls.get(call)?.abort();
  }

  giveWay(place: number): void {
    for (const [at, way] of waysGiven.entries()) this.#pace.give(way, at === place);
  }

  /**
   * Analyses the frames that come on a port, and tells what is in each on another.
   *
   * @param camera by which `closeCamera` names it; where it is left out, the ports alone close it
   */
  openCamera(frames: CameraPort, found: FoundPort, models: CameraModels, camera?: number): void {
    if (camera !== undefined) {
      this.#cameras.set(camera, frames);
      frames.on('close', () => this.#cameras.delete(camera));
    }
    const steady = new SteadyFaces();
    serveCamera(frames, found, models, (request) => this.findFaces(--this.#frame, request, steady));
  }

  closeCamera(camera: number): void {
    this.#cameras.get(camera)?.close();
  }

  /** Does the work under a signal of its own. What it throws is a bug, unless the call was given up or memory ran out. */
  async #answer<T>(
    call: number,
    models: readonly InstalledModel[],
    work: (signal: AbortSignal) => Promise<Result<T>>,
  ): Promise<Result<T>> {
    const unlike = unlikeModels(...models);
    if (unlike !== null) return unlike;
    const controller = new AbortController();
    this.#calls.set(call, controller);
    try {
      return await work(controller.signal);
    } catch (error) {
      // The client has long told its caller; this answer goes nowhere.
      if (controller.signal.aborted) return failed('cancelled', 'The work was cancelled.', 'Start it again.');
      const failure = runningFailure(error, models.map(({ manifest }) => manifest.id).join(' and '));
      if (failure === null) throw error;
      return failure;
    } finally {
      this.#calls.delete(call);
    }
  }
}
