// face-api.js's `FaceLandmark68Net` as a graph: four dense blocks of depthwise separable convolutions, one linear
// layer. Names of parameters are face-api's own.
import { channelsFirst, type TensorFlowTensor } from '../../../tensors/tensorFlow.ts';
import {
  add,
  averagePool,
  conv,
  gemm,
  input,
  parameter,
  relu,
  reshape,
  type Value,
} from '../../../graph/index.ts';
import { LANDMARK_INPUT, LANDMARK_NAMES } from './landmarkNames.ts';
import { samePads, separable } from './separable.ts';

const blockChannels = [32, 64, 128, 256] as const;

const namesOf = (name: string) => ({
  depthwise: `${name}/depthwise_filter`,
  pointwise: `${name}/pointwise_filter`,
  bias: `${name}/bias`,
});

/** Each convolution sees the sum of all before it, which is face-api's cheap form of a dense block. */
function block(x: Value, name: string, channels: number): Value {
  const first =
    name === 'dense0'
      ? conv(x, parameter(`${name}/conv0/filters`, [channels, 3, 3, 3]), {
          bias: parameter(`${name}/conv0/bias`, [channels]),
          strides: [2, 2],
          pads: samePads(2),
        })
      : separable(x, namesOf(`${name}/conv0`), channels, 2);
  let sum = relu(first);
  let output = sum;
  for (const layer of ['conv1', 'conv2', 'conv3']) {
    sum = add(sum, separable(output, namesOf(`${name}/${layer}`), channels, 1));
    output = relu(sum);
  }
  return output;
}

/**
 * @returns `[N, 136]`: x and y of 68 points (the 300-W order), as shares of the input's side from its top left
 *   corner. The input is `(RGB - mean) / 255` as `landmarks68.ts` makes it.
 */
export function landmarkNet(): Value {
  let x = input(LANDMARK_NAMES.input, 'float32', ['N', 3, LANDMARK_INPUT, LANDMARK_INPUT]);
  blockChannels.forEach((channels, i) => {
    x = block(x, `dense${i}`, channels);
  });
  const pooled = averagePool(x, { kernel: [7, 7], strides: [2, 2] });
  const features = pooled.shape[1] as number;
  return gemm(reshape(pooled, ['N', features]), parameter('fc/weights', [features, 136]), {
    c: parameter('fc/bias', [136]),
  });
}

/** The parameters of `landmarkNet` from face-api's `face_landmark_68_model`, whose convolutions are in TensorFlow's layout. */
export const landmarkWeights = (
  tensors: ReadonlyMap<string, TensorFlowTensor>,
): Map<string, TensorFlowTensor> =>
  new Map(
    [...tensors].map(([name, tensor]) => {
      if (tensor.shape.length !== 4) return [name, tensor];
      const { shape, data } = channelsFirst(tensor);
      // A depthwise filter has one input for each group, not one output for all.
      return [name, { shape: name.endsWith('/depthwise_filter') ? [shape[1], 1, 3, 3] : shape, data }];
    }),
  );
