// One photo from its source to faces: decode, detect, align, measure, keep as PNG, embed.
import { createHash } from 'node:crypto';
import { alignFace, cutInput, type AlignedFace } from '../../models/face/align.ts';
import { detectFaces } from '../../models/face/detect.ts';
import type { Detection, RgbImage } from '../../models/face/face.ts';
import { differenceHash } from '../../models/face/nearDuplicate.ts';
import { estimatePose } from '../../models/face/pose.ts';
import { measureQuality } from '../../models/face/quality.ts';
import { success, type Result } from '../../models/failure.ts';
import { decodePhoto, inspectPhoto, type PhotoHeader } from '../images/decode.ts';
import { encodePng } from '../images/encode.ts';
import { readPhoto } from '../images/read.ts';
import { decoders } from './decoders.ts';
import type { AlignedCrop, FoundFace, PhotoFaces, PhotoSource } from './engine.ts';
import type { MainCalls, PhotoTask } from './workerProtocol.ts';

/** Rejects where the networks do, and when the main thread has given the task up. */
export async function findFaces(task: PhotoTask, main: MainCalls): Promise<Result<PhotoFaces>> {
  const photo = await openPhoto(task.source);
  if (!photo.ok) return photo;
  const { header, decode } = photo.value;
  await main.admit(task.task, header.width * header.height);
  const image = await decode();
  if (!image.ok) return image;
  const detections = await detect(task, main, image.value);
  return success({ ...header, faces: await describeFaces(task, main, image.value, detections) });
}

interface OpenPhoto {
  readonly header: PhotoHeader;
  readonly decode: () => Promise<Result<RgbImage>>;
}

/** Reads the file and its header; pixels take memory and wait to be admitted. */
async function openPhoto(source: PhotoSource): Promise<Result<OpenPhoto>> {
  if (source.kind === 'pixels') {
    const { image } = source;
    const header = { width: image.width, height: image.height };
    return success({ header, decode: () => Promise.resolve(success(image)) });
  }
  const name = source.kind === 'file' ? { name: source.path, path: source.path } : { name: source.name };
  const bytes = source.kind === 'file' ? await readPhoto(source.path) : success(source.bytes);
  if (!bytes.ok) return bytes;
  const header = await inspectPhoto(bytes.value, name);
  if (!header.ok) return header;
  return success({ header: header.value, decode: () => decodePhoto(bytes.value, name) });
}

/** A still photo is searched more closely than a camera's frame, which the next one follows. */
function detect(task: PhotoTask, main: MainCalls, image: RgbImage): Promise<Detection[]> {
  const detector = {
    decoder: decoders[task.decoder],
    run: (input: Parameters<MainCalls['run']>[2]) => main.run(task.task, 'faces', input),
    ...(task.landmarks && {
      runLandmarks: (input: Parameters<MainCalls['run']>[2]) => main.run(task.task, 'landmarks', input),
    }),
  };
  return detectFaces(image, detector, task.source.kind === 'pixels' ? { tiles: 0 } : {});
}

/** Aligned crops and all that is said of faces; embeddings and PNGs are made side by side. */
async function describeFaces(
  { task, input, crops }: PhotoTask,
  main: MainCalls,
  image: RgbImage,
  detections: readonly Detection[],
): Promise<FoundFace[]> {
  const aligned = detections.map(({ landmarks }) => alignFace(image, landmarks));
  // From the same crops, by the same cut, as faces that are embedded from the library.
  const cut = (faces: readonly AlignedFace[], to: NonNullable<typeof input>) =>
    faces.map(({ crop, landmarks }) => cutInput(crop, landmarks, to));
  const [embeddings, pngs] = await Promise.all([
    input && aligned.length > 0 ? main.embed(task, cut(aligned, input)) : [],
    crops ? Promise.all(aligned.map(({ crop }) => keep(crop))) : [],
  ]);
  return detections.map((detection, i): FoundFace => {
    const { box, landmarks } = detection;
    return {
      box,
      landmarks,
      cropLandmarks: aligned[i].landmarks,
      pose: estimatePose(landmarks),
      quality: measureQuality(image, detection, aligned[i]),
      differenceHash: differenceHash(aligned[i].crop),
      ...(crops && { crop: pngs[i] }),
      ...(input && { embedding: embeddings[i] }),
    };
  });
}

async function keep(crop: RgbImage): Promise<AlignedCrop> {
  const png = await encodePng(crop);
  return { hash: createHash('sha256').update(png).digest('hex'), png };
}
