// CLIP's text transformer (the text half of OpenAI's `CLIP`).
import {
  add,
  argMax,
  constant,
  gather,
  matmul,
  oneHot,
  parameter,
  reshape,
  slice,
  type Dim,
  type Value,
} from '../../graph/index.ts';
import type { TextTowerConfig } from '../config.ts';
import { block, lastBlock, norm } from './transformer.ts';

/**
 * The text ends at its largest id, which is the end-of-text token's. Nothing after it reaches the feature, so L may be
 * anything from the longest text's length up to the context length.
 *
 * @param tokens int64 `[N, L]`
 * @returns `[N, dimensions]`, not normalised
 */
export function textTransformer(config: TextTowerConfig, dimensions: number, tokens: Value): Value {
  const { width, vocabularySize, contextLength } = config;
  const [batch, length] = tokens.shape as readonly [Dim, number];
  const embedding = parameter('token_embedding.weight', [vocabularySize, width]);
  const positions = parameter('positional_embedding', [contextLength, width]);
  let x = add(gather(embedding, tokens, 0), slice(positions, { axis: 0, start: 0, end: length }));

  const end = argMax(tokens, 1);
  const selector = reshape(oneHot(end, length), [batch, 1, length]);
  const mask = causalMask(length);
  const wanted = {
    pick: (sequence: Value): Value => matmul(selector, sequence),
    mask: reshape(gather(mask, end, 0), [batch, 1, 1, length]),
  };
  const last = config.layers - 1;
  for (let layer = 0; layer < last; layer++) x = block(`transformer.resblocks.${layer}`, config, x, mask);
  const ended = lastBlock(`transformer.resblocks.${last}`, config, x, wanted);
  return matmul(norm('ln_final', width, ended), parameter('text_projection', [width, dimensions]));
}

/** `[length, length]`: 0 where a row may look, minus infinity at what comes after it. */
function causalMask(length: number): Value {
  const mask = new Float32Array(length * length);
  for (let row = 0; row < length; row++) mask.fill(-Infinity, row * length + row + 1, (row + 1) * length);
  return constant(mask, [length, length]);
}
