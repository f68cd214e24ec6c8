// Entry point of a worker thread: photos to faces and stored crops to encoder input, all but the networks.
import { parentPort } from 'node:worker_threads';
import { augment, type Augmentation } from '../../../models/clip/augment.ts';
import { alignFace, cutInput, type AlignedFace } from '../../../models/face/align.ts';
import { mirror } from '../../../models/image/mirror.ts';
import type { RgbImage } from '../../../models/image/geometry.ts';
import { success, type Result } from '../../../models/failure.ts';
import type { EncoderInput } from '../../../models/manifest.ts';
import { readImage } from '../../images/decode.ts';
import { throughJpeg } from '../../images/encode.ts';
import type { CropToEmbed } from '../engine.ts';
import { findFaces } from './findFaces.ts';
import type { MainCalls, WorkerCalls } from './workerProtocol.ts';
import { callsOver } from '../../files/threads/threadCalls.ts';

const port = parentPort;
if (port === null) throw new Error('This file is started as a worker thread.');

const calls: WorkerCalls = {
  findFaces: (task) => findFaces(task, main),
  async cutCrop(asked, input) {
    const read = await readCrop(asked);
    return read.ok ? success(cutInput(read.value.crop, read.value.landmarks, input)) : read;
  },
  async cutVariants(asked, input, variants) {
    const read = await readCrop(asked);
    if (!read.ok) return read;
    return success(await Promise.all(variants.map((variant) => cutVariant(read.value, input, variant))));
  },
};

async function cutVariant(
  { crop, landmarks }: AlignedFace,
  input: EncoderInput,
  variant: Augmentation | null,
): Promise<RgbImage> {
  if (variant === null) return cutInput(crop, landmarks, input);
  // The crop has room around the face: what is turned or moved into the input is picture, not border.
  const { flip, jpeg } = variant;
  const varied = cutInput(augment(crop, { ...variant, flip: false }), landmarks, input);
  const turned = flip ? mirror(varied) : varied;
  return jpeg === undefined ? turned : throughJpeg(turned, jpeg);
}

async function readCrop({ path, landmarks, photo }: CropToEmbed): Promise<Result<AlignedFace>> {
  const image = await readImage(path);
  if (!image.ok) return image;
  return success(photo === true ? alignFace(image.value, landmarks) : { crop: image.value, landmarks });
}

const main = callsOver<MainCalls, WorkerCalls>(port, calls);
