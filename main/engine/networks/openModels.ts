// Every model that the process uses is opened once, by whoever asks first.
import type { Result } from '../../../models/failure.ts';
import { Batches } from './batches.ts';
import { openDetector, type Detector } from './detector.ts';
import { openEncoder, type Encoder } from './encoder.ts';
import type { InstalledDetector, InstalledEncoder, InstalledModel } from '../protocol.ts';
import { Sessions } from './sessions.ts';

/** An encoder and the queue that everyone shares. */
export interface OpenEncoder {
  readonly encoder: Encoder;
  readonly batches: Batches;
}

/**
 * Images in one run. On a CPU larger batches gain little and keep the process from everything else for longer; a
 * GPU needs them to be busy.
 */
const BATCH = { cpu: 8, cuda: 32 } as const;

export class OpenModels {
  readonly sessions = new Sessions();
  readonly #encoders = new Map<string, Promise<Result<OpenEncoder>>>();
  readonly #detectors = new Map<string, Promise<Result<Detector>>>();

  encoder(model: InstalledEncoder): Promise<Result<OpenEncoder>> {
    return once(this.#encoders, model, async () => {
      const opened = await openEncoder(this.sessions, model);
      if (!opened.ok) return opened;
      const { kind } = await this.sessions.device();
      const encoder = opened.value;
      return { ok: true, value: { encoder, batches: new Batches(encoder, BATCH[kind]) } };
    });
  }

  detector(model: InstalledDetector): Promise<Result<Detector>> {
    return once(this.#detectors, model, () => openDetector(this.sessions, model));
  }
}

/** A model that failed to open is tried again: it may have been fetched anew. */
function once<T>(
  open: Map<string, Promise<Result<T>>>,
  { digest, folder }: InstalledModel,
  start: () => Promise<Result<T>>,
): Promise<Result<T>> {
  const key = `${digest} ${folder}`;
  const known = open.get(key);
  if (known !== undefined) return known;
  const opening = start().then((result) => {
    if (!result.ok) open.delete(key);
    return result;
  });
  open.set(key, opening);
  return opening;
}
