// What every face detector is to the rest: pixels in, candidate faces out, whatever the network in between.
import type { Box, Point, RgbImage } from '../../image/geometry.ts';
import type { Detection } from '../face.ts';
import { quarterTurn } from '../../image/mirror.ts';
import { scaleOf, transform, type Similarity } from '../../image/similarity.ts';
import { writeTensor, type PixelFormat } from '../../image/tensor.ts';
import { warp } from '../../image/warp.ts';

export interface NetworkInput {
  /** float32, or uint8 for a network that takes bytes. */
  readonly data: Float32Array | Uint8Array;
  readonly dims: readonly number[];
}

/** Outputs by name. Only float32 outputs are read. */
export type NetworkOutputs = Readonly<
  Record<string, { readonly data: ArrayLike<unknown>; readonly dims: readonly number[] }>
>;

/** Runs the network on its one input. The caller owns the session. */
export type RunNetwork = (input: NetworkInput) => Promise<NetworkOutputs>;

/** Width and height of a network's input in pixels. */
export interface InputSize {
  readonly width: number;
  readonly height: number;
}

/** Sides that a network takes: multiples of `step`, up to `most`. One that takes its own size alone has both equal. */
export interface InputSides {
  readonly step: number;
  readonly most: number;
  /** Pixels of an input at most, as those of a larger one would leave the processor's cache. */
  readonly area: number;
}

/** One kind of detector network. `decode` is pure. */
export interface Decoder {
  /** `bytes`: RGB, 0 to 255, `[N, H, W, 3]` in uint8, which is a quarter of what has to be made, moved and cleared away. */
  readonly format: PixelFormat | 'bytes';
  /** Longer side of the input for a view of the whole photo. */
  readonly size: number;
  /** Side of the square input for a face alone. */
  readonly closeUp: number;
  readonly sides: InputSides;
  /** The smallest face that the network still notices, in pixels of its input. */
  readonly smallestFace: number;
  /**
   * The faces in the network's outputs, in pixels of the photo: those of the network's usual threshold and, where `weak`,
   * what may be a face besides. Throws where an output is missing.
   */
  decode(outputs: NetworkOutputs, toImage: Similarity, size: InputSize, weak?: boolean): Detection[];
  /**
   * Where the network responds at all, in pixels of the photo: a face of half the smallest size makes it do so, though it is
   * not recognised as one. Left out where nothing is known of such responses.
   */
  readonly hints?: (outputs: NetworkOutputs, toImage: Similarity, size: InputSize) => Point[];
}

/** Pictures of one size as the network's input. */
export function inputOf(pictures: readonly RgbImage[], { format }: Decoder): NetworkInput {
  const [{ width, height }] = pictures;
  const one = 3 * width * height;
  if (format === 'bytes') {
    if (pictures.length === 1) return { data: pictures[0].data, dims: [1, height, width, 3] };
    const data = new Uint8Array(pictures.length * one);
    for (const [row, picture] of pictures.entries()) data.set(picture.data, row * one);
    return { data, dims: [pictures.length, height, width, 3] };
  }
  const data = new Float32Array(pictures.length * one);
  for (const [row, picture] of pictures.entries()) writeTensor(picture, format, data, row * one);
  const shape = format.layout === 'NCHW' ? [3, height, width] : [height, width, 3];
  return { data, dims: [pictures.length, ...shape] };
}

/** What the network answers to one of `count` pictures. */
export const rowOf = (outputs: NetworkOutputs, row: number, count: number): NetworkOutputs =>
  Object.fromEntries(
    Object.entries(outputs).map(([name, { data, dims }]) => {
      const one = data.length / count;
      return [
        name,
        { data: float32(data).subarray(row * one, (row + 1) * one), dims: [1, ...dims.slice(1)] },
      ];
    }),
  );

/** A view of a photo and where its pixels lie there. */
export interface View {
  readonly picture: RgbImage;
  readonly toImage: Similarity;
}

/**
 * Scales `view` of the photo into a picture of `size`, aspect kept, centred; what is left over shows the photo beyond it, or
 * repeats the border. A face that leans `roll` degrees clockwise stands upright in it.
 */
export function letterbox(
  image: RgbImage,
  [left, top, width, height]: Box,
  roll: number,
  size: InputSize,
): View {
  const scale = Math.max(width / size.width, height / size.height);
  const angle = (roll * Math.PI) / 180;
  const [a, b] = [scale * Math.cos(angle), scale * Math.sin(angle)];
  const [x, y] = [(size.width - 1) / 2, (size.height - 1) / 2];
  // A box counts from the corner of its first pixel, whose centre is half a pixel further.
  const toImage: Similarity = {
    a,
    b,
    tx: left + width / 2 - 0.5 - (a * x - b * y),
    ty: top + height / 2 - 0.5 - (b * x + a * y),
  };
  return { picture: warp(image, toImage, size.width, size.height), toImage };
}

/** A square view of what leans 90 degrees further, from the same pixels. */
export function turnView({ picture, toImage: { a, b, tx, ty } }: View): View {
  const last = picture.width - 1;
  return { picture: quarterTurn(picture), toImage: { a: -b, b: a, tx: tx + a * last, ty: ty + b * last } };
}

/** The output of `count` rows of `width` numbers, known by its shape because exports name outputs as they like. */
export function outputOf(outputs: NetworkOutputs, count: number, width: number): Float32Array {
  const shape = ({ data, dims }: NetworkOutputs[string]) =>
    data.length === count * width && dims.at(-1) === width;
  const found = Object.values(outputs).find(shape);
  if (!found) throw new Error(`the detector has no output of ${count} x ${width} numbers`);
  return float32(found.data);
}

export function namedOutput(outputs: NetworkOutputs, name: string, length: number): Float32Array {
  const found = outputs[name];
  if (!found) throw new Error(`the detector has no output named ${name}`);
  if (found.data.length !== length)
    throw new Error(`the detector's output ${name} has ${found.data.length} numbers, not ${length}`);
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
