// One photo from its source to faces: decode, detect, align, measure, keep as PNG, embed.
import { createHash } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { alignFace, cutInput, type AlignedFace } from '../../models/face/align.ts';
import type { Detection, RgbImage } from '../../models/face/face.ts';
import { differenceHash } from '../../models/face/nearDuplicate.ts';
import { estimatePose } from '../../models/face/pose.ts';
import { measureQuality } from '../../models/face/quality.ts';
import { success, type Result } from '../../models/failure.ts';
import { decodePhoto, inspectPhoto, type PhotoHeader } from '../images/decode.ts';
import { encodePng } from '../images/encode.ts';
import { readPhoto } from '../images/read.ts';
import type { AlignedCrop, FoundFace, PhotoFaces, PhotoSource } from './engine.ts';
import { Gate } from './gate.ts';
import type { OpenEncoder, OpenModels } from './openModels.ts';
import type { PhotoRequest } from './protocol.ts';

/** Enough to keep every core decoding while the network has the thread, and no more than memory is good for. */
const PHOTOS_IN_FLIGHT = availableParallelism() + 2;
/** Decoded pixels of all photos in flight together: 0.4 GB with their halved copies. A larger photo goes alone. */
const PIXELS_IN_FLIGHT = 100_000_000;

/** Photos on their way through the engine: several at a time, in the order in which they were asked for. */
export class PhotoLine {
  readonly #models: OpenModels;
  readonly #photos = new Gate(PHOTOS_IN_FLIGHT);
  readonly #pixels = new Gate(PIXELS_IN_FLIGHT);

  constructor(models: OpenModels) {
    this.#models = models;
  }

  /** Rejects with the signal's reason. */
  async findFaces(request: PhotoRequest, signal: AbortSignal): Promise<Result<PhotoFaces>> {
    const detector = await this.#models.detector(request.detector);
    if (!detector.ok) return detector;
    const encoder = request.encoder && (await this.#models.encoder(request.encoder));
    if (encoder?.ok === false) return encoder;
    return this.#photos.pass(1, async () => {
      signal.throwIfAborted();
      const photo = await openPhoto(request.source);
      if (!photo.ok) return photo;
      const { header, decode } = photo.value;
      return this.#pixels.pass(header.width * header.height, async () => {
        signal.throwIfAborted();
        const image = await decode();
        if (!image.ok) return image;
        signal.throwIfAborted();
        const kind = request.source.kind === 'pixels' ? 'frame' : 'photo';
        const detections = await detector.value.detect(image.value, kind);
        signal.throwIfAborted();
        const faces = await describeFaces(image.value, detections, encoder?.value, request.crops === true);
        return success({ ...header, faces });
      });
    });
  }
}

interface OpenPhoto {
  readonly header: PhotoHeader;
  readonly decode: () => Promise<Result<RgbImage>>;
}

/** Reads the file and its header; pixels take memory and wait for their turn. */
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

/** Aligned crops and all that is said of faces; embeddings and PNGs are made side by side. */
async function describeFaces(
  image: RgbImage,
  detections: readonly Detection[],
  encoder: OpenEncoder | undefined,
  crops: boolean,
): Promise<FoundFace[]> {
  const aligned = detections.map(({ landmarks }) => alignFace(image, landmarks));
  const [embeddings, pngs] = await Promise.all([
    encoder ? embedFaces(encoder, aligned) : [],
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
      ...(encoder && { embedding: embeddings[i] }),
    };
  });
}

/** From the same crops, by the same cut, as faces that are embedded from the library. */
const embedFaces = ({ encoder, batches }: OpenEncoder, aligned: readonly AlignedFace[]) =>
  batches.embed(aligned.map(({ crop, landmarks }) => cutInput(crop, landmarks, encoder.input)));

async function keep(crop: RgbImage): Promise<AlignedCrop> {
  const png = await encodePng(crop);
  return { hash: createHash('sha256').update(png).digest('hex'), png };
}
