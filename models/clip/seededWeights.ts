// Weights that nobody trained, as OpenAI's `initialize_parameters` and PyTorch's own defaults make them.
import { seededRandom } from '../random.ts';
import type { ClipConfig } from './config.ts';
import { clipParameters } from './weights.ts';

interface Tensor {
  readonly shape: readonly number[];
  readonly data: Float32Array;
}

/** How the elements of a parameter are drawn. */
type Draw = { readonly normal: number } | { readonly uniform: number } | { readonly value: number };

/** A rule for names that match; `fanIn` is the product of all sides of the shape but the first. */
type Rule = readonly [name: RegExp, draw: (fanIn: number, shape: readonly number[]) => Draw];

/** PyTorch's default for convolutions and linear layers: Kaiming's uniform with a = sqrt(5). */
const kaiming = (fanIn: number): Draw => ({ uniform: fanIn ** -0.5 });

/** The first rule that matches holds. */
function rules({ image, text }: ClipConfig): readonly Rule[] {
  const residual = text.width ** -0.5 * (2 * text.layers) ** -0.5;
  const pool = image.type === 'modified-resnet' ? (image.width * 32) ** -0.5 : 1;
  const vision = image.type === 'vision-transformer' ? image.width ** -0.5 : 1;
  return [
    [/^logit_scale$/, () => ({ value: Math.log(1 / 0.07) })],
    [/^token_embedding\.weight$/, () => ({ normal: 0.02 })],
    [/^positional_embedding$/, () => ({ normal: 0.01 })],
    [/^text_projection$/, () => ({ normal: text.width ** -0.5 })],
    [/^transformer\..*in_proj_weight$/, () => ({ normal: text.width ** -0.5 })],
    [/^transformer\..*(out_proj|c_proj)\.weight$/, () => ({ normal: residual })],
    [/^transformer\..*c_fc\.weight$/, () => ({ normal: (2 * text.width) ** -0.5 })],
    [/^visual\.(class_embedding|positional_embedding|proj)$/, () => ({ normal: vision })],
    [/^visual\.attnpool\..*(weight|positional_embedding)$/, () => ({ normal: pool })],
    [/^visual\.attnpool\..*bias$/, () => ({ uniform: pool })],
    [/in_proj_weight$/, (_, [rows, columns]) => ({ uniform: Math.sqrt(6 / (rows + columns)) })],
    [/(in_proj_bias|out_proj\.bias)$/, () => ({ value: 0 })],
    // OpenAI starts every residual block of a ResNet as nothing.
    [/^visual\.layer\d+\.\d+\.bn3\.weight$/, () => ({ value: 0 })],
    [/(bn\d|ln_\w+|downsample\.1|scale)\.weight$|running_var$/, () => ({ value: 1 })],
    [/(bn\d|ln_\w+|downsample\.1|scale)\.bias$|running_mean$/, () => ({ value: 0 })],
    [/^visual\.fc\.weight$/, (_, [inputs]) => kaiming(inputs)],
    [/\.mlp\.c_fc\.bias$/, (_, [outputs]) => kaiming(outputs / 4)],
    [/\.mlp\.c_proj\.bias$/, (_, [outputs]) => kaiming(outputs * 4)],
    [/\.weight$/, kaiming],
  ];
}

/**
 * A model's untrained parameters by OpenAI's names, the same for the same seed. Each has its own stream of random
 * numbers, so that a part's weights do not depend on the rest of the model.
 */
export function seededWeights(config: ClipConfig, seed: number): Map<string, Tensor> {
  const table = rules(config);
  const weights = new Map<string, Tensor>();
  const parameters = clipParameters(config);
  const keyWeight = 'visual.attnpool.k_proj.weight';
  // The one parameter of OpenAI's models that influences nothing and that the towers leave out.
  const [channels] = parameters.get(keyWeight) ?? [];
  if (channels !== undefined) parameters.set('visual.attnpool.k_proj.bias', [channels]);
  for (const [name, shape] of parameters) {
    const rule = table.find(([pattern]) => pattern.test(name));
    if (rule === undefined) throw new Error(`nothing says how ${name} begins`);
    const fanIn = shape.slice(1).reduce((product, side) => product * side, 1);
    const size = shape.reduce((product, side) => product * side, 1);
    weights.set(name, { shape, data: fill(size, rule[1](fanIn, shape), seed, name) });
  }
  return weights;
}

function fill(size: number, draw: Draw, seed: number, name: string): Float32Array {
  const data = new Float32Array(size);
  if ('value' in draw) return data.fill(draw.value);
  const random = seededRandom(seed, name);
  if ('normal' in draw) return data.map(() => random.normal() * draw.normal);
  return data.map(() => (2 * random.uniform() - 1) * draw.uniform);
}
