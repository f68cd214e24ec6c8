// One photo from its source to faces, in a worker: decode it, then look at it with networks of the main thread.
import { createHash } from 'node:crypto';
import type { RunNetwork } from '../../../models/face/detection/decoder.ts';
import type { RgbImage } from '../../../models/image/geometry.ts';
import { success, type Result } from '../../../models/failure.ts';
import { decodePhoto } from '../../images/decode.ts';
import { encodePng } from '../../images/encode.ts';
import { inspectPhoto, type PhotoHeader } from '../../images/open.ts';
import { readPhoto } from '../../images/read.ts';
import { decoders } from '../networks/decoders.ts';
import type { AlignedCrop, PhotoFaces } from '../engine.ts';
import { live, analyseImage, embedByAll, type ImageAnalyser } from './analyse.ts';
import type { DetectorNetwork, MainCalls, PhotoTask } from './workerProtocol.ts';

/** Rejects where the networks do, and when the main thread has given the task up. */
export async function findFaces(task: PhotoTask, main: MainCalls): Promise<Result<PhotoFaces>> {
  const photo = await openPhoto(task);
  if (!photo.ok) return photo;
  const { header, decode } = photo.value;
  await main.admit(task.task, header.width * header.height);
  const image = await decode();
  if (!image.ok) return image;
  return success({ ...header, faces: await analyseImage(image.value, eyesOf(task, main)) });
}

interface OpenPhoto {
  readonly header: PhotoHeader;
  readonly decode: () => Promise<Result<RgbImage>>;
}

/** Reads the file and its header; pixels take memory and wait to be admitted. */
async function openPhoto({ source }: PhotoTask): Promise<Result<OpenPhoto>> {
  const name = source.kind === 'file' ? { name: source.path, path: source.path } : { name: source.name };
  const bytes = source.kind === 'file' ? await readPhoto(source.path) : success(source.bytes);
  if (!bytes.ok) return bytes;
  const header = await inspectPhoto(bytes.value, name);
  if (!header.ok) return header;
  return success({ header: header.value, decode: () => decodePhoto(bytes.value, name) });
}

function eyesOf(
  { task, source, search, drawn, decoder, landmarks, inputs, rated, crops }: PhotoTask,
  main: MainCalls,
): ImageAnalyser {
  const network =
    (name: DetectorNetwork): RunNetwork =>
    (pixels) =>
      main.run(task, name, pixels);
  return {
    detector: {
      decoder: decoders[decoder],
      run: network('faces'),
      ...(landmarks && { runLandmarks: network('landmarks') }),
    },
    ...(drawn && { drawn }),
    options: source.kind === 'bytes' && source.live === true ? live() : search,
    ...(rated && { rater: { input: rated, rate: (images) => main.rate(task, images) } }),
    ...(inputs.length > 0 && {
      embed: (faces) => embedByAll(inputs, faces, (which, images) => main.embed(task, which, images)),
    }),
    ...(crops && { keep }),
  };
}

async function keep(crop: RgbImage): Promise<AlignedCrop> {
  const png = await encodePng(crop);
  return { hash: createHash('sha256').update(png).digest('hex'), png };
}
