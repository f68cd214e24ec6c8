// CLIP weights as Hugging Face's transformers saves them, made of OpenAI's: what `convert_clip_original_pytorch_to_hf.py`
// of that project does.
export interface Tensor {
  readonly shape: readonly number[];
  readonly data: Float32Array;
}

const renamed: Readonly<Record<string, string>> = {
  'token_embedding.weight': 'text_model.embeddings.token_embedding.weight',
  positional_embedding: 'text_model.embeddings.position_embedding.weight',
  'visual.class_embedding': 'vision_model.embeddings.class_embedding',
  'visual.conv1.weight': 'vision_model.embeddings.patch_embedding.weight',
  'visual.positional_embedding': 'vision_model.embeddings.position_embedding.weight',
  logit_scale: 'logit_scale',
};

const prefixes: readonly (readonly [openai: string, transformers: string])[] = [
  ['transformer.resblocks.', 'text_model.encoder.layers.'],
  ['visual.transformer.resblocks.', 'vision_model.encoder.layers.'],
  ['ln_final.', 'text_model.final_layer_norm.'],
  ['visual.ln_pre.', 'vision_model.pre_layrnorm.'],
  ['visual.ln_post.', 'vision_model.post_layernorm.'],
];

export function toTransformers(weights: ReadonlyMap<string, Tensor>): Map<string, Tensor> {
  const saved = new Map<string, Tensor>();
  for (const [name, tensor] of weights) {
    const { shape, data } = tensor;
    if (name === 'text_projection' || name === 'visual.proj') {
      const [rows, columns] = shape;
      const turned = data.map((_, at) => data[(at % rows) * columns + Math.floor(at / rows)]);
      const to = name === 'visual.proj' ? 'visual_projection.weight' : 'text_projection.weight';
      saved.set(to, { shape: [columns, rows], data: turned });
      continue;
    }
    const prefix = prefixes.find(([openai]) => name.startsWith(openai));
    const to =
      prefix === undefined
        ? renamed[name]
        : (prefix[1] + name.slice(prefix[0].length))
            .replace('.attn.', '.self_attn.')
            .replace('.ln_1.', '.layer_norm1.')
            .replace('.ln_2.', '.layer_norm2.')
            .replace('.mlp.c_fc.', '.mlp.fc1.')
            .replace('.mlp.c_proj.', '.mlp.fc2.');
    if (!to.includes('in_proj_')) {
      saved.set(to, tensor);
      continue;
    }
    const [rows, ...rest] = shape;
    ['q', 'k', 'v'].forEach((letter, part) => {
      saved.set(to.replace('in_proj_', `${letter}_proj.`), {
        shape: [rows / 3, ...rest],
        data: data.subarray((part * data.length) / 3, ((part + 1) * data.length) / 3),
      });
    });
  }
  return saved;
}
