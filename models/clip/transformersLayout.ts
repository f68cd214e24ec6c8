// CLIP weights under the names of Hugging Face's transformers, seen under OpenAI's: three projections of attention become
// one parameter, and the projections into the common space are stored the other way round.
import type { StateDict } from './stateDict.ts';

/** transformers' name, of which `$1` is the rest of a match, and OpenAI's. */
const names: readonly (readonly [pattern: RegExp, openai: string])[] = [
  [/^text_model\.embeddings\.token_embedding\.weight$/, 'token_embedding.weight'],
  [/^text_model\.embeddings\.position_embedding\.weight$/, 'positional_embedding'],
  [/^text_model\.final_layer_norm\.(.*)$/, 'ln_final.$1'],
  [/^text_model\.encoder\.layers\.(.*)$/, 'transformer.resblocks.$1'],
  [/^vision_model\.embeddings\.class_embedding$/, 'visual.class_embedding'],
  [/^vision_model\.embeddings\.patch_embedding\.weight$/, 'visual.conv1.weight'],
  [/^vision_model\.embeddings\.position_embedding\.weight$/, 'visual.positional_embedding'],
  // So it is spelled there.
  [/^vision_model\.pre_layrnorm\.(.*)$/, 'visual.ln_pre.$1'],
  [/^vision_model\.post_layernorm\.(.*)$/, 'visual.ln_post.$1'],
  [/^vision_model\.encoder\.layers\.(.*)$/, 'visual.transformer.resblocks.$1'],
  [/^text_projection\.weight$/, 'text_projection'],
  [/^visual_projection\.weight$/, 'visual.proj'],
  [/^logit_scale$/, 'logit_scale'],
];

/** Parts of a block. */
const inBlocks: readonly (readonly [transformers: string, openai: string])[] = [
  ['.self_attn.', '.attn.'],
  ['.layer_norm1.', '.ln_1.'],
  ['.layer_norm2.', '.ln_2.'],
  ['.mlp.fc1.', '.mlp.c_fc.'],
  ['.mlp.fc2.', '.mlp.c_proj.'],
];

/** Stored as PyTorch's `Linear`, outputs first; OpenAI multiplies from the right. */
const transposed: ReadonlySet<string> = new Set(['text_projection', 'visual.proj']);

/** Queries, keys and values, in OpenAI's order of rows. */
const attention = /^(.*\.attn\.)([qkv])_proj\.(weight|bias)$/;
const inOrder = ['q', 'k', 'v'] as const;

/** Whether a name is of transformers' CLIP and of no other layout. */
export const isTransformersName = (name: string): boolean => /^(text_model|vision_model)\./.test(name);

function openaiName(name: string): string | null {
  const rule = names.find(([pattern]) => pattern.test(name));
  if (rule === undefined) return null;
  const plain = name.replace(rule[0], rule[1]);
  return inBlocks.reduce((renamed, [from, to]) => renamed.replace(from, to), plain);
}

/** The same tensors by OpenAI's names; what OpenAI has no name for (`position_ids`) is left out. */
export function fromTransformers(dict: StateDict): StateDict {
  /** The tensors of which each of OpenAI's is made, one on top of the other. */
  const sources = new Map<string, string[]>();
  for (const name of dict.shapes.keys()) {
    const renamed = openaiName(name);
    if (renamed === null) continue;
    const [whole, prefix, letter, kind] = attention.exec(renamed) ?? [];
    if (whole === undefined) sources.set(renamed, [name]);
    else {
      const parts = inOrder.map((part) => name.replace(`.${letter}_proj.`, `.${part}_proj.`));
      // One that is missing leaves the parameter missing, which is then said by its name.
      if (parts.every((part) => dict.shapes.has(part))) sources.set(`${prefix}in_proj_${kind}`, parts);
    }
  }
  const shapeOf = (name: string): readonly number[] => dict.shapes.get(name) ?? [];
  const shapes = new Map(
    [...sources].map(([name, parts]): [string, readonly number[]] => {
      const shape = shapeOf(parts[0]);
      if (transposed.has(name)) return [name, [...shape].reverse()];
      if (parts.length === 1) return [name, shape];
      const rows = parts.reduce((sum, part) => sum + (shapeOf(part)[0] ?? 0), 0);
      return [name, [rows, ...shape.slice(1)]];
    }),
  );
  const partsOf = (name: string): readonly string[] => {
    const parts = sources.get(name);
    if (parts === undefined) throw new Error(`there is no tensor called ${name}`);
    return parts;
  };
  return {
    shapes,
    metadata: dict.metadata,
    read(name) {
      const [first, ...others] = partsOf(name).map((part) => dict.read(part));
      if (transposed.has(name)) return transpose(first, shapeOf(partsOf(name)[0]));
      return others.length === 0 ? first : joined([first, ...others]);
    },
    entry(name) {
      const parts = partsOf(name);
      return parts.length > 1 || transposed.has(name) ? undefined : dict.entry?.(parts[0]);
    },
  };
}

function joined(parts: readonly Float32Array[]): Float32Array {
  const whole = new Float32Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

function transpose(data: Float32Array, [rows, columns]: readonly number[]): Float32Array {
  const turned = new Float32Array(data.length);
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++)
      turned[column * rows + row] = data[row * columns + column];
  return turned;
}
