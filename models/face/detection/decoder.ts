import type { Box, Point, RgbImage } from '../../image/geometry.ts';

// What every face detector is to the rest: pixels in, candidate faces out, whatever the network in between.
import type { Detection } from '../face.ts';
import { scaleOf, transform, type Similarity } from '../../image/similarity.ts';
import { writeTensor, type PixelFormat } from '../../image/tensor.ts';
import { warp } from '../../image/warp.ts';

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
  /**
   * Scales the part of the photo in `view` into the input, aspect kept; what is left over repeats the border. `roll`
   * degrees clockwise are taken out around the view's centre.
   */
  prepare(image: RgbImage, view: Box, roll?: number): Prepared;
  /** The faces in the network's outputs, in pixels of the photo. Throws where an output is missing. */
  decode(outputs: NetworkOutputs, toImage: Similarity): Detection[];
}

/** Scales `view` of the photo into a square, centred, upright for a face that leans `roll` degrees clockwise. */
export function letterbox(
  image: RgbImage,
  [left, top, width, height]: Box,
  roll: number,
  size: number,
  format: PixelFormat,
): Prepared {
  const scale = Math.max(width, height) / size;
  const angle = (roll * Math.PI) / 180;
  const [a, b] = [scale * Math.cos(angle), scale * Math.sin(angle)];
  const middle = (size - 1) / 2;
  // A box counts from the corner of its first pixel, whose centre is half a pixel further.
  const toImage: Similarity = {
    a,
    b,
    tx: left + width / 2 - 0.5 - (a - b) * middle,
    ty: top + height / 2 - 0.5 - (b + a) * middle,
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
  const [x, y] = move([box[0] + box[2] / 2, box[1] + box[3] / 2]);
  const scale = scaleOf(toImage);
  const [width, height] = [box[2] * scale, box[3] * scale];
  const [leftEye, rightEye, nose, leftMouth, rightMouth] = landmarks;
  return {
    // A box counts from the corner of a pixel, a point from its centre.
    box: [x + 0.5 - width / 2, y + 0.5 - height / 2, width, height],
    landmarks: [move(leftEye), move(rightEye), move(nose), move(leftMouth), move(rightMouth)],
    score,
  };
}
