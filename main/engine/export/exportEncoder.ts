// An encoder as plain ONNX files: its image tower from pixels to embeddings, and its text tower.
import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildTextTower } from '../../../models/clip/towers/towers.ts';
import { failed, success, type Result } from '../../../models/failure.ts';
import { encodeModel, input, l2Normalize, parametersOf, type Value } from '../../../models/graph/index.ts';
import { openEncoder } from '../networks/encoder.ts';
import type { ExportedEncoder, ExportRequest } from '../engine.ts';
import { openWeightsBeside } from './exportWeights.ts';
import { buildImageGraph, EMBEDDINGS } from '../networks/imageGraph.ts';
import type { InstalledEncoder } from '../protocol.ts';
import type { Sessions } from '../networks/sessions.ts';
import { promptTokens } from '../train/tokens.ts';
import { writeWhole } from '../train/state.ts';
import { openWeights, type OpenWeights } from '../networks/weights.ts';

const [IMAGE_FILE, TEXT_FILE] = ['image_encoder.onnx', 'text_encoder.onnx'] as const;

/** Name of the text graph's input: int64 `[N, contextLength]`, padded with zeros. Its output is `EMBEDDINGS`. */
const TOKENS = 'tokens';

/** Bytes of weights in one file: well below protobuf's 2 GiB, and the graph is in memory once more. */
const LARGEST = 1e9;

export async function exportEncoder(
  sessions: Sessions,
  model: InstalledEncoder,
  request: ExportRequest,
): Promise<Result<ExportedEncoder>> {
  const { architecture, input: encoderInput, mirror } = model.manifest;
  if (architecture.type === 'fused')
    return failed(
      'bad-arguments',
      `${model.manifest.id} is several encoders, and an export holds one.`,
      `Learn with one of them and export that: facet finetune --encoder ${architecture.encoders[0]}`,
    );
  if (architecture.type === 'onnx') {
    // Only a run says how long its embeddings are.
    const opened = await openEncoder(sessions, model);
    if (!opened.ok) return opened;
    copyFileSync(join(model.folder, architecture.network), join(request.folder, IMAGE_FILE));
    const { dimensions } = opened.value;
    const image = { file: IMAGE_FILE, dimensions, input: encoderInput, whole: false, mirror };
    return success({ image, text: null });
  }
  const weights = openWeights(model.folder, architecture, model.tuned);
  if (!weights.ok) return weights;
  try {
    return success(writeTowers(model, weights.value, request));
  } finally {
    weights.value.close();
  }
}

function writeTowers(
  model: InstalledEncoder,
  weights: OpenWeights,
  { people, folder, largest = LARGEST }: ExportRequest,
): ExportedEncoder {
  const { manifest } = model;
  const { config } = weights;
  const { contextLength } = config.text;
  const write = (file: string, output: Value) => {
    const beside = openWeightsBeside(join(folder, file), weights.weights, parametersOf([output]), largest);
    try {
      writeWhole(join(folder, file), [
        encodeModel({ outputs: { [EMBEDDINGS]: output }, parameters: beside.fill }),
      ]);
    } finally {
      beside.close();
    }
  };
  write(IMAGE_FILE, buildImageGraph(config, manifest));
  write(TEXT_FILE, l2Normalize(buildTextTower(config, input(TOKENS, 'int64', ['N', contextLength])), 1));
  const tokens = promptTokens(model, config, people);
  return {
    image: {
      file: IMAGE_FILE,
      dimensions: config.dimensions,
      input: manifest.input,
      whole: true,
      mirror: manifest.mirror,
    },
    text: {
      file: TEXT_FILE,
      contextLength,
      prompts: tokens.ok ? rowsOf(tokens.value.ids, people.length) : null,
    },
  };
}

function rowsOf(ids: BigInt64Array, rows: number): number[][] {
  const length = ids.length / rows;
  return Array.from({ length: rows }, (_, row) =>
    Array.from(ids.subarray(row * length, (row + 1) * length), Number),
  );
}
