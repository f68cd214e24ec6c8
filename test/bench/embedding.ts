// Embedding stored crops through the engine, against bare sessions.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startEngine } from '../../main/engine/client.ts';
import type { CropToEmbed, Engine } from '../../main/engine/engine.ts';
import { openEncoder } from '../../main/engine/networks/encoder.ts';
import type { Tensor } from '../../main/engine/onnxRuntime.ts';
import type { InstalledEncoder } from '../../main/engine/protocol.ts';
import { Sessions } from '../../main/engine/networks/sessions.ts';
import { readImage } from '../../main/images/decode.ts';
import { resolveModel } from '../../main/registry/models.ts';
import type { ClipConfig } from '../../models/clip/config.ts';
import { presets } from '../../models/clip/presets.ts';
import { encodeSafetensors } from '../../models/tensors/safetensors.ts';
import { seededWeights } from '../../models/clip/seededWeights.ts';
import { cutInput } from '../../models/face/align.ts';
import { encoderInputs } from '../../models/face/templates.ts';
import type { RgbImage } from '../../models/image/geometry.ts';
import { success } from '../../models/failure.ts';
import type { EncoderManifest } from '../../models/manifest.ts';
import { openBare, type BareSession } from './support/bareSession.ts';
import { valueOf } from './support/parts.ts';
import { interleaved, tellRatio, type Report } from './support/interleaved.ts';
import { makePhotos } from './support/photos.ts';

const ROUNDS = 7;
/** The engine's own batch on a CPU. */
const BATCH = 8;

/** RN50's image tower with random weights; a token text tower, which nobody runs, makes the file smaller. */
const rn50: ClipConfig = {
  ...presets.RN50,
  text: { width: 64, heads: 1, layers: 1, activation: 'quick-gelu', contextLength: 8, vocabularySize: 300 },
};

function makeRN50(folder: string): InstalledEncoder {
  mkdirSync(folder, { recursive: true });
  const weights = 'weights.safetensors';
  writeFileSync(join(folder, weights), Buffer.concat([...encodeSafetensors(seededWeights(rn50, 1))]));
  const manifest: EncoderManifest = {
    ...{ id: 'rn50', kind: 'encoder', title: 'RN50', licence: 'none', source: 'random numbers', files: [] },
    architecture: { type: 'clip', weights, activation: 'quick-gelu' },
    input: encoderInputs.clip,
    mirror: false,
  };
  return { manifest, folder, digest: 'random RN50' };
}

/** Crops of the faces in three photos, `count` in all. */
async function makeCrops(engine: Engine, folder: string, count: number): Promise<CropToEmbed[]> {
  const crops: CropToEmbed[] = [];
  for (const path of (await makePhotos(folder, 1)).slice(0, 3)) {
    const source = { kind: 'file', path } as const;
    const photo = valueOf(await engine.findFaces({ source, detector: 'blazeface', crops: true }));
    for (const { crop, cropLandmarks } of photo.faces) {
      const file = join(folder, `${crop?.hash}.png`);
      writeFileSync(file, crop?.png ?? '');
      crops.push({ path: file, landmarks: cropLandmarks });
    }
  }
  return Array.from({ length: count }, (_, i) => crops[i % crops.length]);
}

const chunks = (crops: readonly CropToEmbed[], size: number): CropToEmbed[][] =>
  Array.from({ length: Math.ceil(crops.length / size) }, (_, i) => crops.slice(i * size, (i + 1) * size));

/** A loop over finished tensors, with threads that spin and with threads that do not: the better one counts. */
async function bareLoops(bare: BareSession, crops: readonly CropToEmbed[], size: number) {
  const ready: Tensor[] = [];
  for (const chunk of chunks(crops, size)) ready.push(await bare.read(chunk));
  const loop = (run: BareSession['waiting']) => async () => {
    for (const images of ready) await run(images);
  };
  return { spinning: loop(bare.spinning), waiting: loop(bare.waiting) };
}

const better = ({ spinning, waiting }: { spinning: number; waiting: number }) => Math.min(spinning, waiting);

/** How many calls with one crop each are under way: one in the network, one cut, one being read. */
const UNDER_WAY = 3;

async function embedSingly(engine: Engine, id: string, crops: readonly CropToEmbed[]): Promise<void> {
  const lane = async (from: number) => {
    for (let i = from; i < crops.length; i += UNDER_WAY) valueOf(await engine.embed(id, [crops[i]]));
  };
  await Promise.all(Array.from({ length: UNDER_WAY }, (_, i) => lane(i)));
}

/** The engine's own network, from pixels to unit vectors, one image a run. */
async function networkSingly(model: InstalledEncoder, crops: readonly CropToEmbed[]) {
  const encoder = valueOf(await openEncoder(new Sessions(), model));
  const images: RgbImage[] = [];
  for (const { path, landmarks } of crops) {
    images.push(cutInput(valueOf(await readImage(path)), landmarks, encoder.input));
  }
  return async () => {
    for (const image of images) await encoder.run([image]);
  };
}

async function benchRN50(
  report: Report,
  engine: Engine,
  model: InstalledEncoder,
  crops: readonly CropToEmbed[],
) {
  const bare = await openBare(model);
  const compare = async (
    what: string,
    size: number,
    limit: number | undefined,
    ours: () => Promise<unknown>,
  ): Promise<void> => {
    const times = await interleaved(ROUNDS, { ...(await bareLoops(bare, crops, size)), ours });
    const session = ['a bare session', better(times) / crops.length] as const;
    tellRatio(report, `RN50 ${what}`, ['engine', times.ours / crops.length], session, limit);
  };
  const { id } = model.manifest;
  const whole = () => engine.embed(id, crops);
  await compare(`in batches of ${BATCH}, a face from its file`, BATCH, 1.1, whole);
  await compare('one by one, a face from its pixels', 1, 1.05, await networkSingly(model, crops));
  // No limit: the bare session reads no files.
  await compare('one by one, a face from its file', 1, undefined, () => embedSingly(engine, id, crops));
}

/** This network is done so fast that files take as long: the bare loop reads them too. */
async function benchStarter(report: Report, engine: Engine, crops: readonly CropToEmbed[]): Promise<void> {
  const bare = await openBare(valueOf(await resolveModel('starter')) as InstalledEncoder);
  const loop = (run: BareSession['waiting']) => async () => {
    for (const chunk of chunks(crops, BATCH)) await run(await bare.read(chunk));
  };
  const times = await interleaved(ROUNDS, {
    spinning: loop(bare.spinning),
    waiting: loop(bare.waiting),
    ours: () => engine.embed('starter', crops),
  });
  const session = ['a bare loop over the same files', better(times) / crops.length] as const;
  const what = `starter in batches of ${BATCH}, a face from its file`;
  tellRatio(report, what, ['engine', times.ours / crops.length], session, 1.1);
}

export async function benchEmbedding(report: Report, folder: string): Promise<void> {
  const random = makeRN50(join(folder, 'rn50'));
  const engine = startEngine({
    resolveModel: (id) => (id === 'rn50' ? Promise.resolve(success(random)) : resolveModel(id)),
  });
  const crops = await makeCrops(engine, join(folder, 'photos'), 16 * BATCH);
  await benchRN50(report, engine, random, crops.slice(0, 3 * BATCH));
  await benchStarter(report, engine, crops);
  await engine.close();
}
