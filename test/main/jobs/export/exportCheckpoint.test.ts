import { execFile } from 'node:child_process';
import { copyFileSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { gunzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import type { Engine } from '../../../../main/engine/engine.ts';
import { InferenceSession, Tensor } from '../../../../main/engine/onnxRuntime.ts';
import type { InstalledEncoder } from '../../../../main/engine/protocol.ts';
import { openSafetensors } from '../../../../main/engine/networks/safetensorsFile.ts';
import { openWeights } from '../../../../main/engine/networks/weights.ts';
import { readPhoto } from '../../../../main/images/read.ts';
import { decodePhoto } from '../../../../main/images/decode.ts';
import { openCohorts } from '../../../../main/jobs/cohorts/cohortStore.ts';
import { exportCheckpoint } from '../../../../main/jobs/export/exportCheckpoint.ts';
import { isHead } from '../../../../models/identity/heads/rule.ts';
import { finetune } from '../../../../main/jobs/finetune/head.ts';
import { finetuneEncoder } from '../../../../main/jobs/finetune/encoder.ts';
import { openCheckpoint } from '../../../../main/jobs/checkpoints/openCheckpoint.ts';
import type { StoredCheckpoint } from '../../../../main/library/checkpoints.ts';
import type { Library } from '../../../../main/library/library.ts';
import { resolveModel } from '../../../../main/registry/models.ts';
import { cutInput } from '../../../../models/face/align.ts';
import type { FaceConditions } from '../../../../models/identity/calibration/conditions.ts';
import { decide } from '../../../../models/identity/decide.ts';
import { bareEnvironment } from '../../../support/bareEnvironment.ts';
import { fixtures, needs } from '../../../support/shared.ts';
import { encoderInput, makeClip, manifestOf, tinyVit } from '../../engine/support/models.ts';
import { temporaryFolder, valueOf } from '../../library/support/libraries.ts';
import { people, studio } from '../support/studio.ts';
import { workers } from '../../../support/workers.ts';

const timeout = 240_000;
const quiet = { signal: new AbortController().signal, emit: () => undefined };
const near = 1e-5;

/** A folder whose scripts find ONNX Runtime and nothing else. */
function bareFolder(): string {
  const folder = temporaryFolder();
  const runtime = dirname(createRequire(import.meta.url).resolve('onnxruntime-node/package.json'));
  mkdirSync(join(folder, 'node_modules'));
  symlinkSync(runtime, join(folder, 'node_modules', 'onnxruntime-node'));
  return folder;
}

interface Line {
  readonly name: string | null;
  readonly score: number;
  readonly margin: number;
  readonly confidence: number;
  readonly prompts?: Readonly<Record<string, number>>;
}

/** Every second face is said to be a poor one, every third one to look aside. */
const conditionsAt = (row: number): FaceConditions => ({
  quality: row % 2 === 0 ? 1 : 0.25,
  yaw: row % 3 === 0 ? -60 : 5,
});

/** What the exported script says of all faces of the library. */
async function runExample(exported: string, model: InstalledEncoder, library: Library): Promise<Line[]> {
  const words: string[] = [];
  for (const [row, { cropPath, cropLandmarks, id }] of library.faces().entries()) {
    const crop = valueOf(await decodePhoto(valueOf(await readPhoto(cropPath)), { name: cropPath }));
    const { data, width, height } = cutInput(crop, cropLandmarks, model.manifest.input);
    const path = join(dirname(exported), `${id}.ppm`);
    writeFileSync(path, Buffer.concat([Buffer.from(`P6\n${width} ${height}\n255\n`), data]));
    words.push(path, String(conditionsAt(row).quality), String(conditionsAt(row).yaw));
  }
  const home = temporaryFolder();
  const env = bareEnvironment(home);
  const script = [join(exported, 'example.mjs'), ...words];
  const { stdout } = await promisify(execFile)(process.execPath, script, { env });
  // ONNX Runtime's telemetry would have left a device id.
  expect(readdirSync(home)).toEqual([]);
  return stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Line);
}

/** What the application says of them. */
async function answersOf(engine: Engine, library: Library, checkpoint: StoredCheckpoint) {
  const { encoder, recogniser } = valueOf(await openCheckpoint(engine, checkpoint));
  const faces = library.faces();
  const crops = faces.map(({ cropPath, cropLandmarks }) => ({ path: cropPath, landmarks: cropLandmarks }));
  const { embeddings } = valueOf(await engine.embed(encoder.id, crops));
  return faces.map((_, row) => {
    const embedding = embeddings.subarray(row * encoder.dimensions, (row + 1) * encoder.dimensions);
    return decide(recogniser, embedding, [conditionsAt(row)])[0];
  });
}

function fixtureModel(name: string): InstalledEncoder {
  const folder = temporaryFolder();
  const weights = `${name}.weights.safetensors`;
  copyFileSync(join(fixtures, weights), join(folder, weights));
  const merges = gunzipSync(readFileSync(join(fixtures, 'bpe_simple_vocab_16e6.txt.gz'))).toString();
  writeFileSync(join(folder, 'merges.txt'), merges.split('\n').slice(0, 87).join('\n'));
  const architecture = { type: 'clip', weights, merges: 'merges.txt', activation: 'quick-gelu' } as const;
  const opened = valueOf(openWeights(folder, architecture));
  const { resolution } = opened.config.image;
  opened.close();
  return { manifest: manifestOf(name, architecture, encoderInput(resolution)), folder, digest: name };
}

const models: Readonly<Record<string, () => Promise<InstalledEncoder>>> = {
  starter: async () => valueOf(await resolveModel('starter')) as InstalledEncoder,
  'rn-tiny': () => Promise.resolve(fixtureModel('rn-tiny')),
  'vit-tiny': () => Promise.resolve(fixtureModel('vit-tiny')),
};

const methods = ['head', 'gda', 'proker', 'text', 'projector', 'full'] as const;

test.for(Object.keys(models).flatMap((model) => methods.map((method) => [model, method] as const)))(
  'the exported %s, trained by %s, gives the application’s own answers in a bare script',
  { timeout },
  async ([name, method], context) => {
    if (name !== 'starter') needs(context, join(fixtures, `${name}.weights.safetensors`));
    const model = await models[name]();
    const { library, engine, folder } = await studio(model);
    const parts = { engine, library, cohorts: openCohorts(join(folder, 'cohorts')), workers };
    const options = { encoder: name, seed: 1, fpir: 0.05 };
    const checkpoint = valueOf(
      isHead(method)
        ? await finetune(parts, { ...options, method }, quiet)
        : await finetuneEncoder(parts, options, { method, steps: 4 }, quiet),
    );
    const exported = join(bareFolder(), 'export');
    const request = { id: checkpoint.id, folder: exported };
    const report = valueOf(await exportCheckpoint({ engine, library }, request, quiet.signal));
    expect(report.text).toBe(true);
    expect(readdirSync(dirname(exported)).sort()).toEqual(['export', 'node_modules']);

    const said = await runExample(exported, model, library);
    const answers = await answersOf(engine, library, checkpoint);
    expect(said).toHaveLength(15);
    answers.forEach(({ person, score, margin, confidence }, row) => {
      expect(said[row].name).toBe(person === null ? null : people[person]);
      expect(Math.abs(said[row].score - score)).toBeLessThan(near);
      expect(Math.abs(said[row].margin - margin)).toBeLessThan(near);
      expect(Math.abs(said[row].confidence - confidence)).toBeLessThan(near);
      expect(Object.keys(said[row].prompts ?? {}).sort()).toEqual([...people].sort());
    });
    if (name !== 'starter' && method === 'head') await expectTexts(exported, name);
  },
);

/** The fixtures' own features of their own tokens. */
async function expectTexts(exported: string, name: string): Promise<void> {
  const file = valueOf(openSafetensors(join(fixtures, `${name}.expected.safetensors`)));
  const [rows, length] = file.dict.shapes.get('tokens') as [number, number];
  const tokens = BigInt64Array.from(file.dict.read('tokens'), BigInt);
  const features = file.dict.read('text_features');
  file.close();
  const session = await InferenceSession.create(join(exported, 'text_encoder.onnx'));
  const feeds = { tokens: new Tensor('int64', tokens, [rows, length]) };
  const embeddings = (await session.run(feeds))['embeddings'].data as Float32Array;
  const size = features.length / rows;
  for (let row = 0; row < rows; row++) {
    const expected = features.subarray(row * size, (row + 1) * size);
    const norm = Math.hypot(...expected);
    expected.forEach((value, at) =>
      expect(Math.abs(embeddings[row * size + at] - value / norm)).toBeLessThan(near),
    );
  }
}

test('weights that are too many for one file lie beside it', async () => {
  const model = makeClip(temporaryFolder(), tinyVit);
  const { engine } = await studio(model);
  const [small, large] = [temporaryFolder(), temporaryFolder()];
  const request = { encoder: 'tiny', people: ['Ada'] };
  valueOf(await engine.exportEncoder({ ...request, folder: small }));
  const { text } = valueOf(await engine.exportEncoder({ ...request, folder: large, largest: 1000 }));
  expect(text?.prompts).toBeNull();
  expect(readdirSync(small).sort()).toEqual(['image_encoder.onnx', 'text_encoder.onnx']);
  expect(readdirSync(large)).toContain('image_encoder.onnx.data');
  const pixels = Uint8Array.from({ length: 16 * 16 * 3 }, (_, at) => (at * 37) % 256);
  const outputs = [];
  for (const folder of [small, large]) {
    const session = await InferenceSession.create(join(folder, 'image_encoder.onnx'));
    const feeds = { pixels: new Tensor('uint8', pixels, [1, 16, 16, 3]) };
    outputs.push((await session.run(feeds))['embeddings'].data);
  }
  expect(outputs[1]).toEqual(outputs[0]);
});

test('only an empty folder, a new one or an earlier export is written', { timeout }, async () => {
  const { library, engine, folder } = await studio();
  const parts = { engine, library, cohorts: openCohorts(join(folder, 'cohorts')), workers };
  const none = await exportCheckpoint(parts, { folder: join(folder, 'out') }, quiet.signal);
  expect(none).toMatchObject({ failure: { kind: 'not-found' } });
  valueOf(await finetune(parts, { encoder: 'tiny', seed: 0, fpir: 0.01 }, quiet));
  const target = join(folder, 'out');
  mkdirSync(target);
  const first = valueOf(await exportCheckpoint(parts, { folder: target }, quiet.signal));
  const before = readFileSync(join(target, 'classifier.onnx'));
  expect(valueOf(await exportCheckpoint(parts, { folder: target }, quiet.signal))).toEqual(first);
  expect(readFileSync(join(target, 'classifier.onnx'))).toEqual(before);

  writeFileSync(join(target, 'thesis.tex'), 'years of work');
  const refused = await exportCheckpoint(parts, { folder: target }, quiet.signal);
  expect(refused).toMatchObject({ failure: { kind: 'bad-arguments', path: target } });
  expect(readFileSync(join(target, 'thesis.tex'), 'utf8')).toBe('years of work');
  const file = await exportCheckpoint(parts, { folder: join(target, 'thesis.tex') }, quiet.signal);
  expect(file).toMatchObject({ failure: { kind: 'not-found' } });
  expect(readdirSync(folder).filter((name) => name.endsWith('.tmp'))).toEqual([]);
});
