// Tries a network that somebody brought before it is trusted: what it answers must be numbers, tell pictures apart, and
// depend on the picture alone, not on earlier calls or on what else is in the batch.
import {
  inputOf,
  letterbox,
  type Decoder,
  type NetworkOutputs,
  type RunNetwork,
} from '../../../models/face/detection/decoder.ts';
import type { RgbImage } from '../../../models/image/geometry.ts';
import { failed, success, type Result } from '../../../models/failure.ts';
import { decoders } from '../networks/decoders.ts';
import { openDetector } from '../networks/detector.ts';
import { openEncoder } from '../networks/encoder.ts';
import type { ImageNetwork } from '../networks/imageNetwork.ts';
import { openQuality } from '../networks/onnxNetwork.ts';
import type { InstalledModel } from '../protocol.ts';
import { runningFailure, UnusableAnswer, type Sessions } from '../networks/sessions.ts';
import { trialPictures } from './trialPictures.ts';

/** How far two embeddings of length 1 of the same picture may lie apart: sums of another order round differently. */
const SAME = 0.02;
/** Closer than this, two different pictures have the same answer: some ten times what rounding leaves. */
const TELLS_APART = 1e-6;

/** Side of the pictures for detectors, in pixels: the decoder scales them to the network's input. */
export const DETECTOR_PICTURE = 160;

/** Succeeds where the network can be used; `model-unusable` says why not. */
export async function tryModel(sessions: Sessions, model: InstalledModel): Promise<Result<void>> {
  const { id } = model.manifest;
  try {
    const opened = await openAndTry(sessions, model);
    if (!opened.ok) return opened;
    return opened.value === null ? success(undefined) : unusable(id, opened.value);
  } catch (error) {
    const failure = runningFailure(error, id);
    if (failure === null) throw error;
    return failure;
  }
}

const unusable = (id: string, what: string) =>
  failed(
    'model-unusable',
    `${id} cannot be used: ${what}.`,
    'Check that it is the network that you meant, and that the preset is the right one.',
  );

/** What is wrong with the network, or null. */
async function openAndTry(
  sessions: Sessions,
  { manifest, ...model }: InstalledModel,
): Promise<Result<string | null>> {
  if (manifest.kind === 'encoder') {
    const encoder = await openEncoder(sessions, { manifest, ...model });
    if (!encoder.ok) return encoder;
    return success(await wrongWithNetwork(encoder.value, trialPictures(manifest.input.size)));
  }
  if (manifest.kind === 'quality') {
    const quality = await openQuality(sessions, { manifest, ...model });
    if (!quality.ok) return quality;
    return success(await wrongWithNetwork(quality.value, trialPictures(manifest.input.size)));
  }
  const detector = await openDetector(sessions, { manifest, ...model });
  if (!detector.ok) return detector;
  return success(await wrongWithDetector(decoders[manifest.decoder], detector.value.run));
}

/** What is wrong with the answers of an encoder or a quality network to `pictures`, which all differ; null where all is well. */
export async function wrongWithNetwork(
  network: ImageNetwork,
  pictures: readonly RgbImage[],
): Promise<string | null> {
  const { dimensions } = network;
  const rowsOf = async (images: readonly RgbImage[]): Promise<Float32Array[]> => {
    const all = await network.run(images);
    if (all.length !== images.length * dimensions)
      throw new Misfit(
        `it answers ${images.length} pictures with ${all.length} numbers instead of ${images.length} x ${dimensions}`,
      );
    return images.map((_, row) => all.subarray(row * dimensions, (row + 1) * dimensions));
  };
  const each = async (images: readonly RgbImage[]): Promise<Float32Array[]> => {
    const rows: Float32Array[] = [];
    for (const image of images) rows.push(...(await rowsOf([image])));
    return rows;
  };
  try {
    const alone = await each(pictures);
    for (const row of alone) mustBeNumbers(row);
    if (closest(alone) < TELLS_APART) return 'it gives different pictures the same answer';
    const backwards = [...pictures].reverse();
    mustBeSame(alone, (await each(backwards)).reverse(), 'on what it was asked before');
    mustBeSame(alone, await rowsOf(pictures), 'on what else is in the batch');
    mustBeSame(alone, (await rowsOf(backwards)).reverse(), 'on the order of the batch');
    const twins = await rowsOf([pictures[0], pictures[0], pictures[1]]);
    mustBeSame([alone[0], alone[0], alone[1]], twins, 'on what else is in the batch');
    return null;
  } catch (error) {
    if (error instanceof Misfit) return error.message;
    throw error;
  }
}

/** What is wrong with a detector's raw outputs; null where all is well. */
export async function wrongWithDetector(decoder: Decoder, run: RunNetwork): Promise<string | null> {
  const answers: Float32Array[] = [];
  const pictures = trialPictures(DETECTOR_PICTURE);
  const [first, second] = pictures;
  try {
    for (const picture of [...pictures, first, second]) {
      answers.push(await answerTo(picture, decoder, run));
    }
    const alone = answers.slice(0, pictures.length);
    for (const answer of alone) mustBeFinite(answer);
    if (closest(alone) < TELLS_APART) return 'it gives different pictures the same answer';
    // Its numbers are of any size: what matters is the change against the difference between two pictures.
    const scale = closest(alone);
    for (const [place, again] of answers.slice(pictures.length).entries())
      if (distance(alone[place], again) > SAME * scale)
        throw new Misfit(dependsOn('on what it was asked before'));
    return null;
  } catch (error) {
    if (error instanceof Misfit) return error.message;
    throw error;
  }
}

/** What a network's answers have against it. */
class Misfit extends UnusableAnswer {}

function mustBeFinite(answer: Float32Array): void {
  if (answer.some((value) => !Number.isFinite(value)))
    throw new Misfit('its answer holds values that are not finite numbers');
}

function mustBeNumbers(embedding: Float32Array): void {
  mustBeFinite(embedding);
  if (!(Math.hypot(...embedding) > 0)) throw new Misfit('its answer is all zeros');
}

const dependsOn = (what: string) => `its answer to the same picture depends ${what}`;

function mustBeSame(before: readonly Float32Array[], after: readonly Float32Array[], what: string): void {
  // Written so that NaN, which compares with nothing, is not the same either.
  if (!before.every((row, place) => distance(row, after[place]) <= SAME)) throw new Misfit(dependsOn(what));
}

function closest(rows: readonly Float32Array[]): number {
  let least = Infinity;
  for (const [place, row] of rows.entries())
    for (const other of rows.slice(0, place)) least = Math.min(least, distance(row, other));
  return least;
}

function distance(a: Float32Array, b: Float32Array): number {
  if (a.length !== b.length) return Infinity;
  let squares = 0;
  for (let at = 0; at < a.length; at++) squares += (a[at] - b[at]) ** 2;
  return Math.sqrt(squares);
}

/** All numbers that a detector's network answers to a picture of `DETECTOR_PICTURE` squared. */
export async function answerTo(picture: RgbImage, decoder: Decoder, run: RunNetwork): Promise<Float32Array> {
  const { size } = decoder;
  const whole = [0, 0, DETECTOR_PICTURE, DETECTOR_PICTURE] as const;
  const { picture: square } = letterbox(picture, whole, 0, { width: size, height: size });
  return numbersOf(await run(inputOf([square], decoder)));
}

/** The numbers of all outputs, one after the other. */
export const numbersOf = (outputs: NetworkOutputs): Float32Array =>
  joined(Object.values(outputs).map(({ data }) => data));

function joined(outputs: readonly ArrayLike<unknown>[]): Float32Array {
  const floats = outputs.filter((data) => data instanceof Float32Array);
  const all = new Float32Array(floats.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const data of floats) {
    all.set(data, at);
    at += data.length;
  }
  return all;
}
