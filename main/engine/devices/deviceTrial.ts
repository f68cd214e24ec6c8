// Holds a network on a device against the same network on the processor: its answers and its time. Run in a process of its
// own, since a driver that fails may take the process with it.
import { landmarkInput } from '../../../models/face/detection/landmarks68.ts';
import { LANDMARK_INPUT } from '../../../models/face/detection/nets/landmarkNames.ts';
import type { DeviceKind } from '../../../models/device.ts';
import { success, type Result } from '../../../models/failure.ts';
import { decoders } from '../networks/decoders.ts';
import { openDetector } from '../networks/detector.ts';
import { openEncoder } from '../networks/encoder.ts';
import { openQuality } from '../networks/onnxNetwork.ts';
import type { OpenModels } from '../networks/openModels.ts';
import { firstLine, isBuiltIn, type Sessions } from '../networks/sessions.ts';
import type { DeviceTrial, InstalledModel } from '../protocol.ts';
import { answerTo, DETECTOR_PICTURE, numbersOf } from '../trial/trial.ts';
import { trialPictures } from '../trial/trialPictures.ts';

/** Runs that the stopwatch sees: the fastest counts, since whatever else the machine does only adds to a run. */
const ROUNDS = 4;

/** So many times as long as the processor is slow enough not to look again. */
const HOPELESS = 3;

/** Pictures of one run: more would take a slow device minutes, which somebody waits for. */
const PICTURES = 2;

/** The answers to the fixed pictures, all numbers in one. */
type Ask = () => Promise<Float32Array>;

/** Fails where the model cannot be run on the processor: then nothing is known of the device. */
export async function tryDevice(
  models: Pick<OpenModels, 'on'>,
  model: InstalledModel,
  device: DeviceKind,
): Promise<Result<DeviceTrial>> {
  if (!isBuiltIn(device)) return success({ runs: false, reason: 'this ONNX Runtime was built without it' });
  const processor = await open(models.on('cpu'), model);
  if (!processor.ok) return processor;
  const expected = await timed(processor.value, Infinity);
  try {
    const there = await open(models.on(device), model);
    if (!there.ok) return success({ runs: false, reason: there.failure.message.replace(/\.$/, '') });
    const found = await timed(there.value, HOPELESS * expected.seconds);
    return success({
      runs: true,
      difference: differenceOf(found.answer, expected.answer),
      speed: expected.seconds / found.seconds,
    });
  } catch (error) {
    return success({ runs: false, reason: firstLine(error) });
  }
}

async function open(sessions: Sessions, { manifest, ...model }: InstalledModel): Promise<Result<Ask>> {
  if (manifest.kind !== 'detector') {
    const network =
      manifest.kind === 'encoder'
        ? await openEncoder(sessions, { manifest, ...model })
        : await openQuality(sessions, { manifest, ...model });
    if (!network.ok) return network;
    const pictures = trialPictures(manifest.input.size).slice(0, PICTURES);
    return success(() => network.value.run(pictures));
  }
  const detector = await openDetector(sessions, { manifest, ...model });
  if (!detector.ok) return detector;
  const { run, runLandmarks } = detector.value;
  const pictures = trialPictures(DETECTOR_PICTURE).slice(0, PICTURES);
  const faces = trialPictures(LANDMARK_INPUT).slice(0, PICTURES);
  return success(async () => {
    const answers: Float32Array[] = [];
    for (const picture of pictures) answers.push(await answerTo(picture, decoders[manifest.decoder], run));
    if (runLandmarks) {
      for (const face of faces) answers.push(numbersOf(await runLandmarks(landmarkInput(face))));
    }
    return Float32Array.from(answers.flatMap((answer) => [...answer]));
  });
}

/** @param most seconds of a run after which no further ones are made */
async function timed(
  ask: Ask,
  most: number,
): Promise<{ readonly answer: Float32Array; readonly seconds: number }> {
  // The first run also makes what the others use: programs for a graphics card, for one.
  const answer = await ask();
  let seconds = Infinity;
  for (let round = 0; round < ROUNDS && (round === 0 || seconds < most); round++) {
    const from = performance.now();
    await ask();
    seconds = Math.min(seconds, (performance.now() - from) / 1000);
  }
  return { answer, seconds };
}

/** As `DeviceTrial` has it; infinite where the answers are of different lengths, or no numbers. */
export function differenceOf(found: Float32Array, expected: Float32Array): number {
  if (found.length !== expected.length) return Infinity;
  let [largest, difference] = [1, 0];
  for (const [at, value] of expected.entries()) {
    largest = Math.max(largest, Math.abs(value));
    const apart = Math.abs(found[at] - value);
    difference = Number.isNaN(apart) ? Infinity : Math.max(difference, apart);
  }
  return difference / largest;
}
