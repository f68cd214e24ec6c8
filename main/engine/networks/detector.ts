// Detectors: sessions for the networks that a manifest names.
import { dirname, join } from 'node:path';
import { inputOf, type Decoder, type RunNetwork } from '../../../models/face/detection/decoder.ts';
import type { RgbImage } from '../../../models/image/geometry.ts';
import { failed, success, type Result } from '../../../models/failure.ts';
import { decoders } from './decoders.ts';
import { surveyOnnxFile } from '../onnxFile.ts';
import { Tensor, type SessionOptions } from '../onnxRuntime.ts';
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
  const decoder = decoders[manifest.decoder];
  const open = (file: string, inputs: Inputs) =>
    openNetwork(sessions, manifest.id, join(folder, file), inputs);
  const run = await open(manifest.network, decoder.sides.step < decoder.sides.most ? 'both' : 'large');
  if (!run.ok) return run;
  const unfit = await tryOut(decoder, run.value);
  if (unfit !== null) {
    const what = `${manifest.id} is not a ${manifest.decoder} network: ${unfit}.`;
    return failed('model-unusable', what, 'Add it again as what it is.', join(folder, manifest.network));
  }
  if (manifest.landmarks === undefined) return success({ run: run.value });
  const runLandmarks = await open(manifest.landmarks, 'small');
  if (!runLandmarks.ok) return runLandmarks;
  return success({ run: run.value, runLandmarks: runLandmarks.value });
}

/**
 * Which inputs a network is given. Small ones take as long on one thread as on several, and a sixth less of the processor:
 * they have a session of their own.
 */
type Inputs = 'small' | 'large' | 'both';

/** What small inputs have fewer numbers than. */
const LARGE = 120_000;

async function openNetwork(
  sessions: Sessions,
  name: string,
  path: string,
  inputs: Inputs,
): Promise<Result<RunNetwork>> {
  const survey = surveyOnnxFile(path);
  if (!survey.ok) return survey;
  const open = (options?: SessionOptions) =>
    sessions.open(name, { file: path, folder: dirname(path) }, options);
  // Only a processor has threads to choose.
  const threads = inputs === 'large' || sessions.device !== 'cpu' ? {} : { intraOpNumThreads: 1 };
  const small = await open(threads);
  if (!small.ok) return small;
  const large = inputs === 'both' && sessions.device === 'cpu' ? await open() : small;
  if (!large.ok) return large;
  const [input] = small.value.inputNames;
  return success(({ data, dims }) => {
    const session = data.length < LARGE ? small.value : large.value;
    return session.run({ [input]: new Tensor(data, dims) });
  });
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
