// CLIP's ResNets (OpenAI's `ModifiedResNet`): a stem of three convolutions, average pools before strided
// convolutions, an attention pool at the end.
import { add, averagePool, normalizedConv, parameter, relu, type Value } from '../../graph/index.ts';
import { attentionPool } from './attentionPool.ts';
import type { ModifiedResNetConfig } from '../config.ts';
import { PROJECTION, type Stage } from './stage.ts';
import { linear } from './transformer.ts';

/** A block's output has so many times the channels of its middle. */
const EXPANSION = 4;

/** The stem, four stages of bottlenecks, the attention pool, and its projection. */
export function modifiedResNet(config: ModifiedResNetConfig, dimensions: number): readonly Stage[] {
  const { width, layers, heads } = config;
  const channels = width * 8 * EXPANSION;
  const bottlenecks = layers.map((count, at): Stage => {
    const name = `layer${at + 1}`;
    return { name, apply: (x) => blocks(`visual.${name}`, width * 2 ** at, count, at === 0 ? 1 : 2, x) };
  });
  return [
    { name: 'stem', apply: (images) => stem(width, images) },
    ...bottlenecks,
    { name: 'attnpool', apply: (x) => attentionPool('visual.attnpool', heads, x) },
    {
      name: PROJECTION,
      apply: (x) =>
        linear(
          x,
          parameter('visual.attnpool.c_proj.weight', [dimensions, channels]),
          parameter('visual.attnpool.c_proj.bias', [dimensions]),
        ),
    },
  ];
}

function stem(width: number, images: Value): Value {
  const half = width / 2;
  let x = relu(convNorm('visual.conv1', 'visual.bn1', half, 3, images, 2));
  x = relu(convNorm('visual.conv2', 'visual.bn2', half, 3, x));
  x = relu(convNorm('visual.conv3', 'visual.bn3', width, 3, x));
  return halve(x);
}

function blocks(name: string, channels: number, count: number, stride: number, input: Value): Value {
  let x = bottleneck(`${name}.0`, channels, stride, input);
  for (let block = 1; block < count; block++) x = bottleneck(`${name}.${block}`, channels, 1, x);
  return x;
}

function bottleneck(name: string, channels: number, stride: number, x: Value): Value {
  const outputs = channels * EXPANSION;
  const shrink = (value: Value): Value => (stride > 1 ? halve(value) : value);
  let y = relu(convNorm(`${name}.conv1`, `${name}.bn1`, channels, 1, x));
  y = shrink(relu(convNorm(`${name}.conv2`, `${name}.bn2`, channels, 3, y)));
  y = convNorm(`${name}.conv3`, `${name}.bn3`, outputs, 1, y);
  const isSame = stride === 1 && x.shape[1] === outputs;
  const shortcut = isSame
    ? x
    : convNorm(`${name}.downsample.0`, `${name}.downsample.1`, outputs, 1, shrink(x));
  return relu(add(y, shortcut));
}

/** A convolution without bias that keeps the size, and batch normalisation in evaluation mode. */
function convNorm(convName: string, normName: string, outputs: number, kernel: number, x: Value, stride = 1) {
  const inputs = x.shape[1] as number;
  const pad = (kernel - 1) / 2;
  const weight = parameter(`${convName}.weight`, [outputs, inputs, kernel, kernel]);
  const statistics = {
    scale: parameter(`${normName}.weight`, [outputs]),
    bias: parameter(`${normName}.bias`, [outputs]),
    mean: parameter(`${normName}.running_mean`, [outputs]),
    variance: parameter(`${normName}.running_var`, [outputs]),
  };
  return normalizedConv(x, weight, statistics, { strides: [stride, stride], pads: [pad, pad, pad, pad] });
}

const halve = (x: Value): Value => averagePool(x, { kernel: [2, 2], strides: [2, 2] });
