// The built-in networks as bare functions of this process: what has to be done for a face, without anything around it.
import type { FaceDetector } from '../../../models/face/detection/detect.ts';
import type { Result } from '../../../models/failure.ts';
import { decoders } from '../../../main/engine/networks/decoders.ts';
import { openDetector } from '../../../main/engine/networks/detector.ts';
import { openEncoder, type Encoder } from '../../../main/engine/networks/encoder.ts';
import type { InstalledDetector, InstalledEncoder } from '../../../main/engine/protocol.ts';
import { Sessions } from '../../../main/engine/networks/sessions.ts';
import { resolveModel } from '../../../main/registry/models.ts';

export function valueOf<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(result.failure.message);
  return result.value;
}

export interface Parts {
  readonly detector: FaceDetector;
  readonly encoder: Encoder;
}

export async function openParts(): Promise<Parts> {
  const sessions = new Sessions();
  const blazeface = valueOf(await resolveModel('blazeface')) as InstalledDetector;
  const network = valueOf(await openDetector(sessions, blazeface));
  const starter = valueOf(await resolveModel('starter')) as InstalledEncoder;
  const encoder = valueOf(await openEncoder(sessions, starter));
  return { detector: { ...network, decoder: decoders[blazeface.manifest.decoder] }, encoder };
}

/** Milliseconds that each step took, summed up. */
export type Times<Step extends string> = Record<Step, number>;

export const timer =
  <Step extends string>(times: Times<Step>) =>
  async <T>(step: Step, work: () => T | Promise<T>): Promise<T> => {
    const start = performance.now();
    const result = await work();
    times[step] += performance.now() - start;
    return result;
  };
