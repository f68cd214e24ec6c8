// The built-in models, made by their recipe into a folder of the test's own, and photos to try them on.
import { spawnSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { createRequire } from 'node:module';
import sharp, { type Sharp } from 'sharp';
import { inject } from 'vitest';
import { InferenceSession, Tensor } from '../../../../main/engine/onnxRuntime.ts';
import { blazeface } from '../../../../models/face/detection/blazeface.ts';
import type { RunNetwork } from '../../../../models/face/detection/decoder.ts';
import type { FaceDetector } from '../../../../models/face/detection/detect.ts';
import type { RgbImage } from '../../../../models/image/geometry.ts';
const root = resolve(import.meta.dirname, '../../../..');

/** Runs the recipe from its source; `folder` is where the models go. */
export function runRecipe(folder: string): { readonly status: number | null; readonly stderr: string } {
  const recipe = join(root, 'models/starter.build.ts');
  return spawnSync(process.execPath, ['--import', 'tsx', recipe, folder], { cwd: root, encoding: 'utf8' });
}

let made: string | undefined;

/** The folder of the models, which nobody changes: made once for the test files of a process. */
export function makeStarter(): string {
  if (made !== undefined) return made;
  const folder = mkdtempSync(join(inject('made'), 'starter-'));
  const { status, stderr } = runRecipe(folder);
  if (status !== 0) throw new Error(`the recipe failed: ${stderr}`);
  return (made = folder);
}

export async function openNetwork(path: string): Promise<RunNetwork> {
  const session = await InferenceSession.create(path, { intraOpNumThreads: 1, logSeverityLevel: 3 });
  const [name] = session.inputNames;
  return ({ data, dims }) => session.run({ [name]: new Tensor(data, dims) });
}

/** The built-in detector of the models in `folder`. */
export const openDetector = async (folder: string): Promise<FaceDetector> => ({
  decoder: blazeface,
  run: await openNetwork(join(folder, 'blazeface', 'detector.onnx')),
  runLandmarks: await openNetwork(join(folder, 'blazeface', 'landmarks.onnx')),
});

export async function loadPhoto(source: string | Buffer): Promise<RgbImage> {
  const pipeline = sharp(source).autoOrient().toColourspace('srgb').removeAlpha().raw();
  const { data, info } = await pipeline.toBuffer({ resolveWithObject: true });
  return { data: new Uint8Array(data), width: info.width, height: info.height };
}

/** `sampleN.jpg`, N from 1 to 6: photos of three to five people that come with face-api. */
export const groupPhoto = (n: number): string =>
  join(
    dirname(createRequire(import.meta.url).resolve('@vladmandic/face-api/package.json')),
    `demo/sample${n}.jpg`,
  );

export const toSharp = ({ data, width, height }: RgbImage): Sharp =>
  sharp(data, { raw: { width, height, channels: 3 } });
