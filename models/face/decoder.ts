// What every face detector is to the rest: pixels in, candidate faces out, whatever the network in between.
import type { Box, Detection, Point, RgbImage } from './face.ts';
import { transform, type Similarity } from './similarity.ts';
import { writeTensor, type PixelFormat } from './tensor.ts';
import { warp } from './warp.ts';

export interface NetworkInput {
  readonly data: Float32Array;
  readonly dims: readonly number[];
}

/** Outputs by name. Only float32 outputs are read. */
export type NetworkOutputs = Readonly<
  Record<string, { readonly data: ArrayLike<unknown>; readonly dims: readonly number[] }>
>;

/** Runs the network on its one input. The caller owns the session. */
export type RunNetwork = (input: NetworkInput) => Promise<NetworkOutputs>;

/** A network's input and where its pixels lie in the photo. */
export interface Prepared {
  readonly input: NetworkInput;
  readonly toImage: Similarity;
}

/** One kind of detector network. `prepare` and `decode` are pure; what lies between them is `RunNetwork`. */
export interface Decoder {
  /** Side of the network's square input in pixels. */
  readonly size: number;
  /** The smallest face that the network finds reliably, as a share of that side. */
  readonly smallestFace: number;
  /** Scales the part of the photo in `view` into the input, aspect kept; what is left over repeats the border. */
  prepare(image: RgbImage, view: Box): Prepared;
  /** The faces in the network's outputs, in pixels of the photo. Throws where an output is missing. */
  decode(outputs: NetworkOutputs, toImage: Similarity): Detection[];
}

/** Scales `view` of the photo into a square, centred. */
export function letterbox(
  image: RgbImage,
  [left, top, width, height]: Box,
  size: number,
  format: PixelFormat,
): Prepared {
  const scale = Math.max(width, height) / size;
  // Pixel centres are whole numbers, so a view of width w spans [left - 0.5, left + w - 0.5] when left is whole.
  const toImage: Similarity = {
    a: scale,
    b: 0,
    tx: left - 0.5 + (width - scale * (size - 1)) / 2,
    ty: top - 0.5 + (height - scale * (size - 1)) / 2,
  };
  const data = new Float32Array(3 * size * size);
  writeTensor(warp(image, toImage, size, size), format, data);
  const dims = format.layout === 'NCHW' ? [1, 3, size, size] : [1, size, size, 3];
  return { input: { data, dims }, toImage };
}

/** The output of `count` rows of `width` numbers, known by its shape because exports name outputs as they like. */
export function outputOf(outputs: NetworkOutputs, count: number, width: number): Float32Array {
  const shape = ({ data, dims }: NetworkOutputs[string]) =>
    data.length === count * width && dims.at(-1) === width;
  const found = Object.values(outputs).find(shape);
  if (!found) throw new Error(`the detector has no output of ${count} x ${width} numbers`);
  return float32(found.data);
}

export function namedOutput(outputs: NetworkOutputs, name: string): Float32Array {
  const found = outputs[name];
  if (!found) throw new Error(`the detector has no output named ${name}`);
  return float32(found.data);
}

function float32(data: ArrayLike<unknown>): Float32Array {
  if (data instanceof Float32Array) return data;
  throw new Error('the network answers in something other than float32');
}

/** Moves a detection from the network's input, where (0, 0) is the corner of the first pixel, to the photo. */
export function fromNetwork({ box, landmarks, score }: Detection, toImage: Similarity): Detection {
  const move = ([x, y]: Point): Point => transform(toImage, [x - 0.5, y - 0.5]);
  const [left, top] = move([box[0], box[1]]);
  const scale = toImage.a;
  const [leftEye, rightEye, nose, leftMouth, rightMouth] = landmarks;
  return {
    // A box counts from the corner of a pixel, a point from its centre.
    box: [left + 0.5, top + 0.5, box[2] * scale, box[3] * scale],
    landmarks: [move(leftEye), move(rightEye), move(nose), move(leftMouth), move(rightMouth)],
    score,
  };
}
