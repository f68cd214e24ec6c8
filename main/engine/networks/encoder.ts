// Opens the encoder that a manifest describes.
import { createHash } from 'node:crypto';
import { CROP_SIZE, cropTemplate } from '../../../models/face/templates.ts';
import { success, type Result } from '../../../models/failure.ts';
import type { EncoderInput } from '../../../models/manifest.ts';
import { openClipNetwork } from './clipNetwork.ts';
import type { EncoderInfo } from '../engine.ts';
import type { ImageNetwork } from './imageNetwork.ts';
import { openOnnxNetwork } from './onnxNetwork.ts';
import type { InstalledEncoder } from '../protocol.ts';
import type { Sessions } from './sessions.ts';

export interface Encoder extends ImageNetwork {
  readonly info: EncoderInfo;
  /** How a face is cut for it. */
  readonly input: EncoderInput;
}

export async function openEncoder(sessions: Sessions, model: InstalledEncoder): Promise<Result<Encoder>> {
  const { manifest, digest } = model;
  const network = await openNetwork(sessions, model);
  if (!network.ok) return network;
  const { dimensions, alone = false } = network.value;
  const info = { id: manifest.id, digest: embeddingDigest(digest, alone), dimensions };
  return success({ ...network.value, info, input: manifest.input });
}

/** To be raised when crops of the same frame come out differently: embeddings that are cached are made anew then. */
const CUT_VERSION = 1;

/** The model's digest, the crop that it is shown, and whether in company. */
const embeddingDigest = (modelDigest: string, alone: boolean): string =>
  createHash('sha256')
    .update(JSON.stringify([modelDigest, CROP_SIZE, cropTemplate, CUT_VERSION, ...(alone ? ['alone'] : [])]))
    .digest('hex');

function openNetwork(
  sessions: Sessions,
  { manifest, folder, tuned }: InstalledEncoder,
): Promise<Result<ImageNetwork>> {
  const { architecture } = manifest;
  switch (architecture.type) {
    case 'clip':
    case 'starter':
      return openClipNetwork(sessions, manifest, folder, architecture, tuned);
    case 'onnx':
      return openOnnxNetwork(sessions, manifest, folder, architecture.network);
    case 'fused':
      throw new Error(`${manifest.id} has no network of its own`);
    default:
      return architecture satisfies never;
  }
}
