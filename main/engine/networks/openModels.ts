// Every model that the process uses is opened once, by whoever asks first.
import type { DeviceKind } from '../../../models/device.ts';
import { success, type Result } from '../../../models/failure.ts';
import type { RgbImage } from '../../../models/image/geometry.ts';
import type { EncoderInput } from '../../../models/manifest.ts';
import { Batches } from './batches.ts';
import { openDetector, type Detector } from './detector.ts';
import { openEncoder, type Encoder } from './encoder.ts';
import { openQuality } from './onnxNetwork.ts';
import type { InstalledDetector, InstalledEncoder, InstalledModel, InstalledQuality } from '../protocol.ts';
import { NetworkClock, Sessions } from './sessions.ts';

/** The encoders that are run for a model: itself, unless it is a fused one. */
export const partsOf = (model: InstalledEncoder): readonly InstalledEncoder[] => model.parts ?? [model];

/** An encoder and the queue that everyone shares. */
export interface OpenEncoder {
  readonly encoder: Encoder;
  readonly batches: Batches;
}

/** A network that rates faces. */
export interface FaceRater {
  /** How a face is cut for it. */
  readonly input: EncoderInput;
  /** 0 (useless) to 1, a number for each image. Rejects with what the network throws. */
  readonly rate: (images: readonly RgbImage[]) => Promise<number[]>;
}

/**
 * Images in one run. On a processor larger batches gain little and keep the process from everything else for longer; a
 * graphics card needs them to be busy.
 */
const batchOn = (device: DeviceKind): number => (device === 'cpu' ? 8 : 32);

export class OpenModels {
  readonly #clock = new NetworkClock();
  readonly #sessions = new Map<DeviceKind, Sessions>();
  readonly #encoders = new Map<string, Promise<Result<OpenEncoder>>>();
  readonly #detectors = new Map<string, Promise<Result<Detector>>>();
  readonly #qualities = new Map<string, Promise<Result<FaceRater>>>();

  /** Seconds in which any network has run. */
  get seconds(): number {
    return this.#clock.seconds;
  }

  /** The sessions on a device. */
  on(device: DeviceKind): Sessions {
    const sessions = this.#sessions.get(device) ?? new Sessions(device, this.#clock);
    this.#sessions.set(device, sessions);
    return sessions;
  }

  encoder(model: InstalledEncoder): Promise<Result<OpenEncoder>> {
    return once(this.#encoders, model, async () => {
      const device = deviceOf(model);
      const opened = await openEncoder(this.on(device), model);
      if (!opened.ok) return opened;
      const encoder = opened.value;
      return { ok: true, value: { encoder, batches: new Batches(encoder, batchOn(device)) } };
    });
  }

  /** All that a fused encoder is made of; of another one, itself alone. */
  async encoders(model: InstalledEncoder): Promise<Result<readonly OpenEncoder[]>> {
    const opened: OpenEncoder[] = [];
    for (const part of partsOf(model)) {
      const encoder = await this.encoder(part);
      if (!encoder.ok) return encoder;
      opened.push(encoder.value);
    }
    return success(opened);
  }

  detector(model: InstalledDetector): Promise<Result<Detector>> {
    return once(this.#detectors, model, () => openDetector(this.on(deviceOf(model)), model));
  }

  quality(model: InstalledQuality): Promise<Result<FaceRater>> {
    return once(this.#qualities, model, async () => {
      const device = deviceOf(model);
      const opened = await openQuality(this.on(device), model);
      if (!opened.ok) return opened;
      const batches = new Batches(opened.value, batchOn(device));
      const {
        input,
        range: [useless, best],
      } = model.manifest;
      const rate = async (images: readonly RgbImage[]) =>
        (await batches.embed(images)).map(([answer]) =>
          Math.min(1, Math.max(0, (answer - useless) / (best - useless))),
        );
      return success({ input, rate });
    });
  }
}

const deviceOf = ({ device }: InstalledModel): DeviceKind => device?.kind ?? 'cpu';

/** A model that failed to open is tried again: it may have been fetched anew. */
function once<T>(
  open: Map<string, Promise<Result<T>>>,
  model: InstalledModel,
  start: () => Promise<Result<T>>,
): Promise<Result<T>> {
  const key = `${model.digest} ${deviceOf(model)} ${model.folder}`;
  const known = open.get(key);
  if (known !== undefined) return known;
  const opening = start().then((result) => {
    if (!result.ok) open.delete(key);
    return result;
  });
  open.set(key, opening);
  return opening;
}
