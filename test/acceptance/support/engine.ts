// The real engine with the built-in models, which looks at each photo once in a run.
import { createHash } from 'node:crypto';
import { startEngine } from '../../../main/engine/client.ts';
import type { Engine, FoundFace, PhotoFaces } from '../../../main/engine/engine.ts';
import { inOrder } from '../../../main/jobs/faces/inOrder.ts';
import { builtInDetector, builtInEncoder, resolveModel } from '../../../main/registry/models.ts';
import { conditionsOf, type FaceConditions } from '../../../models/identity/calibration/conditions.ts';
import type { Result } from '../../../models/failure.ts';
import type { Box } from '../../../models/image/geometry.ts';
import type { Portrait } from './strangers.ts';

/** The engine as it is, but a photo that was looked at before is remembered: a file by its path, bytes by what they are. */
export function openEngine(): Engine {
  const engine = startEngine({ resolveModel });
  const seen = new Map<string, Promise<Result<PhotoFaces>>>();
  return {
    device: () => engine.device(),
    networkSeconds: () => engine.networkSeconds(),
    encoder: (id, signal) => engine.encoder(id, signal),
    embed: (id, crops, signal) => engine.embed(id, crops, signal),
    train: (request, options) => engine.train(request, options),
    exportEncoder: (request, signal) => engine.exportEncoder(request, signal),
    findFaces(request, signal) {
      const { source, detector, encoder = builtInEncoder } = request;
      if (source.kind === 'pixels') return engine.findFaces(request, signal);
      const what =
        source.kind === 'file' ? source.path : createHash('sha256').update(source.bytes).digest('hex');
      const key = [detector, encoder, what].join('\n');
      const known = seen.get(key);
      if (known !== undefined) return known;
      // All that anybody asks for later: crops and embeddings.
      const found = engine.findFaces({ source, detector, encoder, crops: true }, signal);
      seen.set(key, found);
      return found;
    },
    close: () => engine.close(),
  };
}

export interface LookedWith {
  readonly detector: string;
  readonly encoder: string;
}

const usual: LookedWith = { detector: builtInDetector, encoder: builtInEncoder };

/** Looks at a photo file. */
export async function look(engine: Engine, path: string, models: LookedWith = usual): Promise<PhotoFaces> {
  const source = { kind: 'file', path } as const;
  const found = await engine.findFaces({ source, ...models });
  if (!found.ok) throw new Error(`${path}: ${found.failure.message}`);
  return found.value;
}

export interface EmbeddedPortrait extends Portrait {
  readonly box: Box;
  readonly embedding: Float32Array;
  readonly conditions: FaceConditions;
}

/** The face nearest to the middle of each photo, which LFW is cut around; photos without a face are left out. */
export async function embedPortraits(
  engine: Engine,
  portraits: readonly Portrait[],
  models: LookedWith = usual,
): Promise<EmbeddedPortrait[]> {
  const embed = async (portrait: Portrait): Promise<EmbeddedPortrait | null> => {
    const { width, height, faces } = await look(engine, portrait.path, models);
    const offset = ({ box: [x, y, w, h] }: FoundFace): number =>
      Math.hypot(x + w / 2 - width / 2, y + h / 2 - height / 2);
    const [face] = [...faces].sort((a, b) => offset(a) - offset(b));
    if (face?.embedding === undefined) return null;
    return { ...portrait, box: face.box, embedding: face.embedding, conditions: conditionsOf(face) };
  };
  const embedded: EmbeddedPortrait[] = [];
  for await (const portrait of inOrder(portraits, 8, embed)) if (portrait) embedded.push(portrait);
  return embedded;
}
