// MobileNet (Howard et al., arXiv 1704.04861) as an encoder of faces: Savchenko's network, trained to tell the people of VGGFace2
// apart (arXiv 1807.07718), behind which its 1,024 features are projected onto their principal components. Names of parameters are
// Facet's; the weights are those of @vladmandic/human's `faceres`.
import { channelsFirst, type TensorFlowTensor } from '../../tensors/tensorFlow.ts';
import {
  clip,
  conv,
  l2Normalize,
  matmul,
  parameter,
  reduceMean,
  sqrt,
  sub,
  type Value,
} from '../../graph/index.ts';
import { samePads } from '../detection/nets/separable.ts';

/** Side of the square input in pixels. */
export const MOBILENET_SIDE = 224;

const FEATURES = 1024;

/** Channels and strides of the 13 separable convolutions behind the first one. */
const blocks: readonly (readonly [channels: number, stride: 1 | 2])[] = [
  [64, 1],
  [128, 2],
  [128, 1],
  [256, 2],
  [256, 1],
  [512, 2],
  ...Array.from({ length: 5 }, () => [512, 1] as const),
  [FEATURES, 2],
  [FEATURES, 1],
];

const weightOf = (layer: string) => `${layer}.weight`;
const biasOf = (layer: string) => `${layer}.bias`;
const depthwise = (at: number) => `blocks.${at}.depthwise`;
const pointwise = (at: number) => `blocks.${at}.pointwise`;

/** Means of the features, `[1024]`, and the directions that are kept, `[1024, D]`: what `projection` holds. */
export const PROJECTION = { mean: 'projection.mean', basis: 'projection.basis' } as const;

function layer(x: Value, name: string, shape: readonly number[], stride: 1 | 2, group = 1): Value {
  const [channels, , side] = shape;
  const y = conv(x, parameter(weightOf(name), shape), {
    bias: parameter(biasOf(name), [channels]),
    strides: [stride, stride],
    group,
    ...(side > 1 && { pads: samePads(stride) }),
  });
  return clip(y, 0, 6);
}

/**
 * The square roots of the features, so that those which fire seldom count beside those which fire always (the Hellinger kernel;
 * Arandjelovic and Zisserman, CVPR 2012).
 *
 * @param face `[N, 3, 224, 224]`, BGR less `encoderInputs.faceres.mean`
 * @returns `[N, 1024]`, of unit length
 */
export function mobileNetFeatures(face: Value): Value {
  let x = layer(face, 'stem', [32, 3, 3, 3], 2);
  for (const [at, [channels, stride]] of blocks.entries()) {
    const inputs = x.shape[1] as number;
    x = layer(x, depthwise(at), [inputs, 1, 3, 3], stride, inputs);
    x = layer(x, pointwise(at), [channels, inputs, 1, 1], 1);
  }
  return l2Normalize(sqrt(reduceMean(x, [2, 3], false)), 1);
}

/** @returns `[N, D]`: the features, less their mean, in `D` directions. */
export const mobileNet = (face: Value, dimensions: number): Value =>
  matmul(
    sub(mobileNetFeatures(face), parameter(PROJECTION.mean, [FEATURES])),
    parameter(PROJECTION.basis, [FEATURES, dimensions]),
  );

/** The parameters of `mobileNet` but the projection's, from the tensors of `faceres`, which are in TensorFlow's layout. */
export function mobileNetWeights(
  tensors: ReadonlyMap<string, TensorFlowTensor>,
): Map<string, TensorFlowTensor> {
  const weights = new Map<string, TensorFlowTensor>();
  const take = (name: string): TensorFlowTensor => {
    const tensor = tensors.get(name);
    if (tensor === undefined) throw new Error(`faceres has no ${name}`);
    return tensor;
  };
  // The normalisation's scale is in the weights already where channels are mixed; its shift is the bias.
  const mixed = (layer: string, name: string) => {
    weights.set(weightOf(layer), channelsFirst(take(`${name}/convolution/merged_input`)));
    weights.set(biasOf(layer), take(`${name}_bn/batchnorm_1/sub`));
  };
  mixed('stem', 'conv1');
  for (const at of blocks.keys()) {
    const name = `conv_dw_${at + 1}`;
    const scale = take(`${name}_bn/batchnorm_1/mul`).data;
    // A depthwise filter has one input for each group, not one output for all.
    const { shape, data } = channelsFirst(take(`${name}/depthwise_kernel`));
    const [, inputs, height, width] = shape;
    const scaled = data.map((weight, i) => weight * scale[Math.floor(i / (height * width))]);
    weights.set(weightOf(depthwise(at)), { shape: [inputs, 1, height, width], data: scaled });
    weights.set(biasOf(depthwise(at)), take(`${name}_bn/batchnorm_1/sub`));
    mixed(pointwise(at), `conv_pw_${at + 1}`);
  }
  return weights;
}
