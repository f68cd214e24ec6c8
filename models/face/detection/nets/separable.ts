// Depthwise separable convolution, of which the small networks for faces are made.
import { conv, parameter, type Value } from '../../../graph/index.ts';

/** TensorFlow's 'same' padding for a 3 x 3 window over an even side: with stride 2 the odd pixel goes to the end. */
export const samePads = (stride: 1 | 2) => (stride === 1 ? ([1, 1, 1, 1] as const) : ([0, 0, 1, 1] as const));

/** Names of the parameters: `[I, 1, 3, 3]`, `[channels, I, 1, 1]` and `[channels]`. */
export interface SeparableNames {
  readonly depthwise: string;
  readonly pointwise: string;
  readonly bias: string;
}

/** Each channel with a 3 x 3 window of its own, then all of them pixel by pixel: `[N, I, H, W]` to `[N, channels, ...]`. */
export function separable(x: Value, names: SeparableNames, channels: number, stride: 1 | 2): Value {
  const inputs = x.shape[1] as number;
  const depthwise = conv(x, parameter(names.depthwise, [inputs, 1, 3, 3]), {
    strides: [stride, stride],
    pads: samePads(stride),
    group: inputs,
  });
  return conv(depthwise, parameter(names.pointwise, [channels, inputs, 1, 1]), {
    bias: parameter(names.bias, [channels]),
  });
}
