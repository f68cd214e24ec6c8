// Encoders and quality networks that came as ONNX files: float32 in, one vector or number an image out; names and batch are read off the file.
import { dirname, join } from 'node:path';
import { mirror as mirrorImage } from '../../../models/image/mirror.ts';
import { writeTensor } from '../../../models/image/tensor.ts';
import type { RgbImage } from '../../../models/image/geometry.ts';
import { failed, success, type Result } from '../../../models/failure.ts';
import type { EncoderInput, EncoderManifest } from '../../../models/manifest.ts';
import type { ImageNetwork } from './imageNetwork.ts';
import { surveyOnnxFile } from '../onnxFile.ts';
import { Tensor, type InferenceSession } from '../onnxRuntime.ts';
import type { InstalledQuality } from '../protocol.ts';
import { firstLine, UnusableAnswer, type Sessions } from './sessions.ts';

export function openOnnxNetwork(
  sessions: Sessions,
  { id, input, mirror }: EncoderManifest,
  folder: string,
  file: string,
): Promise<Result<ImageNetwork>> {
  const unfit = (why: string) => `${id} cannot be used as a face encoder: ${why}.`;
  return openNetwork(
    sessions,
    { id, input, path: join(folder, file) },
    unfit,
    (network, { length: dimensions }) => {
      if (dimensions < 1 || dimensions > MOST_DIMENSIONS) throw new Error(answersWith(dimensions));
      return (images) => embed(network, images, dimensions, mirror);
    },
  );
}

/** A quality network: its one number an image as it gives it. */
export function openQuality(
  sessions: Sessions,
  { manifest: { id, input, network: file }, folder }: InstalledQuality,
): Promise<Result<ImageNetwork>> {
  const unfit = (why: string) => `${id} cannot be used as a quality network: ${why}.`;
  return openNetwork(sessions, { id, input, path: join(folder, file) }, unfit, (network, answer) => {
    if (answer.length !== 1) throw new Error(answersWith(answer.length));
    if (!Number.isFinite(answer[0])) throw new Error(`it answers a picture with ${answer[0]}`);
    return async (images) => {
      const answers = await network.run(images);
      if (answers.length !== images.length)
        throw new UnusableAnswer(answersAllWith(images.length, answers.length));
      return answers;
    };
  });
}

/** @param runWith from the network and its answer to a black picture; what it throws is told by `unfit` */
async function openNetwork(
  sessions: Sessions,
  { id, input, path }: { readonly id: string; readonly input: EncoderInput; readonly path: string },
  unfit: (why: string) => string,
  runWith: (network: OnnxNetwork, answer: Float32Array) => ImageNetwork['run'],
): Promise<Result<ImageNetwork>> {
  const survey = surveyOnnxFile(path);
  if (!survey.ok) return survey;
  const opened = await sessions.open(id, { file: path, folder: dirname(path) });
  if (!opened.ok) return opened;
  try {
    const alone = survey.value.dynamicallyQuantised;
    const network = new OnnxNetwork(opened.value, input, alone);
    // What comes out is only known when something went in.
    const answer = await network.run([blank(input.size)]);
    const run = runWith(network, answer);
    return success({ dimensions: answer.length, run, ...(alone && { alone }) });
  } catch (error) {
    await sessions.release(opened.value);
    const advice = 'Check the input that its model.json states, or add another network.';
    return failed('model-unusable', unfit(firstLine(error)), advice, path);
  }
}

const answersWith = (numbers: number) => `it answers a picture with ${numbers} numbers`;
const answersAllWith = (pictures: number, numbers: number) =>
  `it answers ${pictures} pictures with ${numbers} numbers`;

/** Embeddings have some hundreds of numbers; what has far more is another kind of network. */
const MOST_DIMENSIONS = 16_384;

const blank = (size: number): RgbImage => ({
  data: new Uint8Array(size * size * 3),
  width: size,
  height: size,
});

/** Runs whole batches and leaves the features as the network gives them. */
class OnnxNetwork {
  readonly #session: InferenceSession;
  readonly #input: EncoderInput;
  readonly #name: string;
  /** Null where any batch will do. */
  readonly #batch: number | null;

  /**
   * Throws where the network's input is not the one that the manifest states, or its output not one tensor of numbers.
   *
   * @param alone run one image at a time, whatever the network takes
   */
  constructor(session: InferenceSession, input: EncoderInput, alone: boolean) {
    const [metadata] = session.inputMetadata;
    if (session.inputMetadata.length !== 1)
      throw new Error(`it has ${session.inputMetadata.length} inputs, not one`);
    if (session.outputNames.length !== 1)
      throw new Error(`it has ${session.outputNames.length} outputs, not one`);
    if (!metadata.isTensor || metadata.type !== 'float32') throw new Error('its input is not float32');
    const [batch, ...sides] = metadata.shape;
    const stated = shapeOf(input);
    const fits =
      sides.length === 3 && sides.every((side, i) => typeof side !== 'number' || side === stated[i]);
    if (!fits) throw new Error(`its input is [${metadata.shape.join(', ')}], not [N, ${stated.join(', ')}]`);
    this.#session = session;
    this.#input = input;
    this.#name = metadata.name;
    this.#batch = typeof batch === 'number' && batch > 0 ? batch : alone ? 1 : null;
  }

  /** @returns the first output's numbers, those of the first image first */
  async run(images: readonly RgbImage[]): Promise<Float32Array> {
    const batch = this.#batch ?? images.length;
    const rows: Float32Array[] = [];
    for (let from = 0; from < images.length; from += batch) {
      const part = images.slice(from, from + batch);
      rows.push(await this.#runBatch(part, batch));
    }
    const all = new Float32Array(rows.reduce((sum, { length }) => sum + length, 0));
    let at = 0;
    for (const row of rows) {
      all.set(row, at);
      at += row.length;
    }
    return all;
  }

  async #runBatch(images: readonly RgbImage[], batch: number): Promise<Float32Array> {
    const shape = shapeOf(this.#input);
    const length = shape.reduce((product, side) => product * side, 1);
    const values = new Float32Array(batch * length);
    images.forEach((image, i) => {
      writeTensor(image, this.#input, values, i * length);
    });
    const feeds = { [this.#name]: new Tensor('float32', values, [batch, ...shape]) };
    const { data, type } = (await this.#session.run(feeds))[this.#session.outputNames[0]];
    if (type !== 'float32') throw new Error(`its output is ${type}, not float32`);
    const features = data as Float32Array;
    if (features.length % batch !== 0) throw new Error(answersAllWith(batch, features.length));
    return features.subarray(0, (features.length / batch) * images.length);
  }
}

const shapeOf = ({ layout, size }: EncoderInput) => (layout === 'NCHW' ? [3, size, size] : [size, size, 3]);

/** L2-normalised features, averaged with those of the mirror images where that is asked for. */
async function embed(
  network: OnnxNetwork,
  images: readonly RgbImage[],
  dimensions: number,
  mirror: boolean,
): Promise<Float32Array> {
  const features = await network.run(mirror ? [...images, ...images.map(mirrorImage)] : images);
  const expected = images.length * dimensions * (mirror ? 2 : 1);
  if (features.length !== expected) throw new UnusableAnswer(answersAllWith(images.length, features.length));
  const embeddings = features.slice(0, images.length * dimensions);
  if (mirror) for (let i = 0; i < embeddings.length; i++) embeddings[i] += features[embeddings.length + i];
  for (let row = 0; row < embeddings.length; row += dimensions)
    normalise(embeddings.subarray(row, row + dimensions));
  return embeddings;
}

/** A vector scaled to length 1, in place; a zero vector stays zero. */
function normalise(vector: Float32Array): void {
  const length = Math.hypot(...vector);
  if (length > 0) for (let i = 0; i < vector.length; i++) vector[i] /= length;
}
