// The attention pool at the end of CLIP's ResNets (OpenAI's `AttentionPool2d`).
import {
  add,
  concat,
  matmul,
  mul,
  parameter,
  reduceMean,
  reshape,
  slice,
  softmax,
  transpose,
  type Dim,
  type Value,
} from '../../graph/index.ts';
import { linear } from './transformer.ts';

/**
 * `[N, C, side, side]` to `[N, C]`, before the projection.
 *
 * Only the mean asks, so keys and values need not be made for every position: with one query q a head,
 * q.(K x + b) = (K'q).x + q.b, where q.b is the same for all positions and falls out of the softmax, and
 * sum a (V x + b) = V (sum a x) + b. Two products with the weights per position become one per image (7% of RN50's
 * work), and `k_proj.bias` influences nothing.
 */
export function attentionPool(name: string, heads: number, x: Value): Value {
  const [batch, channels, height, width] = x.shape as readonly [Dim, number, number, number];
  const positions = height * width + 1;
  const size = channels / heads;
  const weight = (part: string): Value => parameter(`${name}.${part}.weight`, [channels, channels]);
  const bias = (part: string): Value => parameter(`${name}.${part}.bias`, [channels]);

  const grid = reshape(x, [batch, channels, height * width]);
  const embedding = parameter(`${name}.positional_embedding`, [positions, channels]);
  // [N, C, T]: channels stay first, so that the grid is never turned around.
  const tokens = add(concat([reduceMean(grid, [2], true), grid], 2), transpose(embedding, [1, 0]));
  const mean = reshape(slice(tokens, { axis: 2, start: 0, end: 1 }), [batch, channels]);

  const query = mul(linear(mean, weight('q_proj'), bias('q_proj')), size ** -0.5);
  const byHead = (rows: Value): Value => transpose(reshape(rows, [batch, heads, size]), [1, 0, 2]);
  const keys = reshape(weight('k_proj'), [heads, size, channels]);
  const asked = transpose(matmul(byHead(query), keys), [1, 0, 2]);
  const attended = matmul(softmax(matmul(asked, tokens), -1), transpose(tokens, [0, 2, 1]));
  const values = transpose(reshape(weight('v_proj'), [heads, size, channels]), [0, 2, 1]);
  const mixed = transpose(matmul(transpose(attended, [1, 0, 2]), values), [1, 0, 2]);
  return add(reshape(mixed, [batch, channels]), bias('v_proj'));
}
