// Photos and crops on their way through the engine: workers have the pixels, this thread runs the networks for them.
// A camera's frame comes as pixels and is small: it is done here, since on its way to a worker and back it would only wait.
import type { Augmentation } from '../../../models/clip/augment.ts';
import type { NetworkInput, NetworkOutputs } from '../../../models/face/detection/decoder.ts';
import type { RgbImage } from '../../../models/image/geometry.ts';
import { success, type Result } from '../../../models/failure.ts';
import type { EncoderInput } from '../../../models/manifest.ts';
import { decoders } from '../networks/decoders.ts';
import type { Detector } from '../networks/detector.ts';
import type { CropToEmbed, PhotoFaces } from '../engine.ts';
import { processors } from '../../files/threads/processors.ts';
import { Gate } from './gate.ts';
import { live, analyseImage, embedByAll, type ImageAnalyser } from './analyse.ts';
import type { FaceRater, OpenEncoder } from '../networks/openModels.ts';
import { PhotoWorkers } from './photoWorkers.ts';
import type { PhotoRequest } from '../protocol.ts';
import { SteadyFaces } from './steadyFaces.ts';
import type { DetectorNetwork, MainCalls } from './workerProtocol.ts';

/** Photos in flight together, whatever the number of processors. */
const MOST_PHOTOS = 8;

/** Decoded pixels of all photos in flight together: 0.4 GB with their halved copies. A larger photo goes alone. */
const PIXELS_IN_FLIGHT = 100_000_000;

/** What a photo is looked at with. */
export interface PhotoNetworks {
  readonly detector: Detector;
  /** None where faces are only found. */
  readonly encoders: readonly OpenEncoder[];
  /** What rates the faces, in place of the measure that is computed from their pixels. */
  readonly quality?: FaceRater;
}

/** What a photo in flight is entitled to. */
interface Task {
  readonly networks: PhotoNetworks;
  readonly signal: AbortSignal;
  /** What gives back its room when it ends. */
  readonly releases: (() => void)[];
}

export class PhotoLine implements MainCalls {
  readonly #workers: PhotoWorkers;
  readonly #photos: Gate;
  readonly #pixels = new Gate(PIXELS_IN_FLIGHT);
  readonly #tasks = new Map<number, Task>();
  #next = 0;

  /** @param workerScript the built `photoWorker.ts` */
  constructor(workerScript: string) {
    this.#workers = new PhotoWorkers(workerScript, this);
    // While some are calculated, the next ones are read and decoded.
    this.#photos = new Gate(Math.min(MOST_PHOTOS, processors().threads + 2));
  }

  /** Rejects where the signal is aborted. `camera` remembers the faces of the frames before. */
  async findFaces(
    { source, detector: { manifest }, search = {}, drawn, crops = false }: PhotoRequest,
    networks: PhotoNetworks,
    signal: AbortSignal,
    camera = new SteadyFaces(),
  ): Promise<Result<PhotoFaces>> {
    const { detector, encoders, quality } = networks;
    if (source.kind === 'pixels') {
      if (crops) throw new Error('crops are made of photos that come as files or bytes');
      const analyser = {
        detector: { ...detector, decoder: decoders[manifest.decoder] },
        options: live(),
        ...(quality && { rater: quality }),
      };
      return analyseHere(source.image, analyser, encoders, camera);
    }
    const leave = await this.#photos.enter(1);
    const task = this.#next++;
    const releases = [leave];
    this.#tasks.set(task, { networks, signal, releases });
    try {
      signal.throwIfAborted();
      return await this.#workers.do((worker) =>
        worker.findFaces({
          task,
          source,
          search,
          ...(drawn && { drawn }),
          decoder: manifest.decoder,
          landmarks: detector.runLandmarks !== undefined,
          inputs: encoders.map(({ encoder }) => encoder.input),
          ...(quality && { rated: quality.input }),
          crops,
        }),
      );
    } finally {
      this.#tasks.delete(task);
      for (const release of releases) release();
    }
  }

  /** A stored crop as the encoder wants it. */
  cutCrop(crop: CropToEmbed, input: EncoderInput): Promise<Result<RgbImage>> {
    return this.#workers.do((worker) => worker.cutCrop(crop, input));
  }

  /** The same, varied for training; null is the crop as it is. */
  cutVariants(
    crop: CropToEmbed,
    input: EncoderInput,
    variants: readonly (Augmentation | null)[],
  ): Promise<Result<RgbImage[]>> {
    return this.#workers.do((worker) => worker.cutVariants(crop, input, variants));
  }

  async admit(task: number, pixels: number): Promise<void> {
    const { releases } = this.#task(task);
    releases.push(await this.#pixels.enter(pixels));
    this.#task(task);
  }

  async run(task: number, network: DetectorNetwork, input: NetworkInput): Promise<NetworkOutputs> {
    const { detector } = this.#task(task).networks;
    const run = network === 'faces' ? detector.run : detector.runLandmarks;
    if (run === undefined) throw new Error(`the detector has no network for ${network}`);
    const outputs = await run(input);
    // Tensors are classes; what crosses threads is plain.
    return Object.fromEntries(
      Object.entries(outputs).map(([name, { data, dims }]) => [name, { data, dims }]),
    );
  }

  embed(task: number, which: number, images: readonly RgbImage[]): Promise<Float32Array[]> {
    const encoder = this.#task(task).networks.encoders.at(which);
    if (encoder === undefined) throw new Error(`the photo came without an encoder ${which}`);
    return encoder.batches.embed(images);
  }

  rate(task: number, images: readonly RgbImage[]): Promise<number[]> {
    const { quality } = this.#task(task).networks;
    if (quality === undefined) throw new Error('the photo came without a quality network');
    return quality.rate(images);
  }

  #task(task: number): Task {
    const entry = this.#tasks.get(task);
    if (entry === undefined) throw new Error(`there is no photo ${task} in flight`);
    // A plain error: the signal's own reason cannot be sent to another thread.
    if (entry.signal.aborted) throw new Error(`photo ${task} is given up`);
    return entry;
  }
}

async function analyseHere(
  image: RgbImage,
  analyser: ImageAnalyser,
  encoders: readonly OpenEncoder[],
  camera: SteadyFaces,
): Promise<Result<PhotoFaces>> {
  const { width, height } = image;
  if (encoders.length === 0) return success({ width, height, faces: await analyseImage(image, analyser) });
  const embed: NonNullable<ImageAnalyser['embed']> = (faces) =>
    camera.embed(
      faces.map(({ box, pose, quality }) => ({ box, pose, quality: quality.score })),
      (places) =>
        embedByAll(
          encoders.map(({ encoder }) => encoder.input),
          places.map((place) => faces[place]),
          (which, images) => encoders[which].batches.embed(images),
        ),
    );
  return success({ width, height, faces: await analyseImage(image, { ...analyser, embed }) });
}
