// The real engine with the built-in models, and the one face of a photo that an experiment is about.
import type { Engine, FoundFace } from '../../main/engine/engine.ts';
import { startEngine } from '../../main/engine/client.ts';
import { inOrder } from '../../main/jobs/inOrder.ts';
import { builtInDetector, builtInEncoder, resolveModel } from '../../main/registry/models.ts';
import type { Portrait } from './strangers.ts';

export interface Eyes {
  readonly engine: Engine;
}

export const openEyes = (): Eyes => ({ engine: startEngine({ resolveModel }) });

export interface EmbeddedPortrait extends Portrait {
  readonly embedding: Float32Array;
  readonly quality: number;
}

/** The face nearest to the middle of each photo, which LFW is cut around; photos without a face are left out. */
export async function embedPortraits(
  { engine }: Eyes,
  portraits: readonly Portrait[],
): Promise<EmbeddedPortrait[]> {
  const look = async (portrait: Portrait): Promise<EmbeddedPortrait | null> => {
    const source = { kind: 'file', path: portrait.path } as const;
    const found = await engine.findFaces({ source, detector: builtInDetector, encoder: builtInEncoder });
    if (!found.ok) throw new Error(found.failure.message);
    const { width, height, faces } = found.value;
    const offset = ({ box: [x, y, w, h] }: FoundFace): number =>
      Math.hypot(x + w / 2 - width / 2, y + h / 2 - height / 2);
    const [face] = [...faces].sort((a, b) => offset(a) - offset(b));
    if (face?.embedding === undefined) return null;
    return { ...portrait, embedding: face.embedding, quality: face.quality.score };
  };
  const embedded: EmbeddedPortrait[] = [];
  for await (const portrait of inOrder(portraits, 8, look)) if (portrait) embedded.push(portrait);
  return embedded;
}
