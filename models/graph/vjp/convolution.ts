// Gradients of convolution, lowered to what ONNX Runtime computes fastest on a CPU.
import { concat, pad, reshape, slice, split, transpose } from '../ops/arrangement.ts';
import { gather } from '../ops/indexing.ts';
import { gemm, matmul } from '../ops/linear.ts';
import { reduceSum } from '../ops/reduction.ts';
import { conv, convTranspose, type ConvAttributes } from '../ops/window.ts';
import { constant, type Value } from '../value.ts';

type Sides = readonly [number, number, number, number];

const sidesOf = ({ shape }: Value): Sides => shape as Sides;

/**
 * `[O, C / group, h, w]` to `[C, O / group, h, w]`, each kernel turned by half a circle. Step by step, as swapping the
 * last two axes is several times as fast as moving single elements about.
 */
function turned(weight: Value, group: number): Value {
  const [out, each, h, w] = sidesOf(weight);
  const [size, own] = [h * w, out / group];
  // The runtime turns a matrix around several times as fast as a tensor with a third axis of length 1.
  if (size === 1 && group === 1)
    return reshape(transpose(reshape(weight, [out, each]), [1, 0]), [each, out, 1, 1]);
  const rows = transpose(reshape(weight, [out, each, size]), [0, 2, 1]);
  const backwards = BigInt64Array.from({ length: size }, (_, i) => BigInt(size - 1 - i));
  const kernels = size === 1 ? rows : gather(rows, constant(backwards, [size]), 1);
  const columns = transpose(reshape(kernels, [group, own * size, each]), [0, 2, 1]);
  return reshape(columns, [group * each, own, h, w]);
}

/** The cotangent of a convolution's input of shape `shape`, given that of its output. */
export function convInput(g: Value, weight: Value, x: Value, attributes: ConvAttributes): Value {
  const { strides, pads, dilations, group } = attributes;
  const [, , kh, kw] = sidesOf(weight);
  const reach = [(kh - 1) * dilations[0], (kw - 1) * dilations[1]] as const;
  const [top, left, bottom, right] = pads.map((pad, i) => reach[i % 2] - pad);
  // As a convolution with the turned kernels, faster than ConvTranspose; only strides leave holes.
  if (strides[0] === 1 && strides[1] === 1 && Math.min(top, left, bottom, right) >= 0)
    return conv(g, turned(weight, group), { pads: [top, left, bottom, right], dilations, group });
  const [, , h, w] = sidesOf(x);
  const [, , gh, gw] = sidesOf(g);
  const outputPadding = [
    h + pads[0] + pads[2] - reach[0] - 1 - (gh - 1) * strides[0],
    w + pads[1] + pads[3] - reach[1] - 1 - (gw - 1) * strides[1],
  ] as const;
  return convTranspose(g, weight, { ...attributes, outputPadding });
}

/** The cotangent of a convolution's weight, given that of its output. */
export function convWeight(g: Value, x: Value, weight: Value, attributes: ConvAttributes): Value {
  const { strides, pads, dilations, group } = attributes;
  const [out, each, kh, kw] = sidesOf(weight);
  const isPlain = group === 1 && dilations[0] === 1 && dilations[1] === 1;
  const isUnit = strides[0] === 1 && strides[1] === 1;
  const isUnpadded = pads.every((pad) => pad === 0);
  if (isPlain && isUnpadded && isUnit && kh === 1 && kw === 1)
    return reshape(pointwiseWeight(g, x), [out, each, 1, 1]);
  if (isPlain && isUnpadded && strides[0] === kh && strides[1] === kw) return patchWeight(g, x, weight);
  if (isPlain && isUnit && kh === 3 && kw === 3 && pads.every((pad) => pad === 1)) return shiftedWeight(g, x);
  return correlatedWeight(g, x, weight, attributes);
}

/** `[N, C, h, w]` to `[C, N * h * w]`. */
function channelRows(x: Value): Value {
  const [n, c, h, w] = sidesOf(x);
  return reshape(transpose(reshape(x, [n, c, h * w]), [1, 0, 2]), [c, -1]);
}

/**
 * Whether the products over all positions of `g` and `x` are made image by image and summed, rather than in one go:
 * where to turn the operands around so that channels come first would be the larger part of the work.
 */
function isByImage(g: Value, x: Value): boolean {
  const [, out, h, w] = sidesOf(g);
  const [, each] = sidesOf(x);
  return 2 * out * each < (out + each) * h * w;
}

/** `[N, A, h, w]` and `[N, B, h, w]` to `[A, B]`; the smaller one best second, as it is repacked for each image. */
function sumOfProducts(left: Value, right: Value): Value {
  const [n, , h, w] = sidesOf(left);
  const columns = transpose(reshape(right, [n, -1, h * w]), [0, 2, 1]);
  return reduceSum(matmul(reshape(left, [n, -1, h * w]), columns), [0], false);
}

/** For a 1x1 kernel, `[O, C]`. */
function pointwiseWeight(g: Value, x: Value): Value {
  if (!isByImage(g, x)) return gemm(channelRows(g), channelRows(x), { transposeB: true });
  const [, out] = sidesOf(g);
  const [, each] = sidesOf(x);
  return out < each ? transpose(sumOfProducts(x, g), [1, 0]) : sumOfProducts(g, x);
}

/** For windows side by side, as the vision transformer's patches: one product over the rearranged image. */
function patchWeight(g: Value, x: Value, weight: Value): Value {
  const [out, each, kh, kw] = sidesOf(weight);
  const [n, , h, w] = sidesOf(g);
  const seen = slice(x, { axis: 2, start: 0, end: h * kh }, { axis: 3, start: 0, end: w * kw });
  const patches = transpose(reshape(seen, [n, each, h, kh, w, kw]), [1, 3, 5, 0, 2, 4]);
  const rows = reshape(patches, [each * kh * kw, -1]);
  return reshape(gemm(channelRows(g), rows, { transposeB: true }), [out, each, kh, kw]);
}

/**
 * For a 3x3 kernel, stride 1, padding 1. The weight at row u and column v multiplies the image shifted by u - 1 rows
 * and v - 1 columns; shifting the cotangent the other way by rows and the image by columns gives all nine products
 * of shifts from three copies of each: for each column, one matrix product with all rows.
 */
function shiftedWeight(g: Value, x: Value): Value {
  const [, out] = sidesOf(g);
  const [, each] = sidesOf(x);
  const byImage = isByImage(g, x);
  const arranged = (image: Value) => (byImage ? image : transpose(image, [1, 0, 2, 3]));
  const rows = concat(shifts(arranged(g), 2, [-1, 0, 1]), byImage ? 1 : 0);
  const columns = shifts(arranged(x), 3, [1, 0, -1]).map((shifted) =>
    byImage
      ? sumOfProducts(rows, shifted)
      : gemm(reshape(rows, [3 * out, -1]), reshape(shifted, [each, -1]), { transposeB: true }),
  );
  // Split and concat, as the runtime would merge a transpose with the last one into one that is slower than both.
  const byOutput = concat(split(concat(columns, 1), 0, 3), 1);
  return reshape(transpose(reshape(byOutput, [out, 9, each]), [0, 2, 1]), [out, each, 3, 3]);
}

/** `x` moved along `axis` by each of the steps, zeros moving in. */
const shifts = (x: Value, axis: 2 | 3, steps: readonly number[]): readonly Value[] =>
  steps.map((step) => {
    const before = [0, 0, 0, 0].with(axis, step);
    return step === 0 ? x : pad(x, { before, after: before.map((each) => -each) });
  });

/** For anything else: the image, its channels as the batch, convolved with the cotangent as the kernel. */
function correlatedWeight(g: Value, x: Value, weight: Value, attributes: ConvAttributes): Value {
  const { strides, pads, dilations, group } = attributes;
  const [out, each, kh, kw] = sidesOf(weight);
  const [n, , h, w] = sidesOf(x);
  const apart = transpose(reshape(x, [n, group, each, h, w]), [2, 1, 0, 3, 4]);
  const images = reshape(apart, [each, -1, h, w]);
  const kernels = transpose(g, [1, 0, 2, 3]);
  const all = conv(images, kernels, { pads, strides: dilations, dilations: strides, group });
  // The last rows and columns are of windows that the stride stepped over.
  const kept = slice(all, { axis: 2, start: 0, end: kh }, { axis: 3, start: 0, end: kw });
  return reshape(transpose(kept, [1, 0, 2, 3]), [out, each, kh, kw]);
}
