// The registry on a disk of its own: what it lists, resolves, refuses, and what a digest depends on.
import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { takeLock } from '../../../main/files/lock.ts';
import { addModel } from '../../../main/registry/add.ts';
import { modelDigest } from '../../../main/registry/digest.ts';
import { checkModel, listModels, qualityNetwork, resolveModel } from '../../../main/registry/models.ts';
import { pullModel } from '../../../main/registry/pull.ts';
import type { Architecture, EncoderManifest } from '../../../models/manifest.ts';
import type { AddModelRequest, Progress } from '../../../preload/contract.ts';
import { startFakeHub, type FakeHub } from '../../cli/support/fakeHub.ts';
import { tinyClip, writeWeights } from '../../cli/support/weightFiles.ts';

let folder: string;
let hub: FakeHub;
let weights: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'facet-registry-'));
  hub = await startFakeHub();
  weights = join(folder, 'served.safetensors');
  await writeWeights(tinyClip, weights);
  await writeFile(join(folder, 'merges.txt'), '#version: 0.2\na b\n');
  await hub.serve('team/tiny', 'v1', 'open_clip_model.safetensors', weights);
  await hub.serve('team/tiny', 'v1', 'merges.txt', join(folder, 'merges.txt'), 'small');
  process.env['FACET_DATA'] = join(folder, 'data');
  process.env['FACET_HUB'] = hub.address;
  process.env['FACET_CATALOGUE'] = join(folder, 'catalogue.json');
  await writeCatalogue({});
});

afterEach(async () => {
  for (const name of ['FACET_DATA', 'FACET_HUB', 'FACET_CATALOGUE']) delete process.env[name];
  await hub.close();
  await rm(folder, { recursive: true, force: true });
});

const writeCatalogue = (change: object) =>
  writeFile(
    join(folder, 'catalogue.json'),
    JSON.stringify({
      version: 1,
      models: [
        {
          id: 'tiny',
          title: 'A tiny CLIP',
          licence: 'MIT',
          repository: 'team/tiny',
          revision: 'v1',
          preset: 'clip',
          activation: 'quick-gelu',
          bytes: 1000,
          files: { network: 'open_clip_model.safetensors', merges: 'merges.txt' },
          ...change,
        },
      ],
    }),
  );

const quiet = {
  signal: new AbortController().signal,
  onProgress: () => undefined,
  prove: () => Promise.resolve(null),
};
const installed = () => join(folder, 'data', 'models', 'tiny');

async function states(): Promise<Record<string, string>> {
  const list = await listModels();
  if (!list.ok) throw new Error(list.failure.message);
  return Object.fromEntries(list.value.map(({ id, state }) => [id, state]));
}

test('a pull brings a model from available to installed, and a second one brings nothing', async () => {
  expect(await states()).toMatchObject({ tiny: 'available', 'clip-rn50': 'available' });
  const progress: Progress[] = [];
  const pulled = await pullModel({ id: 'tiny' }, { ...quiet, onProgress: (event) => progress.push(event) });
  expect(pulled).toMatchObject({
    ok: true,
    value: {
      folder: installed(),
      builtIn: false,
      manifest: {
        kind: 'encoder',
        licence: 'MIT',
        source: 'team/tiny at v1',
        architecture: {
          type: 'clip',
          weights: 'open_clip_model.safetensors',
          merges: 'merges.txt',
          activation: 'quick-gelu',
        },
        input: { size: 64, layout: 'NCHW', channels: 'RGB' },
      },
    },
  });
  expect(await states()).toMatchObject({ tiny: 'installed' });
  expect(progress.at(-1)).toMatchObject({ unit: 'bytes', detail: 'merges.txt' });
  expect(progress.at(-1)?.done).toBe(progress.at(-1)?.total);

  const asked = hub.log.length;
  expect((await pullModel({ id: 'tiny' }, quiet)).ok).toBe(true);
  expect(hub.log.length).toBe(asked);
});

test('a catalogue that says nothing of a CLIP’s activation is not followed, unless a file that is pulled does', async () => {
  await writeCatalogue({ activation: undefined });
  expect(await pullModel({ id: 'tiny' }, quiet)).toMatchObject({ failure: { kind: 'bad-arguments' } });
  expect(hub.log).toEqual([]);
  const config = join(folder, 'open_clip_config.json');
  await writeFile(config, JSON.stringify({ model_cfg: { embed_dim: 16 } }));
  await hub.serve('team/tiny', 'v1', 'open_clip_config.json', config, 'small');
  const files = {
    network: 'open_clip_model.safetensors',
    merges: 'merges.txt',
    config: 'open_clip_config.json',
  };
  await writeCatalogue({ activation: undefined, files });
  expect(await pullModel({ id: 'tiny' }, quiet)).toMatchObject({
    value: { manifest: { architecture: { activation: 'gelu' } } },
  });
});

test('an interrupted pull goes on where it stopped, in another process too', async () => {
  const controller = new AbortController();
  hub.faults.slow = 10;
  const first = pullModel(
    { id: 'tiny' },
    {
      ...quiet,
      signal: controller.signal,
      onProgress: ({ done }) => (done > 0 ? controller.abort() : undefined),
    },
  );
  await expect(first).rejects.toMatchObject({ name: 'AbortError' });
  expect(await states()).toMatchObject({ tiny: 'available' });
  delete hub.faults.slow;
  expect((await pullModel({ id: 'tiny' }, quiet)).ok).toBe(true);
  expect(hub.log.some((line) => /bytes=[1-9]/.test(line))).toBe(true);
});

test('a pull from a folder or a file needs no network, and says which file is missing', async () => {
  await hub.close();
  const offline = join(folder, 'usb stick');
  await mkdir(offline);
  await writeFile(join(offline, 'renamed.safetensors'), await readFile(weights));
  const partial = await pullModel({ id: 'tiny', from: join(offline, 'renamed.safetensors') }, quiet);
  expect(partial).toMatchObject({ ok: false, failure: { kind: 'not-found' } });
  expect(partial.ok ? '' : partial.failure.advice).toContain('/team/tiny/resolve/v1/merges.txt');

  await writeFile(join(offline, 'merges.txt'), 'a b\n');
  expect((await pullModel({ id: 'tiny', from: join(offline, 'renamed.safetensors') }, quiet)).ok).toBe(true);
  await rm(installed(), { recursive: true });
  await writeFile(join(offline, 'open_clip_model.safetensors'), await readFile(weights));
  expect((await pullModel({ id: 'tiny', from: offline }, quiet)).ok).toBe(true);
  hub = await startFakeHub();
});

test('files from elsewhere must have the pinned checksum and the expected tensors', async () => {
  await writeCatalogue({ sha256: { 'open_clip_model.safetensors': 'a'.repeat(64) } });
  expect(await pullModel({ id: 'tiny', from: weights }, quiet)).toMatchObject({
    ok: false,
    failure: { kind: 'checksum-mismatch' },
  });
  await writeCatalogue({ tensors: { 'visual.conv1.weight': [32, 3, 3, 3] } });
  const other = await pullModel({ id: 'tiny', from: weights }, quiet);
  expect(other).toMatchObject({ ok: false, failure: { kind: 'model-unusable' } });
  expect(other.ok ? '' : other.failure.message).toContain('[2, 3, 3, 3] instead of [32, 3, 3, 3]');
  expect(await states()).toMatchObject({ tiny: 'available' });
});

test('what is no CLIP is not installed', async () => {
  await writeFile(join(folder, 'noise'), 'this is not a safetensors file at all');
  await hub.serve('team/tiny', 'v1', 'open_clip_model.safetensors', join(folder, 'noise'));
  expect(await pullModel({ id: 'tiny' }, quiet)).toMatchObject({
    ok: false,
    failure: { kind: 'model-unusable' },
  });
  expect(await states()).toMatchObject({ tiny: 'available' });
});

test('a second process that installs the same model is told to wait; a dead one is not waited for', async () => {
  const incoming = join(folder, 'data', 'models', '.incoming');
  await mkdir(incoming, { recursive: true });
  const locking = await takeLock(join(incoming, 'tiny.lock'));
  if (!('lock' in locking)) throw new Error(locking.heldBy);
  const told = await pullModel({ id: 'tiny' }, quiet);
  expect(told).toMatchObject({ ok: false, failure: { kind: 'busy' } });
  if (!told.ok) expect(told.failure.message).toContain(`process ${process.pid}, since`);
  await locking.lock.release();
  // As a process that was killed left it; its number is another process's by now.
  await writeFile(join(incoming, 'tiny.lock'), String(process.ppid));
  expect((await pullModel({ id: 'tiny' }, quiet)).ok).toBe(true);
});

test('a damaged model is named, and a pull mends it', async () => {
  await pullModel({ id: 'tiny' }, quiet);
  const path = join(installed(), 'open_clip_model.safetensors');
  const bytes = await readFile(path);
  const first = await resolveModel('tiny');
  if (!first.ok) throw new Error(first.failure.message);

  bytes[bytes.length - 1] ^= 1;
  await writeFile(path, bytes);
  expect((await resolveModel('tiny')).ok).toBe(true);
  expect(await checkModel(first.value)).toMatchObject({ kind: 'checksum-mismatch', path });

  await writeFile(path, bytes.subarray(1));
  expect(await resolveModel('tiny')).toMatchObject({ ok: false, failure: { kind: 'model-unusable', path } });
  expect(await states()).toMatchObject({ tiny: 'damaged' });
  expect((await pullModel({ id: 'tiny' }, quiet)).ok).toBe(true);
  expect(await checkModel(first.value)).toBeNull();
});

test('a manifest that is broken, newer or of another model is refused', async () => {
  await pullModel({ id: 'tiny' }, quiet);
  const path = join(installed(), 'model.json');
  const text = await readFile(path, 'utf8');
  for (const wrong of [
    '{',
    '{}',
    text.replace('"version": 1', '"version": 2'),
    text.replace('"id": "tiny"', '"id": "other"'),
    text.replaceAll('merges.txt', '../../escape'),
    text.replace('"size": 64', '"size": 1e9'),
    text.replace('"weights": "open_clip', '"weights": "no_such'),
  ]) {
    expect(wrong).not.toBe(text);
    await writeFile(path, wrong);
    expect(await resolveModel('tiny')).toMatchObject({ ok: false, failure: { kind: 'model-unusable' } });
  }
});

test('ids that could lead elsewhere are no models', async () => {
  await pullModel({ id: 'tiny' }, quiet);
  await symlink(installed(), join(folder, 'data', 'outside'));
  for (const id of ['../outside', 'tiny/../tiny', '', '.', '..', 'Tiny', `x${'x'.repeat(64)}`]) {
    expect(await resolveModel(id)).toMatchObject({ ok: false, failure: { kind: 'model-missing' } });
  }
});

test('what is not here yet says how to get it', async () => {
  expect(await resolveModel('clip-rn50')).toMatchObject({
    failure: { kind: 'model-missing', advice: 'Fetch it: facet models pull clip-rn50' },
  });
  expect(await pullModel({ id: 'nothing' }, quiet)).toMatchObject({ failure: { kind: 'model-missing' } });
});

test('a catalogue that is none is named', async () => {
  await writeFile(join(folder, 'catalogue.json'), '{"version": 1, "models": [{"id": "../x"}]}');
  expect(await listModels()).toMatchObject({ ok: false, failure: { kind: 'bad-arguments' } });
});

test('added networks get the input that their preset states, moved to their size', async () => {
  const file = join(folder, 'My Network.onnx');
  await writeFile(file, 'the engine would refuse this');
  const add = (request: Omit<AddModelRequest, 'file'>) => addModel({ file, ...request }, quiet);
  const plain = await add({ id: 'arcface', licence: 'research only' });
  expect(plain).toMatchObject({
    value: {
      manifest: {
        licence: 'research only',
        architecture: { type: 'onnx', network: 'My Network.onnx' },
        input: { size: 112, mean: [127.5, 127.5, 127.5], template: [[38.2946, 51.6963], {}, {}, {}, {}] },
      },
    },
  });
  // A network that people know keeps what is known of it, and which file it is.
  const sha256 = createHash('sha256')
    .update(await readFile(file))
    .digest('hex');
  const known = await add({ id: 'sface-2021' });
  if (!known.ok) throw new Error(known.failure.message);
  const { title, licence, source } = known.value.manifest;
  expect([title, licence]).toEqual(['SFace (My Network.onnx)', 'Apache-2.0']);
  expect(source).toContain('OpenCV’s model zoo');
  expect(source).toContain(`added from My Network.onnx, SHA-256 ${sha256}`);
  const larger = await add({ id: 'mine', preset: 'arcface', input: { size: 224, channels: 'BGR' } });
  if (!larger.ok) throw new Error(larger.failure.message);
  const { input } = larger.value.manifest as EncoderManifest;
  expect([input.size, input.channels]).toEqual([224, 'BGR']);
  expect(input.template[0][0]).toBeCloseTo((38.2946 + 0.5) * 2 - 0.5, 9);
  expect(await add({ id: 'yunet-2' })).toMatchObject({
    value: {
      manifest: { kind: 'detector', decoder: 'yunet', title: 'My Network.onnx', licence: 'not stated' },
    },
  });
  expect(await qualityNetwork()).toBeNull();
  const rater = await add({ id: 'ediffiqa' });
  expect(rater).toMatchObject({
    value: {
      manifest: { kind: 'quality', range: [0, 1], input: { size: 112, mean: [127.5, 127.5, 127.5] } },
    },
  });
  const wider = await add({ id: 'crfiqa', preset: 'ediffiqa', range: [0, 2.5] });
  expect(wider).toMatchObject({ value: { manifest: { range: [0, 2.5] } } });
  // What it answers is not the same, so nothing that was rated by the one counts as rated by the other.
  expect(wider.ok && wider.value.digest).not.toBe(rater.ok && rater.value.digest);
  expect(await qualityNetwork()).toBe('crfiqa');
  const listed = await listModels();
  const raters = listed.ok ? listed.value.filter((entry) => 'ratedBy' in entry) : [];
  expect(raters.map((entry) => [entry.id, 'ratedBy' in entry && entry.ratedBy])).toEqual([
    ['crfiqa', 'crfiqa'],
    ['ediffiqa', 'crfiqa'],
  ]);
  expect(await resolveModel('crfiqa')).toEqual(wider);

  for (const wrong of [
    { id: 'x', preset: 'ediffiqa', range: [1, 1] as const },
    { id: 'arcface' },
    { id: 'Not An Id' },
    { id: 'unheard-of' },
    { id: 'x', preset: 'nothing' },
    { id: 'clip-of-mine' },
    { id: 'x', preset: 'arcface', input: { std: [0, 0, 0] as const } },
    { id: 'x', preset: 'arcface', input: { size: 1e9 } },
  ]) {
    expect(await add(wrong)).toMatchObject({ ok: false, failure: { kind: 'bad-arguments' } });
  }
  expect(await addModel({ file: `${file}x.onnx`, id: 'sface' }, quiet)).toMatchObject({
    failure: { kind: 'not-found' },
  });
});

test('the digest follows what decides an embedding, and nothing else', async () => {
  const pulled = await pullModel({ id: 'tiny' }, quiet);
  if (!pulled.ok) throw new Error(pulled.failure.message);
  const manifest = pulled.value.manifest as EncoderManifest;
  const [network, merges] = manifest.files;
  const same: EncoderManifest = {
    ...manifest,
    id: 'other',
    title: 'other',
    licence: 'other',
    source: 'other',
    files: [{ ...network, name: 'renamed' }, merges],
    architecture: {
      type: 'clip',
      weights: 'renamed',
      merges: 'merges.txt',
      activation: 'quick-gelu',
    },
  };
  expect(modelDigest(same)).toBe(pulled.value.digest);
  const different: EncoderManifest[] = [
    { ...manifest, mirror: !manifest.mirror },
    { ...manifest, input: { ...manifest.input, size: 32 } },
    { ...manifest, input: { ...manifest.input, mean: [0, 0, 0] } },
    { ...manifest, files: [{ ...network, sha256: 'a'.repeat(64) }, merges] },
    { ...same, architecture: { ...same.architecture, activation: 'gelu' } as Architecture },
  ];
  const digests = new Set(different.map(modelDigest).concat(pulled.value.digest));
  expect(digests.size).toBe(different.length + 1);
});

test('a model that was set aside for a newer one when the process died is put back', async () => {
  expect(await pullModel({ id: 'tiny' }, quiet)).toMatchObject({ ok: true });
  const models = join(folder, 'data', 'models');
  // As a process leaves it that dies between the two renames of an installation.
  await rename(join(models, 'tiny'), join(models, '.incoming', 'tiny.old'));
  expect(await resolveModel('tiny')).toMatchObject({ ok: true });
  await rename(join(models, 'tiny'), join(models, '.incoming', 'tiny.old'));
  const listed = await listModels();
  expect(listed.ok && listed.value.find(({ id }) => id === 'tiny')?.state).toBe('installed');
});
