// The residual attention blocks of the vision transformer and of the text transformer.
import {
  add,
  gelu,
  geluQuick,
  gemm,
  layerNormalization,
  matmul,
  mul,
  parameter,
  reshape,
  softmax,
  split,
  transpose,
  type Dim,
  type Value,
} from '../../graph/index.ts';
import type { Activation } from '../activation.ts';
import type { TransformerConfig } from '../config.ts';

/** The one position of each sequence that is asked for. */
export interface Wanted {
  /** `[N, L, W]` to `[N, 1, W]`. */
  readonly pick: (x: Value) => Value;
  /** What the position must not see, added to its scores: broadcasts with `[N, heads, 1, L]`. */
  readonly mask?: Value;
}

/** Over the last axis, of length `width`. */
export const norm = (name: string, width: number, x: Value): Value =>
  layerNormalization(x, parameter(`${name}.weight`, [width]), parameter(`${name}.bias`, [width]));

/** PyTorch's `Linear` on `[rows, inputs]`: weight `[outputs, inputs]`, bias `[outputs]`. */
export const linear = (x: Value, weight: Value, bias: Value): Value =>
  gemm(x, weight, { transposeB: true, c: bias });

/**
 * One block, `[N, L, W]` to `[N, L, W]`.
 *
 * @param mask added to all scores, `[L, L]`
 */
export function block(
  name: string,
  { width, heads, activation }: TransformerConfig,
  x: Value,
  mask?: Value,
): Value {
  const rows = reshape(x, [-1, width]);
  const normed = reshape(norm(`${name}.ln_1`, width, rows), x.shape);
  const attended = add(rows, attention(`${name}.attn`, heads, normed, normed, mask));
  return reshape(
    add(attended, perceptron(`${name}.mlp`, width, activation, norm(`${name}.ln_2`, width, attended))),
    x.shape,
  );
}

/**
 * The last block, `[N, L, W]` to the wanted position's `[N, W]`: computed for that position alone, as nothing else of
 * it reaches the features. A twelfth of the work saved in a model of twelve layers, for the same numbers.
 */
export function lastBlock(
  name: string,
  { width, heads, activation }: TransformerConfig,
  x: Value,
  wanted: Wanted,
): Value {
  const normed = reshape(norm(`${name}.ln_1`, width, reshape(x, [-1, width])), x.shape);
  const one = reshape(wanted.pick(x), [-1, width]);
  const attended = add(one, attention(`${name}.attn`, heads, wanted.pick(normed), normed, wanted.mask));
  return add(attended, perceptron(`${name}.mlp`, width, activation, norm(`${name}.ln_2`, width, attended)));
}

const activate: Readonly<Record<Activation, (x: Value) => Value>> = { 'quick-gelu': geluQuick, gelu };

function perceptron(name: string, width: number, activation: Activation, x: Value): Value {
  const inner = 4 * width;
  const hidden = linear(
    x,
    parameter(`${name}.c_fc.weight`, [inner, width]),
    parameter(`${name}.c_fc.bias`, [inner]),
  );
  return linear(
    activate[activation](hidden),
    parameter(`${name}.c_proj.weight`, [width, inner]),
    parameter(`${name}.c_proj.bias`, [width]),
  );
}

/** PyTorch's `MultiheadAttention`: queries from `[N, Q, W]`, keys and values from `[N, L, W]`, to `[N * Q, W]`. */
function attention(name: string, heads: number, queries: Value, context: Value, mask?: Value): Value {
  const [batch, , width] = context.shape as readonly [Dim, number, number];
  const weights = split(parameter(`${name}.in_proj_weight`, [3 * width, width]), 0, 3);
  const biases = split(parameter(`${name}.in_proj_bias`, [3 * width]), 0, 3);
  const project = (x: Value, part: number): Value => {
    const rows = linear(reshape(x, [-1, width]), weights[part], biases[part]);
    return reshape(rows, [batch, x.shape[1], heads, width / heads]);
  };
  const scale = (width / heads) ** -0.5;
  const query = mul(transpose(project(queries, 0), [0, 2, 1, 3]), scale);
  const key = transpose(project(context, 1), [0, 2, 3, 1]);
  const value = transpose(project(context, 2), [0, 2, 1, 3]);
  const scores = matmul(query, key);
  const shares = softmax(mask === undefined ? scores : add(scores, mask), -1);
  const mixed = reshape(transpose(matmul(shares, value), [0, 2, 1, 3]), [-1, width]);
  return linear(
    mixed,
    parameter(`${name}.out_proj.weight`, [width, width]),
    parameter(`${name}.out_proj.bias`, [width]),
  );
}
