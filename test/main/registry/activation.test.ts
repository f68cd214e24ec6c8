// A CLIP whose activation nobody states is not guessed at: OpenAI's would give wrong features for OpenCLIP's weights.
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { addModel } from '../../../main/registry/add.ts';
import { resolveModel } from '../../../main/registry/models.ts';
import { seededWeights } from '../../../models/clip/seededWeights.ts';
import { encodeSafetensors } from '../../../models/tensors/safetensors.ts';
import type { AddModelRequest } from '../../../preload/contract.ts';
import { tinyClip } from '../../cli/support/weightFiles.ts';

let folder: string;
let file: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'facet-activation-'));
  file = join(folder, 'open_clip_model.safetensors');
  process.env['FACET_DATA'] = join(folder, 'data');
  await writeWeights({});
});

afterEach(async () => {
  delete process.env['FACET_DATA'];
  await rm(folder, { recursive: true, force: true });
});

const writeWeights = (metadata: Readonly<Record<string, string>>) =>
  writeFile(file, Buffer.concat([...encodeSafetensors(seededWeights(tinyClip, 1), metadata)]));

const write = (name: string, content: object) => writeFile(join(folder, name), JSON.stringify(content));

const add = (request: Partial<AddModelRequest> = {}) =>
  addModel(
    { file, id: 'clip-laion', ...request },
    {
      signal: new AbortController().signal,
      onProgress: () => undefined,
      prove: () => Promise.resolve(null),
    },
  );

const laion = { model_cfg: { embed_dim: 512, vision_cfg: {}, text_cfg: {} } };

test('weights without a word about it are refused, and what would settle it is said', async () => {
  const added = await add();
  expect(added).toMatchObject({ ok: false, failure: { kind: 'bad-arguments', path: file } });
  expect(added.ok || added.failure.message).toContain('open_clip_model.safetensors');
  for (const word of ['open_clip_config.json', '--activation', 'LAION'])
    expect(added.ok || added.failure.advice).toContain(word);
  expect(await resolveModel('clip-laion')).toMatchObject({ ok: false });
});

test('the configuration beside the weights says it: a LAION CLIP is not read with OpenAI’s QuickGELU', async () => {
  await write('open_clip_config.json', laion);
  expect(await add()).toMatchObject({ value: { manifest: { architecture: { activation: 'gelu' } } } });
});

test('transformers’ configuration does as well; one that is broken or of another model says nothing', async () => {
  await writeFile(join(folder, 'open_clip_config.json'), 'not JSON');
  await write('config.json', { model_type: 'clip', text_config: {}, vision_config: {} });
  expect(await add()).toMatchObject({ value: { manifest: { architecture: { activation: 'quick-gelu' } } } });
  await write('config.json', { model_type: 'vit' });
  expect(await add({ id: 'clip-2' })).toMatchObject({ ok: false, failure: { kind: 'bad-arguments' } });
});

test('an activation that Facet does not have is refused, with the file that states it', async () => {
  await write('config.json', { hidden_act: 'gelu_new' });
  expect(await add()).toMatchObject({
    failure: { kind: 'model-unusable', path: join(folder, 'config.json') },
  });
});

test('the weights’ own metadata comes before files beside them, and the user’s word before both', async () => {
  await write('open_clip_config.json', laion);
  await writeWeights({ config: '{"quick_gelu": true}' });
  expect(await add()).toMatchObject({ value: { manifest: { architecture: { activation: 'quick-gelu' } } } });
  expect(await add({ id: 'clip-2', activation: 'gelu' })).toMatchObject({
    value: { manifest: { architecture: { activation: 'gelu' } } },
  });
});

test('manifests from before: OpenAI’s own model is used as it was, others are damaged', async () => {
  const added = await add({ activation: 'quick-gelu' });
  if (!added.ok) throw new Error(added.failure.message);
  const path = join(added.value.folder, 'model.json');
  const manifest = JSON.parse(await readFile(path, 'utf8')) as { architecture: { activation?: string } };
  delete manifest.architecture.activation;
  await writeFile(path, JSON.stringify(manifest));
  expect(await resolveModel('clip-laion')).toMatchObject({ failure: { kind: 'model-unusable' } });
  await writeFile(path, JSON.stringify({ ...manifest, source: 'timm/resnet50_clip.openai at b5ad1dd2' }));
  expect(await resolveModel('clip-laion')).toMatchObject({
    value: { digest: added.value.digest, manifest: { architecture: { activation: 'quick-gelu' } } },
  });
});
