// Small trainings for tests: a tiny model that speaks bytes, and faces of noise that differ from person to person.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { TrainingFace, TrainRequest } from '../../../../main/engine/engine.ts';
import type { InstalledEncoder } from '../../../../main/engine/protocol.ts';
import { encodePng } from '../../../../main/images/encode.ts';
import type { ClipConfig } from '../../../../models/clip/config.ts';
import { CROP_SIZE, cropTemplate } from '../../../../models/face/templates.ts';
import { seededRandom } from '../../../../models/random.ts';
import { makeClip, tinyVit } from './models.ts';

const tiny: ClipConfig = {
  dimensions: 8,
  image: tinyVit.image,
  text: { width: 64, heads: 1, layers: 1, activation: 'quick-gelu', contextLength: 64, vocabularySize: 258 },
};

/** @param values fill parameters by name */
export function tinyModel(folder: string, values: Readonly<Record<string, number>> = {}): InstalledEncoder {
  const { manifest, digest } = makeClip(folder, tiny, { values });
  const architecture = { type: 'starter', weights: 'weights.safetensors' } as const;
  return { manifest: { ...manifest, architecture }, folder, digest };
}

/** Each person's faces are that person's stripes with noise on them. */
export async function noisyFaces(folder: string, people: number, each: number): Promise<TrainingFace[]> {
  mkdirSync(folder, { recursive: true });
  const faces: TrainingFace[] = [];
  for (let at = 0; at < people * each; at++) {
    const person = at % people;
    const random = seededRandom(at);
    const data = Uint8Array.from({ length: CROP_SIZE * CROP_SIZE * 3 }, (_, i) => {
      const [x, channel] = [Math.floor(i / 3) % CROP_SIZE, i % 3];
      return 127 + 90 * Math.sin((x / (8 + 9 * person)) * (channel + 1)) + 60 * (random.uniform() - 0.5);
    });
    const png = await encodePng({ data, width: CROP_SIZE, height: CROP_SIZE });
    const path = join(folder, `${createHash('sha256').update(png).digest('hex')}.png`);
    writeFileSync(path, png);
    faces.push({ path, landmarks: cropTemplate, person });
  }
  return faces;
}

export const names = ['Ada', 'Grace', 'José'];

export const requestFor = (
  folder: string,
  faces: readonly TrainingFace[],
  options: Partial<TrainRequest> & Pick<TrainRequest, 'method'>,
): TrainRequest => ({
  encoder: 'tiny',
  people: names,
  faces: faces.slice(0, -3),
  heldOut: faces.slice(-3),
  seed: 1,
  steps: 24,
  folder,
  ...options,
});

export const sha256Of = (path: string): string =>
  createHash('sha256').update(readFileSync(path)).digest('hex');
