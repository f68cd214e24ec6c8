// Detectors: sessions for the networks that a manifest names.
import { join } from 'node:path';
import { inputOf, type Decoder, type RunNetwork } from '../../../models/face/detection/decoder.ts';
import type { RgbImage } from '../../../models/image/geometry.ts';
import { failed, success, type Result } from '../../../models/failure.ts';
import { decoders } from './decoders.ts';
import { surveyOnnxFile } from '../onnxFile.ts';
import { Tensor } from '../onnxRuntime.ts';
import type { InstalledDetector } from '../protocol.ts';
import { firstLine, type Sessions } from './sessions.ts';

export interface Detector {
  readonly run: RunNetwork;
  /** The network that refines landmarks, where the detector has one. */
  readonly runLandmarks?: RunNetwork;
}

export async function openDetector(
  sessions: Sessions,
  { manifest, folder }: InstalledDetector,
): Promise<Result<Detector>> {
  const run = await openNetwork(sessions, manifest.id, folder, manifest.network);
  if (!run.ok) return run;
  const unfit = await tryOut(decoders[manifest.decoder], run.value);
  if (unfit !== null) {
    const what = `${manifest.id} is not a ${manifest.decoder} network: ${unfit}.`;
    return failed('model-unusable', what, 'Add it again as what it is.', join(folder, manifest.network));
  }
  if (manifest.landmarks === undefined) return success({ run: run.value });
  const runLandmarks = await openNetwork(sessions, manifest.id, folder, manifest.landmarks);
  if (!runLandmarks.ok) return runLandmarks;
  return success({ run: run.value, runLandmarks: runLandmarks.value });
}

async function openNetwork(
  sessions: Sessions,
  name: string,
  folder: string,
  file: string,
): Promise<Result<RunNetwork>> {
  const path = join(folder, file);
  const survey = surveyOnnxFile(path);
  if (!survey.ok) return survey;
  const session = await sessions.open(name, { file: path, folder });
  if (!session.ok) return session;
  const [input] = session.value.inputNames;
  return success(({ data, dims }) => session.value.run({ [input]: new Tensor(data, dims) }));
}

/** What is wrong with the network, which the decoder says on the first picture; null where all is well. */
async function tryOut(decoder: Decoder, run: RunNetwork): Promise<string | null> {
  const { size } = decoder;
  const blank: RgbImage = { data: new Uint8Array(size * size * 3), width: size, height: size };
  try {
    decoder.decode(await run(inputOf([blank], decoder)), { a: 1, b: 0, tx: 0, ty: 0 }, blank);
    return null;
  } catch (error) {
    return firstLine(error);
  }
}
