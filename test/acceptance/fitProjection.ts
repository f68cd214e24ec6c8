// Fits the projection of the MobileNet in the built-in encoder, and writes models/face/encoders/faceresProjection.json:
//   npx tsx test/acceptance/fitProjection.ts
// It is fitted on the LFW people with a single photo whose name has an even SHA-256, as the built-in cohorts are. Run it before the
// build and `fitCohort.ts duo`.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEngine } from '../../main/engine/client.ts';
import { builtInDetector, resolveModel } from '../../main/registry/models.ts';
import { mobileNetFeatures, MOBILENET_SIDE, mobileNetWeights } from '../../models/face/encoders/mobileNet.ts';
import { encodeProjection } from '../../models/face/encoders/projection.ts';
import { encoderInputs } from '../../models/face/templates.ts';
import { success } from '../../models/failure.ts';
import { encodeModel, input } from '../../models/graph/index.ts';
import { leadingDirections } from '../../models/linear/leadingDirections.ts';
import { rowsOfVectors } from '../../models/linear/vectors.ts';
import { readFaceres } from '../../models/ingredients.build.ts';
import { embedPortraits } from './support/engine.ts';
import { cohortHalf, readStrangers } from './support/strangers.ts';

/** As many as the built-in encoder before it had: of pairs of ORL, UMIST, web7 and LFW more tell no more. */
const DIMENSIONS = 128;
const FEATURES = 'faceres-features';

const folder = mkdtempSync(join(tmpdir(), 'facet-projection-'));
const weights = mobileNetWeights(readFaceres());
const network = encodeModel({
  outputs: {
    features: mobileNetFeatures(input('face', 'float32', ['N', 3, MOBILENET_SIDE, MOBILENET_SIDE])),
  },
  parameters: (name) => weights.get(name)?.data ?? new Float32Array(0),
});
writeFileSync(join(folder, 'network.onnx'), network);
const engine = startEngine({
  resolveModel: async (id) =>
    id !== FEATURES
      ? resolveModel(id)
      : success({
          manifest: {
            ...{ id, kind: 'encoder', title: id, licence: '', source: '', files: [] },
            architecture: { type: 'onnx', network: 'network.onnx' },
            input: encoderInputs.faceres,
            mirror: false,
          },
          ...{ folder, digest: id, builtIn: false },
        }),
});
const portraits = await embedPortraits(
  engine,
  readStrangers().filter(({ name }) => cohortHalf(name)),
  {
    detector: builtInDetector,
    encoder: FEATURES,
  },
);
await engine.close();
rmSync(folder, { recursive: true });

const rows = rowsOfVectors(portraits.map(({ embedding }) => embedding));
const width = rows.length / portraits.length;
const mean = new Float32Array(width);
rows.forEach((value, at) => (mean[at % width] += value / portraits.length));
const directions = leadingDirections(
  rows.map((value, at) => value - mean[at % width]),
  width,
  DIMENSIONS,
);
const basis = new Float32Array(directions.length);
directions.forEach((value, at) => (basis[(at % width) * DIMENSIONS + Math.floor(at / width)] = value));
const file = Buffer.concat([...encodeProjection(mean, basis)]).toString('base64');
const path = join(import.meta.dirname, '../../models/face/encoders/faceresProjection.json');
writeFileSync(path, `${JSON.stringify({ dimensions: DIMENSIONS, file }, null, 2)}\n`);
console.log(`${portraits.length} people, ${Math.round(file.length / 1000)} kB`);
