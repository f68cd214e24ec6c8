// CLIP itself through the whole line: pulled from a hub, finetuned, and used to identify; and every way in which a pull
// can fail. The hub runs on the loopback and behaves as the real one does (fakeHub.ts).
import { gunzipSync } from 'node:zlib';
import { copyFile, mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { presets } from '../../models/clip/presets.ts';
import type { Checkpoint, DoctorReport, IdentifiedPhoto, ModelEntry } from '../../preload/contract.ts';
import { fixtures, needs } from '../support/shared.ts';
import { startFakeHub, type FakeHub } from './support/fakeHub.ts';
import { groupPhoto, writePortraits } from './support/portraits.ts';
import { makeSandbox, type Sandbox } from './support/run.ts';
import { tinyClip, writeWeights } from './support/weightFiles.ts';

const weightsFile = 'open_clip_model.safetensors';

// A dozen processes one after another; slow machines and busy ones take their time.
vi.setConfig({ testTimeout: 180_000, hookTimeout: 120_000 });

let box: Sandbox;
let hub: FakeHub;
let merges: string;

beforeAll(async () => {
  box = await makeSandbox();
  hub = await startFakeHub();
  merges = join(box.folder, 'merges.txt');
  await writeFile(merges, '#version: 0.2\ni n\nt h\na n\n');
  const tree = join(box.folder, 'tree');
  for (const place of [0, 1, 2, 3]) await writePortraits(6, place, join(tree, `Person ${place + 1}`));
  await box.json(['import', '--tree', tree]);
  await writeWeights(tinyClip, join(box.folder, 'tiny.safetensors'));
});

beforeEach(async () => {
  for (const fault of Object.keys(hub.faults)) delete hub.faults[fault as keyof typeof hub.faults];
  hub.log.length = 0;
  await rm(join(box.data, 'models', 'tiny'), { recursive: true, force: true });
  process.env['FACET_HUB'] = hub.address;
  await writeCatalogue('tiny');
  await hub.serve('team/tiny', 'main', weightsFile, join(box.folder, 'tiny.safetensors'));
  await hub.serve('team/tiny', 'main', 'merges.txt', merges, 'small');
});

afterAll(async () => {
  delete process.env['FACET_HUB'];
  delete process.env['FACET_CATALOGUE'];
  await hub.close();
  await box.remove();
});

async function writeCatalogue(...ids: readonly string[]): Promise<void> {
  const models = ids.map((id) => ({
    id,
    title: `${id}, for a test`,
    licence: 'MIT',
    repository: `team/${id}`,
    revision: 'main',
    preset: 'clip',
    activation: 'quick-gelu',
    bytes: 1_000_000,
    files: { network: weightsFile, merges: 'merges.txt' },
  }));
  const path = join(box.folder, 'catalogue.json');
  await writeFile(path, JSON.stringify({ version: 1, models }));
  process.env['FACET_CATALOGUE'] = path;
}

/** Finetunes on four people, then names the faces of a photo of them. */
async function useEncoder(id: string): Promise<void> {
  const checkpoint = await box.json<Checkpoint>(['finetune', '--encoder', id]);
  expect(checkpoint).toMatchObject({ encoder: id, people: 4, active: true });
  const photo = await box.json<IdentifiedPhoto>(['identify', groupPhoto(6)]);
  if (!('faces' in photo)) throw new Error(photo.error.message);
  expect(photo.faces.length).toBeGreaterThanOrEqual(4);
  for (const { score, confidence } of photo.faces) {
    expect(Number.isFinite(score)).toBe(true);
    expect(confidence).toBeGreaterThanOrEqual(0);
    expect(confidence).toBeLessThanOrEqual(1);
  }
}

for (const name of ['rn-tiny', 'vit-tiny']) {
  test(`${name} of the fixtures: pull, finetune, identify`, async (context) => {
    const file = join(fixtures, `${name}.weights.safetensors`);
    needs(context, file);
    const packed = join(fixtures, 'bpe_simple_vocab_16e6.txt.gz');
    needs(context, packed);
    const unpacked = join(box.folder, 'real-merges.txt');
    await writeFile(unpacked, gunzipSync(await readFile(packed)));
    await writeCatalogue(name);
    await hub.serve(`team/${name}`, 'main', weightsFile, file);
    await hub.serve(`team/${name}`, 'main', 'merges.txt', unpacked, 'small');
    expect(await box.json<ModelEntry>(['models', 'pull', name])).toMatchObject({
      id: name,
      state: 'installed',
    });
    await useEncoder(name);
  });
}

test('an RN50 of full size: cut off in the middle, resumed, finetuned, used', async () => {
  const file = join(box.folder, 'rn50.safetensors');
  await writeWeights(presets.RN50, file);
  const { size } = await stat(file);
  expect(size).toBeGreaterThan(400e6);
  // Its own entry insists on OpenAI's own files.
  await writeCatalogue('clip-rn50');
  await hub.serve('team/clip-rn50', 'main', weightsFile, file);
  await hub.serve('team/clip-rn50', 'main', 'merges.txt', merges, 'small');
  hub.faults.cut = { after: 150_000_000, times: 1 };
  const pulled = await box.json<ModelEntry>(['models', 'pull', 'clip-rn50']);
  expect(pulled).toMatchObject({ id: 'clip-rn50', kind: 'encoder', licence: 'MIT', state: 'installed' });
  expect(hub.log.filter((line) => /bytes=[1-9]\d{6}/.test(line))).not.toEqual([]);
  await rm(file);
  await useEncoder('clip-rn50');
  const report = await box.json<DoctorReport>(['doctor']);
  expect(report.models).toContainEqual({
    id: 'clip-rn50',
    title: 'clip-rn50, for a test',
    problem: null,
  });
}, 480_000);

/** What lies in the models folder, without the folder for work in progress. */
const modelsHere = async (): Promise<string[]> =>
  (await readdir(join(box.data, 'models'))).filter((name) => name !== '.incoming').sort();

test('without a network: says so at once, and how to go on without one', async () => {
  process.env['FACET_HUB'] = 'http://127.0.0.1:9';
  const { code, stderr, stdout } = await box.facet(['models', 'pull', 'tiny', '--json']);
  expect(code).toBe(3);
  expect(stderr).toContain('127.0.0.1:9');
  expect(stderr).toContain('--from');
  expect(JSON.parse(stdout)).toMatchObject({ error: { kind: 'network' } });

  const folder = join(box.folder, 'stick');
  await mkdir(folder);
  await copyFile(join(box.folder, 'tiny.safetensors'), join(folder, weightsFile));
  await copyFile(merges, join(folder, 'merges.txt'));
  expect(await box.json<ModelEntry>(['models', 'pull', 'tiny', '--from', folder])).toMatchObject({
    state: 'installed',
  });
});

test('a wrong checksum: nothing is installed, and nothing of it is kept', async () => {
  hub.faults.corrupt = true;
  const { code, stdout } = await box.facet(['models', 'pull', 'tiny', '--json']);
  expect(code).toBe(3);
  expect(JSON.parse(stdout)).toMatchObject({ error: { kind: 'checksum-mismatch' } });
  expect(await modelsHere()).not.toContain('tiny');
  delete hub.faults.corrupt;
  hub.log.length = 0;
  await box.json(['models', 'pull', 'tiny']);
  expect(hub.log.some((line) => line.includes('bytes='))).toBe(false);
});

test('a hub that breaks down for good: the next run goes on where it stopped', async () => {
  const { size } = await stat(join(box.folder, 'tiny.safetensors'));
  hub.faults.cut = { after: Math.floor(size / 2), times: 1, then: 503 };
  const { code, stdout } = await box.facet(['models', 'pull', 'tiny', '--json']);
  expect(code).toBe(3);
  expect(JSON.parse(stdout)).toMatchObject({ error: { kind: 'network' } });
  delete hub.faults.status;
  delete hub.faults.cut;
  hub.log.length = 0;
  await box.json(['models', 'pull', 'tiny']);
  expect(hub.log.some((line) => /open_clip.* bytes=[1-9]/.test(line))).toBe(true);
});

test('Ctrl-C during a pull: the next run goes on where it stopped', async () => {
  hub.faults.slow = 100;
  const stopped = await box.facet(['models', 'pull', 'tiny'], {
    interrupt: (said) => said.includes('Fetching'),
  });
  expect(stopped.code).toBe(3);
  expect(await modelsHere()).not.toContain('tiny');
  delete hub.faults.slow;
  await box.json(['models', 'pull', 'tiny']);
});

test('weights that are whole but no CLIP: named, and not installed', async () => {
  await writeFile(join(box.folder, 'noise'), 'x'.repeat(5000));
  await hub.serve('team/tiny', 'main', weightsFile, join(box.folder, 'noise'));
  const { code, stdout } = await box.facet(['models', 'pull', 'tiny', '--json']);
  expect(code).toBe(3);
  expect(JSON.parse(stdout)).toMatchObject({ error: { kind: 'model-unusable' } });
  expect(await modelsHere()).not.toContain('tiny');
});
