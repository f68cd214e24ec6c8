import { expect, test } from 'vitest';
import { statedActivation } from '../../../models/clip/activation.ts';

/** As the hubs have them, shortened. */
const openClipConfig = (more: object) => ({
  model_cfg: { embed_dim: 512, vision_cfg: { layers: 12 }, text_cfg: { layers: 12 }, ...more },
  preprocess_cfg: { mean: [0.48, 0.46, 0.41] },
});
const transformersConfig = (text: object, vision: object) => ({
  model_type: 'clip',
  projection_dim: 512,
  text_config: { hidden_size: 512, ...text },
  vision_config: { hidden_size: 768, ...vision },
});

test.for([
  ['OpenAI’s weights in OpenCLIP’s words', openClipConfig({ quick_gelu: true }), 'quick-gelu'],
  ['LAION’s, of which OpenCLIP’s default holds', openClipConfig({}), 'gelu'],
  ['OpenCLIP’s that say no', openClipConfig({ quick_gelu: false }), 'gelu'],
  [
    'OpenAI’s in transformers’ words',
    transformersConfig({ hidden_act: 'quick_gelu' }, { hidden_act: 'quick_gelu' }),
    'quick-gelu',
  ],
  ['LAION’s', transformersConfig({ hidden_act: 'gelu' }, { hidden_act: 'gelu' }), 'gelu'],
  ['transformers’ default', transformersConfig({}, {}), 'quick-gelu'],
  ['one key alone', { transformer_heads: 2, quick_gelu: false }, 'gelu'],
  ['another key alone', { hidden_act: 'gelu' }, 'gelu'],
  ['the configuration of another kind of model', { model_type: 'resnet', depths: [3, 4] }, null],
  ['sizes alone', { transformer_heads: 2 }, null],
  ['a list', ['quick_gelu'], null],
  ['nothing', null, null],
] as const)('%s', ([, config, expected]) => {
  expect(statedActivation(config)).toEqual({ ok: true, value: expected });
});

test.for([
  ['towers that differ', transformersConfig({ hidden_act: 'gelu' }, { hidden_act: 'quick_gelu' })],
  ['another function', transformersConfig({ hidden_act: 'gelu_new' }, { hidden_act: 'gelu_new' })],
  ['half of it default', transformersConfig({ hidden_act: 'gelu' }, {})],
] as const)('refuses %s', ([, config]) => {
  const said = statedActivation(config);
  expect(said.ok || said.failure.kind).toBe('model-unusable');
  expect(said.ok || said.failure.message).toContain('gelu');
});
