import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readConfig, type ClipConfig } from '../../../models/clip/config.ts';
import { presets } from '../../../models/clip/presets.ts';
import { encodeSafetensors, parseSafetensors } from '../../../models/tensors/safetensors.ts';
import { seededWeights } from '../../../models/clip/seededWeights.ts';
import { toTransformers } from './support/transformersLayout.ts';
import { safetensorsStateDict, type StateDict } from '../../../models/clip/stateDict.ts';
import { clipParameters, openClip } from '../../../models/clip/weights.ts';

const small: ClipConfig = {
  dimensions: 16,
  image: {
    type: 'vision-transformer',
    resolution: 32,
    patchSize: 16,
    width: 64,
    heads: 1,
    layers: 2,
    activation: 'quick-gelu',
  },
  text: { width: 64, heads: 1, layers: 1, activation: 'quick-gelu', contextLength: 12, vocabularySize: 30 },
};
const weights = seededWeights(small, 3);

/** A state dict with other names or shapes, without the values. */
const dict = (
  shapes: Iterable<readonly [string, readonly number[]]>,
  metadata: Iterable<readonly [string, string]> = [],
): StateDict => ({
  shapes: new Map(shapes),
  metadata: new Map(metadata),
  read: () => {
    throw new Error('nothing is read');
  },
});

const shapes = [...weights].map(([name, { shape }]): [string, readonly number[]] => [name, shape]);
const renamed = (rename: (name: string) => string): StateDict =>
  dict(shapes.map(([name, shape]) => [rename(name), shape]));

const message = (opened: ReturnType<typeof openClip>): string =>
  opened.ok ? 'opened' : opened.failure.message;

test.for(Object.keys(presets) as (keyof typeof presets)[])(
  'the configuration of %s is read off its shapes',
  (name) => {
    expect(readConfig(clipParameters(presets[name]), 'quick-gelu')).toEqual({
      ok: true,
      value: presets[name],
    });
  },
);

test('both towers apply the activation that the weights were trained with', () => {
  const opened = openClip(dict(shapes), 'gelu');
  if (!opened.ok) throw new Error(opened.failure.message);
  expect(opened.value.config).toEqual({
    ...small,
    image: { ...small.image, activation: 'gelu' },
    text: { ...small.text, activation: 'gelu' },
  });
});

test('the models have as many parameters as OpenAI’s', () => {
  const count = (name: keyof typeof presets): number =>
    [...clipParameters(presets[name])]
      .filter(([parameter]) => !/running_/.test(parameter))
      .reduce((sum, [, shape]) => sum + shape.reduce((product, side) => product * side, 1), 0);
  // 102,007,137 but for the attention pool's key bias, which influences nothing.
  expect(count('RN50')).toBe(102_007_137 - 2048);
  expect(count('ViT-B/32')).toBe(151_277_313);
});

test('weights are read under the names of OpenAI, OpenCLIP and their wrappers', () => {
  const isText = (name: string): boolean => !name.startsWith('visual.') && name !== 'logit_scale';
  const layouts: ((name: string) => string)[] = [
    (name) => name,
    (name) => (isText(name) ? `text.${name}` : name),
    (name) => `module.${isText(name) ? `text.${name}` : name}`,
    (name) => `_orig_mod.module.${name}`,
  ];
  for (const rename of layouts) {
    const original = new Map([...weights].map(([name, tensor]) => [rename(name), tensor]));
    const opened = openClip(
      {
        ...renamed(rename),
        read: (one) => original.get(one)?.data ?? new Float32Array(),
      },
      'quick-gelu',
    );
    if (!opened.ok) throw new Error(opened.failure.message);
    expect(opened.value.config).toEqual(small);
    const name = 'transformer.resblocks.0.mlp.c_fc.weight';
    expect(opened.value.weights.read(name)).toBe(weights.get(name)?.data);
  }
});

const dictOf = (tensors: ReadonlyMap<string, { shape: readonly number[]; data: Float32Array }>) => ({
  ...dict([...tensors].map(([name, { shape }]) => [name, shape])),
  read: (name: string) => tensors.get(name)?.data ?? new Float32Array(),
});

test('weights in the layout of Hugging Face’s transformers are the same model', () => {
  const saved = toTransformers(weights);
  saved.set('text_model.embeddings.position_ids', { shape: [1, 12], data: new Float32Array(12) });
  const opened = openClip(dictOf(saved), 'quick-gelu');
  if (!opened.ok) throw new Error(opened.failure.message);
  expect(opened.value.config).toEqual(small);
  for (const [name, { data }] of weights) expect(opened.value.weights.read(name), name).toEqual(data);
});

test('what such weights lack is named by OpenAI’s name', () => {
  const saved = toTransformers(weights);
  saved.delete('vision_model.encoder.layers.1.self_attn.k_proj.bias');
  expect(message(openClip(dictOf(saved), 'quick-gelu'))).toContain(
    'visual.transformer.resblocks.1.attn.in_proj_bias is missing',
  );
  const vision = [...toTransformers(weights)].filter(([name]) => /^vision_model|^visual_/.test(name));
  expect(message(openClip(dictOf(new Map(vision)), 'quick-gelu'))).toContain('no text tower');
});

test('the text tower’s heads come from the metadata where it says so', () => {
  const withConfig = (config: string): StateDict => dict(shapes, [['config', config]]);
  const heads = (config: string): number | undefined => {
    const opened = openClip(withConfig(config), 'quick-gelu');
    return opened.ok ? opened.value.config.text.heads : undefined;
  };
  expect(heads('{"transformer_heads": 4}')).toBe(4);
  expect(heads('{"transformer_heads": "4"}')).toBe(1);
  expect(heads('not JSON')).toBe(1);
  expect(message(openClip(withConfig('{"transformer_heads": 5}'), 'quick-gelu'))).toContain(
    '64 channels do not split into 5',
  );
});

test.for([
  ['nothing', dict([]), 'there is no text_projection'],
  ['a timm tower', renamed((name) => name.replace('visual.', 'visual.trunk.')), 'timm'],
  ['a SigLIP', dict([['logit_bias', []]]), 'SigLIP'],
  ['a bare ResNet', dict([['layer1.0.conv1.weight', [64, 64, 1, 1]]]), 'image tower alone'],
  ['a tower without texts', dict(shapes.filter(([name]) => name.startsWith('visual.'))), 'no text tower'],
  [
    'weights that lack one',
    dict(shapes.filter(([name]) => name !== 'visual.ln_post.bias')),
    'visual.ln_post.bias is missing and should be [64]',
  ],
  [
    'weights of another shape',
    dict(shapes.map(([name, shape]) => [name, name === 'ln_final.bias' ? [65] : shape])),
    'ln_final.bias is [65] and should be [64]',
  ],
  [
    'a grid that is no square',
    dict(shapes.map(([name, shape]) => [name, name === 'visual.positional_embedding' ? [7, 64] : shape])),
    'not a square grid',
  ],
  [
    'a missing layer',
    renamed((name) => name.replace('visual.transformer.resblocks.1', 'visual.transformer.resblocks.2')),
    'visual.transformer.resblocks.1 is missing',
  ],
] as const)('refuses %s, saying so', ([, content, expected]) => {
  const opened = openClip(content, 'quick-gelu');
  expect(opened.ok || opened.failure.kind).toBe('model-unusable');
  expect(message(opened)).toContain(expected);
});

test('shapes from hostile files give a model or a failure, and never throw', () => {
  const shape = fc.array(fc.oneof(fc.nat(3), fc.constantFrom(16, 30, 64, 2 ** 40)), { maxLength: 4 });
  const change = fc.tuple(fc.nat(shapes.length - 1), fc.option(shape));
  fc.assert(
    fc.property(fc.array(change, { minLength: 1, maxLength: 4 }), (changes) => {
      const changed = new Map(shapes);
      for (const [at, to] of changes) {
        if (to === null) changed.delete(shapes[at][0]);
        else changed.set(shapes[at][0], to);
      }
      const opened = openClip(dict(changed), 'quick-gelu');
      if (!opened.ok) return;
      // Another vocabulary or context makes another model, not a broken one.
      for (const [name, given] of clipParameters(opened.value.config))
        expect(changed.get(name), name).toEqual(given);
    }),
    { numRuns: 300 },
  );
});

test('seeded weights repeat, differ by seed, and survive a safetensors file', () => {
  const name = 'token_embedding.weight';
  expect(seededWeights(small, 3).get(name)).toEqual(weights.get(name));
  expect(seededWeights(small, 4).get(name)).not.toEqual(weights.get(name));
  const file = new Uint8Array(Buffer.concat([...encodeSafetensors(weights)]));
  const header = parseSafetensors(file);
  if (!header.ok) throw new Error(header.failure.message);
  const opened = openClip(
    safetensorsStateDict(header.value, (start, end) => file.subarray(start, end)),
    'quick-gelu',
  );
  if (!opened.ok) throw new Error(opened.failure.message);
  for (const [parameter, { data }] of weights) expect(opened.value.weights.read(parameter)).toEqual(data);
});

test('seeded weights are spread as OpenAI initialises them', () => {
  const resNet = seededWeights(
    {
      ...small,
      image: { type: 'modified-resnet', resolution: 32, width: 16, layers: [1, 1, 1, 1], heads: 8 },
    },
    9,
  );
  const spread = (name: string): number => {
    const data = resNet.get(name)!.data;
    return Math.sqrt(data.reduce((sum, value) => sum + value * value, 0) / data.length);
  };
  expect(resNet.get('logit_scale')!.data[0]).toBeCloseTo(Math.log(1 / 0.07), 5);
  expect(spread('token_embedding.weight') / 0.02).toBeCloseTo(1, 1);
  expect(spread('transformer.resblocks.0.attn.in_proj_weight') / 64 ** -0.5).toBeCloseTo(1, 1);
  expect(spread('transformer.resblocks.0.mlp.c_proj.weight') / (64 * 2) ** -0.5).toBeCloseTo(1, 1);
  expect(spread('visual.attnpool.q_proj.weight') / 512 ** -0.5).toBeCloseTo(1, 1);
  expect(spread('visual.layer2.0.conv2.weight') / (3 * 32 * 9) ** -0.5).toBeCloseTo(1, 1);
  expect(spread('visual.layer1.0.bn3.weight')).toBe(0);
  expect(resNet.has('visual.attnpool.k_proj.bias')).toBe(true);
});
