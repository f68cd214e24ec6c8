// Every model that the catalogue names, pulled from where it lies on the hub and put to use: networks of the same shapes and
// names, whose weights nobody trained, as the real ones cannot be had here.
import { join } from 'node:path';
import { copyFile, rm, stat, writeFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { readCatalogue, type CatalogueEntry } from '../../main/registry/catalogue.ts';
import { presets } from '../../models/clip/presets.ts';
import type { ClipConfig } from '../../models/clip/config.ts';
import { seededWeights } from '../../models/clip/seededWeights.ts';
import type { Checkpoint, Face, IdentifiedPhoto, ModelEntry } from '../../preload/contract.ts';
import { toTransformers, type Tensor } from '../models/clip/support/transformersLayout.ts';
import { networks, needs } from '../support/shared.ts';
import { brightnessNetwork, faceNetwork } from './support/faceNetwork.ts';
import { startFakeHub, type FakeHub } from './support/fakeHub.ts';
import { groupPhoto, writePortraits } from './support/portraits.ts';
import { makeSandbox, type Sandbox } from './support/run.ts';
import { writeTensors } from './support/weightFiles.ts';

vi.setConfig({ testTimeout: 480_000, hookTimeout: 240_000 });

let box: Sandbox;
let hub: FakeHub;
let entries: readonly CatalogueEntry[];

beforeAll(async () => {
  box = await makeSandbox();
  hub = await startFakeHub();
  const catalogue = await readCatalogue();
  if (!catalogue.ok) throw new Error(catalogue.failure.message);
  entries = catalogue.value;
  const tree = join(box.folder, 'tree');
  for (const place of [0, 1, 2, 3]) await writePortraits(6, place, join(tree, `Person ${place + 1}`));
  await box.json(['import', '--tree', tree]);
  await writeFile(join(box.folder, 'merges.txt'), '#version: 0.2\ni n\nt h\na n\n');
});

afterAll(async () => {
  await hub.close();
  await box.remove();
});

const entryOf = (id: string): CatalogueEntry => {
  const entry = entries.find((one) => one.id === id);
  if (entry === undefined) throw new Error(`the catalogue has no ${id}`);
  return entry;
};

/** Serves a file where the entry says that its network lies, and OpenAI's merges where it says that they lie. */
async function serve(entry: CatalogueEntry, network: string): Promise<void> {
  const { repository, revision, files, elsewhere } = entry;
  await hub.serve(repository, revision, files.network, network);
  if (files.merges === undefined) return;
  const at = elsewhere?.[files.merges] ?? { repository, revision };
  await hub.serve(at.repository, at.revision, files.merges, join(box.folder, 'merges.txt'), 'small');
}

/** The entry as it is, but for checksums, which hold for the real files alone. */
async function pull(entry: CatalogueEntry): Promise<ModelEntry> {
  const path = join(box.folder, 'catalogue.json');
  await writeFile(path, JSON.stringify({ version: 1, models: [{ ...entry, sha256: {} }] }));
  const env = { FACET_HUB: hub.address, FACET_CATALOGUE: path };
  return box.json<ModelEntry>(['models', 'pull', entry.id], { env });
}

async function use(id: string): Promise<void> {
  const checkpoint = await box.json<Checkpoint>(['finetune', '--encoder', id]);
  expect(checkpoint).toMatchObject({ encoder: id, people: 4, active: true });
  const photo = await box.json<IdentifiedPhoto>(['identify', groupPhoto(6)]);
  if (!('faces' in photo)) throw new Error(photo.error.message);
  expect(photo.faces.length).toBeGreaterThanOrEqual(4);
  for (const { score } of photo.faces) expect(Number.isFinite(score)).toBe(true);
}

/**
 * Every width and the vocabulary as published, and `layers` of the twelve, which are all the same one: drawing the numbers of twelve
 * takes longer than all that is done with them.
 */
function weightsOf(preset: ClipConfig, layers: number): ReadonlyMap<string, Tensor> {
  if (preset.image.type !== 'vision-transformer') throw new Error('not a vision transformer');
  const one = { ...preset, image: { ...preset.image, layers: 1 }, text: { ...preset.text, layers: 1 } };
  const weights = new Map<string, Tensor>();
  for (const [name, tensor] of seededWeights(one, 1)) {
    const times = name.includes('resblocks.0.') ? layers : 1;
    for (let layer = 0; layer < times; layer++)
      weights.set(name.replace('resblocks.0.', `resblocks.${layer}.`), tensor);
  }
  return weights;
}

test.for([
  ['clip-vit-b32', 'ViT-B/32', 12],
  ['clip-vit-b16', 'ViT-B/16', 2],
  ['laion-vit-b32', 'ViT-B/32', 2],
  ['farl-vit-b16', 'ViT-B/16', 2],
] as const)('%s, a %s: pull, finetune, identify', async ([id, preset, layers]) => {
  const entry = entryOf(id);
  const weights = weightsOf(presets[preset], layers);
  const file = join(box.folder, `${id}.safetensors`);
  const asTransformers = entry.files.network === 'model.safetensors';
  await writeTensors(asTransformers ? toTransformers(weights) : weights, file);
  if (layers === 12) expect((await stat(file)).size / entry.bytes).toBeCloseTo(1, 1);
  await serve(entry, file);
  expect(await pull(entry)).toMatchObject({ id, kind: 'encoder', licence: 'MIT', state: 'installed' });
  await rm(file);
  await use(id);
});

test.for([
  ['sface', 128],
  ['auraface', 512],
] as const)('%s, of %i dimensions: pull, finetune, identify', async ([id, dimensions]) => {
  const entry = entryOf(id);
  const file = join(box.folder, entry.files.network);
  await writeFile(file, faceNetwork(dimensions));
  await serve(entry, file);
  expect(await pull(entry)).toMatchObject({ id, kind: 'encoder', state: 'installed' });
  await use(id);
});

const qualitiesOf = (photo: IdentifiedPhoto): number[] =>
  'faces' in photo ? photo.faces.map(({ quality }) => quality) : [];

test('ediffiqa-tiny: pull, then faces have its score, in the library and where they are named', async () => {
  await box.json<Checkpoint>(['finetune', '--encoder', 'starter']);
  const before = await box.json<IdentifiedPhoto>(['identify', groupPhoto(6)]);
  const entry = entryOf('ediffiqa-tiny');
  const file = join(box.folder, entry.files.network);
  await writeFile(file, brightnessNetwork());
  await serve(entry, file);
  expect(await pull(entry)).toMatchObject({ id: entry.id, kind: 'quality', state: 'installed' });
  try {
    const after = await box.json<IdentifiedPhoto>(['identify', groupPhoto(6)]);
    const rated = qualitiesOf(after);
    expect(rated).toHaveLength(qualitiesOf(before).length);
    for (const [at, quality] of qualitiesOf(before).entries()) {
      expect(Math.abs(rated[at] - quality)).toBeGreaterThan(0.001);
    }
    await box.json(['import', groupPhoto(6)]);
    const faces = await box.json<Face[]>(['faces', '--unassigned']);
    const scores = faces.map(({ quality }) => quality.score);
    for (const score of rated) expect(scores.some((one) => Math.abs(one - score) < 1e-6)).toBe(true);
  } finally {
    await rm(join(box.data, 'models', entry.id), { recursive: true });
  }
  expect(qualitiesOf(await box.json<IdentifiedPhoto>(['identify', groupPhoto(6)]))).toEqual(
    qualitiesOf(before),
  );
});

test('a network that finds every face useless: none is learned from, and no name is sure', async () => {
  await box.json<Checkpoint>(['finetune', '--encoder', 'starter']);
  const named = await box.json<IdentifiedPhoto>(['identify', groupPhoto(6)]);
  if (!('faces' in named)) throw new Error(named.error.message);
  expect(named.faces.some(({ name }) => name !== null)).toBe(true);
  const file = join(box.folder, 'brightness.onnx');
  await writeFile(file, brightnessNetwork());
  const add = ['models', 'add', file, '--as', 'strict', '--preset', 'ediffiqa', '--range', '2,3'];
  expect(await box.json<ModelEntry>(add)).toMatchObject({ id: 'strict', kind: 'quality' });
  try {
    const doubted = await box.json<IdentifiedPhoto>(['identify', groupPhoto(6)]);
    if (!('faces' in doubted)) throw new Error(doubted.error.message);
    for (const [at, { quality, confidence, score }] of doubted.faces.entries()) {
      expect([quality, confidence]).toEqual([0, 0]);
      expect(score).toBeCloseTo(named.faces[at].score, 5);
    }
    const library = join(box.folder, 'doubted');
    const env = { FACET_LIBRARY: library };
    for (const place of [0, 1])
      await box.json(
        ['import', `--person=Person ${place}`, join(box.folder, 'tree', `Person ${place + 1}`)],
        { env },
      );
    const learned = await box.facet(['finetune'], { env });
    expect(learned.code).not.toBe(0);
    expect(learned.stderr).toContain('has a quality of 0.00');
  } finally {
    await rm(join(box.data, 'models', 'strict'), { recursive: true });
  }
});

test('a file other than the one whose checksum the catalogue states is not installed', async () => {
  const entry = entryOf('sface');
  const file = join(box.folder, 'another.onnx');
  await writeFile(file, faceNetwork(128));
  await serve(entry, file);
  await rm(join(box.data, 'models', 'sface'), { recursive: true, force: true });
  const pulled = await box.facet(['models', 'pull', 'sface', '--json'], {
    env: { FACET_HUB: hub.address },
  });
  expect(pulled.code).toBe(3);
  expect(JSON.parse(pulled.stdout)).toMatchObject({ error: { kind: 'checksum-mismatch' } });
});

test('YuNet itself: pulled under its checksum, and faces are found with it', async (context) => {
  const entry = entryOf('yunet');
  const file = join(networks, entry.files.network);
  needs(context, file);
  expect((await stat(file)).size).toBe(entry.bytes);
  const copy = join(box.folder, entry.files.network);
  await copyFile(file, copy);
  await serve(entry, copy);
  const env = { FACET_HUB: hub.address };
  expect(await box.json<ModelEntry>(['models', 'pull', 'yunet'], { env })).toMatchObject({
    kind: 'detector',
    licence: 'MIT',
    state: 'installed',
  });
  const photo = await box.json<IdentifiedPhoto>(['identify', groupPhoto(6), '--detector', 'yunet']);
  expect('faces' in photo && photo.faces.length).toBeGreaterThanOrEqual(4);
});
