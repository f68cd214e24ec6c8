// OpenAI's CLIP in plain loops, from the paper and PyTorch's documentation: slow, obvious, and unlike the graphs.
import type {
  ClipConfig,
  ModifiedResNetConfig,
  TransformerConfig,
  VisionTransformerConfig,
} from '../../../../models/clip/config.ts';

type Matrix = number[][];
/** Channels of rows. */
type Planes = number[][][];

export interface Tensor {
  readonly shape: readonly number[];
  readonly data: Float32Array;
}

export type Weights = ReadonlyMap<string, Tensor>;

const dot = (a: number[], b: number[]): number => a.reduce((sum, value, at) => sum + value * b[at], 0);
const plus = (a: number[], b: number[]): number[] => a.map((value, at) => value + b[at]);

/** `x` times the normal distribution's cumulative probability at `x`, by the series of the error function. */
function exactGelu(x: number): number {
  let sum = 0;
  for (let n = 0, term = x / Math.SQRT2; n < 200; term *= -(x * x) / 2 / ++n) sum += term / (2 * n + 1);
  return (x / 2) * (1 + (2 / Math.sqrt(Math.PI)) * sum);
}

class Reference {
  readonly weights: Weights;

  constructor(weights: Weights) {
    this.weights = weights;
  }

  vector(name: string): number[] {
    return [...this.weights.get(name)!.data];
  }

  /** Rows of everything after the first axis. */
  matrix(name: string): Matrix {
    const { shape, data } = this.weights.get(name)!;
    const row = data.length / shape[0];
    return Array.from({ length: shape[0] }, (_, at) => [...data.subarray(at * row, (at + 1) * row)]);
  }

  linear(x: Matrix, weight: Matrix, bias: number[]): Matrix {
    return x.map((row) => weight.map((column, at) => dot(row, column) + bias[at]));
  }

  norm(name: string, x: Matrix): Matrix {
    const [weight, bias] = [this.vector(`${name}.weight`), this.vector(`${name}.bias`)];
    return x.map((row) => {
      const mean = row.reduce((sum, value) => sum + value, 0) / row.length;
      const variance = row.reduce((sum, value) => sum + (value - mean) ** 2, 0) / row.length;
      return row.map((value, at) => ((value - mean) / Math.sqrt(variance + 1e-5)) * weight[at] + bias[at]);
    });
  }

  attend(queries: Matrix, keys: Matrix, values: Matrix, heads: number, causal: boolean): Matrix {
    const size = queries[0].length / heads;
    const part = (row: number[], head: number): number[] => row.slice(head * size, (head + 1) * size);
    return queries.map((query, position) =>
      Array.from({ length: heads }, (_, head) => {
        const seen = causal ? keys.slice(0, position + 1) : keys;
        const scores = seen.map((key) => Math.exp(dot(part(query, head), part(key, head)) / Math.sqrt(size)));
        const total = scores.reduce((sum, score) => sum + score, 0);
        return Array.from({ length: size }, (__, at) =>
          scores.reduce((sum, score, row) => sum + (score / total) * values[row][head * size + at], 0),
        );
      }).flat(),
    );
  }

  transformer(
    name: string,
    { heads, layers, width, activation }: TransformerConfig,
    input: Matrix,
    causal: boolean,
  ): Matrix {
    let x = input;
    for (let layer = 0; layer < layers; layer++) {
      const block = `${name}.resblocks.${layer}`;
      const weight = this.matrix(`${block}.attn.in_proj_weight`);
      const bias = this.vector(`${block}.attn.in_proj_bias`);
      const normed = this.norm(`${block}.ln_1`, x);
      const [q, k, v] = [0, width, 2 * width].map((from) =>
        this.linear(normed, weight.slice(from, from + width), bias.slice(from, from + width)),
      );
      const mixed = this.attend(q, k, v, heads, causal);
      const out = this.linear(
        mixed,
        this.matrix(`${block}.attn.out_proj.weight`),
        this.vector(`${block}.attn.out_proj.bias`),
      );
      x = x.map((row, at) => plus(row, out[at]));
      const hidden = this.linear(
        this.norm(`${block}.ln_2`, x),
        this.matrix(`${block}.mlp.c_fc.weight`),
        this.vector(`${block}.mlp.c_fc.bias`),
      ).map((row) => row.map(activation === 'gelu' ? exactGelu : (x) => x / (1 + Math.exp(-1.702 * x))));
      const projected = this.linear(
        hidden,
        this.matrix(`${block}.mlp.c_proj.weight`),
        this.vector(`${block}.mlp.c_proj.bias`),
      );
      x = x.map((row, at) => plus(row, projected[at]));
    }
    return x;
  }

  /** `x` times a matrix that is stored inputs first. */
  project(x: number[], name: string): number[] {
    const matrix = this.matrix(name);
    return matrix[0].map((_, column) => x.reduce((sum, value, row) => sum + value * matrix[row][column], 0));
  }

  convolve(name: string, x: Planes, stride: number, pad: number): Planes {
    const { shape, data } = this.weights.get(name)!;
    const [outputs, inputs, kernel] = shape;
    const side = Math.floor((x[0].length + 2 * pad - kernel) / stride) + 1;
    const at = (o: number, i: number, y: number, z: number): number =>
      data[((o * inputs + i) * kernel + y) * kernel + z];
    return Array.from({ length: outputs }, (_, o) =>
      Array.from({ length: side }, (__, row) =>
        Array.from({ length: side }, (___, column) => {
          let sum = 0;
          for (let i = 0; i < inputs; i++) {
            for (let y = 0; y < kernel; y++) {
              for (let z = 0; z < kernel; z++) {
                const value = x[i][row * stride + y - pad]?.[column * stride + z - pad] ?? 0;
                sum += value * at(o, i, y, z);
              }
            }
          }
          return sum;
        }),
      ),
    );
  }

  batchNorm(name: string, x: Planes): Planes {
    const [weight, bias, mean, variance] = ['weight', 'bias', 'running_mean', 'running_var'].map((part) =>
      this.vector(`${name}.${part}`),
    );
    return x.map((plane, c) =>
      plane.map((row) =>
        row.map((value) => ((value - mean[c]) / Math.sqrt(variance[c] + 1e-5)) * weight[c] + bias[c]),
      ),
    );
  }

  resNet({ layers, heads }: ModifiedResNetConfig, image: Planes): number[] {
    let x = image;
    for (const at of [1, 2, 3]) {
      x = relu(
        this.batchNorm(`visual.bn${at}`, this.convolve(`visual.conv${at}.weight`, x, at === 1 ? 2 : 1, 1)),
      );
    }
    x = halve(x);
    layers.forEach((blocks, stage) => {
      for (let block = 0; block < blocks; block++) {
        const name = `visual.layer${stage + 1}.${block}`;
        const shrinks = stage > 0 && block === 0;
        const unit = (at: number, y: Planes): Planes =>
          this.batchNorm(
            `${name}.bn${at}`,
            this.convolve(`${name}.conv${at}.weight`, y, 1, at === 2 ? 1 : 0),
          );
        let y = relu(unit(2, relu(unit(1, x))));
        if (shrinks) y = halve(y);
        y = unit(3, y);
        if (this.weights.has(`${name}.downsample.0.weight`)) {
          const pooled = shrinks ? halve(x) : x;
          x = this.batchNorm(
            `${name}.downsample.1`,
            this.convolve(`${name}.downsample.0.weight`, pooled, 1, 0),
          );
        }
        x = relu(y.map((plane, c) => plane.map((row, r) => plus(row, x[c][r]))));
      }
    });
    return this.attentionPool('visual.attnpool', heads, x);
  }

  attentionPool(name: string, heads: number, x: Planes): number[] {
    const flat = x.map((plane) => plane.flat());
    const mean = flat.map((values) => values.reduce((sum, value) => sum + value, 0) / values.length);
    const grid = flat[0].map((_, at) => flat.map((values) => values[at]));
    const positions = this.matrix(`${name}.positional_embedding`);
    const tokens = [mean, ...grid].map((row, at) => plus(row, positions[at]));
    const [q, k, v] = ['q', 'k', 'v'].map((part) =>
      this.linear(
        tokens,
        this.matrix(`${name}.${part}_proj.weight`),
        this.vector(`${name}.${part}_proj.bias`),
      ),
    );
    const pooled = this.attend(q.slice(0, 1), k, v, heads, false);
    return this.linear(pooled, this.matrix(`${name}.c_proj.weight`), this.vector(`${name}.c_proj.bias`))[0];
  }

  visionTransformer(config: VisionTransformerConfig, image: Planes): number[] {
    const grid = this.convolve('visual.conv1.weight', image, config.patchSize, 0);
    const patches = grid[0].flatMap((row, y) => row.map((_, x) => grid.map((plane) => plane[y][x])));
    const positions = this.matrix('visual.positional_embedding');
    const tokens = [this.vector('visual.class_embedding'), ...patches].map((row, at) =>
      plus(row, positions[at]),
    );
    const x = this.transformer('visual.transformer', config, this.norm('visual.ln_pre', tokens), false);
    return this.project(this.norm('visual.ln_post', x.slice(0, 1))[0], 'visual.proj');
  }
}

const relu = (x: Planes): Planes =>
  x.map((plane) => plane.map((row) => row.map((value) => Math.max(value, 0))));

const halve = (x: Planes): Planes =>
  x.map((plane) =>
    plane
      .filter((_, row) => row % 2 === 0)
      .map((top, row) =>
        top
          .filter((_, column) => column % 2 === 0)
          .map((_, column) => {
            const bottom = plane[2 * row + 1];
            const at = 2 * column;
            return (top[at] + top[at + 1] + bottom[at] + bottom[at + 1]) / 4;
          }),
      ),
  );

/** The features of one image, `[3, side, side]` row-major. */
export function imageFeatures({ image }: ClipConfig, weights: Weights, pixels: Float32Array): number[] {
  const side = image.resolution;
  const planes = Array.from({ length: 3 }, (_, c) =>
    Array.from({ length: side }, (__, row) => [
      ...pixels.subarray((c * side + row) * side, (c * side + row + 1) * side),
    ]),
  );
  const reference = new Reference(weights);
  if (image.type === 'modified-resnet') return reference.resNet(image, planes);
  if (image.type === 'vision-transformer') return reference.visionTransformer(image, planes);
  throw new Error(`there is no reference for ${image.type}`);
}

/** The features of one text. */
export function textFeatures({ text }: ClipConfig, weights: Weights, tokens: readonly number[]): number[] {
  const reference = new Reference(weights);
  const [embedding, positions] = ['token_embedding.weight', 'positional_embedding'].map((name) =>
    reference.matrix(name),
  );
  const rows = tokens.map((id, at) => plus(embedding[id], positions[at]));
  const x = reference.norm('ln_final', reference.transformer('transformer', text, rows, true));
  return reference.project(x[tokens.indexOf(Math.max(...tokens))], 'text_projection');
}
