// Gradients of the operations over spatial windows.
import { expand, pad, reshape, slice } from '../ops/arrangement.ts';
import { div } from '../ops/elementwise.ts';
import { scatterElements } from '../ops/indexing.ts';
import { reduceSum } from '../ops/reduction.ts';
import { conv, convTranspose, resize, type PoolAttributes, type window } from '../ops/window.ts';
import { constant, scalar, type Value } from '../value.ts';
import { convInput, convWeight } from './convolution.ts';
import type { Rules } from './rule.ts';

const sidesOf = ({ shape }: Value) => shape as readonly [number, number, number, number];

/** How many elements each window of one axis has, the padding's included if `withPads`. */
const elements = (
  windows: number,
  size: number,
  { kernel, strides, pads }: PoolAttributes,
  axis: 0 | 1,
  withPads: boolean,
): readonly number[] =>
  Array.from({ length: windows }, (_, i) => {
    const start = i * strides[axis] - pads[axis];
    const end = Math.min(start + kernel[axis], size + (withPads ? pads[axis + 2] : 0));
    return end - (withPads ? start : Math.max(start, 0));
  });

/** The cotangent of an average pool's input. */
function unpooled(g: Value, x: Value, attributes: PoolAttributes, countIncludePad: boolean): Value {
  const { kernel, strides, pads } = attributes;
  const [, channels, h, w] = sidesOf(x);
  const [, , gh, gw] = sidesOf(g);
  const rows = elements(gh, h, attributes, 0, countIncludePad);
  const columns = elements(gw, w, attributes, 1, countIncludePad);
  const isApart = strides[0] === kernel[0] && strides[1] === kernel[1] && pads.every((each) => each === 0);
  if (isApart && !attributes.ceil) {
    // Each pixel lies in one window: repeat its share. Ten times as fast as Expand.
    const shares = resize(div(g, kernel[0] * kernel[1]), { height: gh * kernel[0], width: gw * kernel[1] });
    return fit(shares, h, w);
  }
  const counts = Float32Array.from(rows.flatMap((row) => columns.map((column) => row * column)));
  const share = div(g, constant(counts, [gh, gw]));
  const ones = constant(new Float32Array(channels * kernel[0] * kernel[1]).fill(1), [channels, 1, ...kernel]);
  const spread = convTranspose(share, ones, { strides, group: channels });
  return fit(slice(spread, { axis: 2, start: pads[0] }, { axis: 3, start: pads[1] }), h, w);
}

/** Rows and columns at the end cut off, or zeros added. */
function fit(x: Value, height: number, width: number): Value {
  const [, , h, w] = sidesOf(x);
  const cut =
    h > height || w > width
      ? slice(
          x,
          { axis: 2, start: 0, end: Math.min(h, height) },
          { axis: 3, start: 0, end: Math.min(w, width) },
        )
      : x;
  if (h >= height && w >= width) return cut;
  return pad(cut, { before: [0, 0, 0, 0], after: [0, 0, Math.max(height - h, 0), Math.max(width - w, 0)] });
}

export const windowRules: Rules<typeof window> = {
  conv: ({ inputs: [x, weight, bias], attributes }, [g]) => [
    convInput(g, weight, x, attributes),
    convWeight(g, x, weight, attributes),
    bias && reduceSum(g, [0, 2, 3], false),
  ],
  convTranspose: ({ inputs: [x, weight], attributes: { strides, pads, dilations, group } }, [g]) => {
    const attributes = { strides, pads, dilations, group };
    return [conv(g, weight, attributes), convWeight(x, g, weight, attributes)];
  },
  maxPool: ({ inputs: [x], outputs: [, indices] }, [g]) => {
    const flat = (value: Value) => reshape(value, [-1]);
    const none = expand(scalar(0), flat(x).shape);
    return [reshape(scatterElements(none, flat(indices), flat(g), { axis: 0, add: true }), x.shape)];
  },
  averagePool: ({ inputs: [x], attributes: { countIncludePad, ...attributes } }, [g]) => [
    unpooled(g, x, attributes, countIncludePad),
  ],
  globalAveragePool: ({ inputs: [x] }, [g]) => {
    const [, , h, w] = sidesOf(x);
    return [expand(div(g, h * w), x.shape)];
  },
};
