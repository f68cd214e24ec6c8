// Any photo becomes an image of sharp's, upright and within the limits: those that sharp reads itself, the preview inside of
// a camera's raw file, and the pixels that other decoders give.
import type { Metadata, Sharp, SharpOptions } from 'sharp';
import { success, type Result } from '../../models/failure.ts';
import { isPhoto } from '../files/photoType.ts';
import {
  decodingFailure,
  foreignFailure,
  notAPhoto,
  noPreview,
  tooManyPixels,
  type PhotoName,
} from './failures.ts';
import { heifProfile } from './foreign/heifProfile.ts';
import { foreignKind, kindNames, type ForeignKind } from './foreign/kind.ts';
import { withIcc } from './foreign/profiledPixels.ts';
import { isRaw, rawPreview } from './foreign/rawPreview.ts';
import { declaredSize, type Size } from './foreign/size.ts';
import { decodeForeign, ForeignFailure, heifSize } from './foreign/thread.ts';
import { DECODING_SECONDS, foreignPixelLimit, PIXEL_LIMIT, pixelLimit } from './limits.ts';
import { sharp } from './sharp.ts';
import { exifBlock, takenAt } from './takenAt.ts';

/** Warnings of decoders are common in photos that look right; missing or damaged data is not. */
const reading: SharpOptions = { failOn: 'error', limitInputPixels: PIXEL_LIMIT };

/** An image file that sharp reads, to be decoded within the limits. */
export const bounded = (input: Uint8Array | string) =>
  sharp(input, reading).timeout({ seconds: DECODING_SECONDS });

/** What a photo says of itself before it is decoded. */
export interface PhotoHeader {
  /** Pixels after the photo is turned upright. */
  readonly width: number;
  readonly height: number;
  /** ISO 8601 without zone. */
  readonly takenAt?: string;
}

/** Reads the header only: cheap, and refuses what must never be decoded. Animations count as their first frame. */
export async function inspectPhoto(bytes: Uint8Array, photo: PhotoName): Promise<Result<PhotoHeader>> {
  if (!isPhoto(bytes)) return notAPhoto(bytes, photo);
  const kind = foreignKind(bytes);
  if (kind !== null) return inspectForeign(kind, bytes, photo);
  if (!isRaw(bytes)) return inspectOwn(bytes, photo);
  const preview = rawPreview(bytes);
  if (preview === null) return noPreview(photo);
  const header = await inspectOwn(preview.jpeg, photo);
  if (!header.ok) return header;
  const {
    width,
    height,
    takenAt: taken = preview.exif === null ? undefined : takenAt(preview.exif),
  } = header.value;
  const size = preview.orientation > 4 ? { width: height, height: width } : { width, height };
  return success({ ...size, ...(taken === undefined ? {} : { takenAt: taken }) });
}

/**
 * How the photo is stored: EXIF orientation, 1 to 8, and its pixels before it is turned. HEIC and JPEG XL say it in boxes of
 * their own, after which programs draw regions: as it is shown. Null where it cannot be read.
 */
export async function storedOrientation(
  bytes: Uint8Array,
): Promise<(Size & { readonly orientation: number }) | null> {
  const preview = isRaw(bytes) ? rawPreview(bytes) : null;
  const name = { name: '' };
  const header = await inspectPhoto(bytes, name);
  if (!header.ok) return null;
  const { width, height } = header.value;
  if (foreignKind(bytes) !== null) return { orientation: 1, width, height };
  const metadata = await sharp(preview?.jpeg ?? bytes, { limitInputPixels: false }).metadata();
  const own = metadata.orientation ?? 1;
  const orientation = preview !== null && preview.orientation !== 1 ? preview.orientation : own;
  return orientation > 4 ? { orientation, width: height, height: width } : { orientation, width, height };
}

/** All of the photo, upright; its pixels are decoded when they are asked for, those of foreign formats at once. */
export async function openPhoto(bytes: Uint8Array, photo: PhotoName): Promise<Result<Sharp>> {
  if (!isPhoto(bytes)) return notAPhoto(bytes, photo);
  const kind = foreignKind(bytes);
  if (kind !== null) return openForeign(kind, bytes, photo);
  if (!isRaw(bytes)) return success(bounded(bytes).autoOrient());
  const preview = rawPreview(bytes);
  if (preview === null) return noPreview(photo);
  const { jpeg, orientation } = preview;
  return success(orientation === 1 ? bounded(jpeg).autoOrient() : turn(bounded(jpeg), orientation));
}

async function inspectOwn(bytes: Uint8Array, photo: PhotoName): Promise<Result<PhotoHeader>> {
  let metadata: Metadata;
  try {
    metadata = await sharp(bytes, { ...reading, limitInputPixels: false }).metadata();
  } catch (error) {
    return decodingFailure(error, photo);
  }
  const { width, height } = metadata.autoOrient;
  const limit = pixelLimit(metadata);
  if (width * height > limit) return tooManyPixels(photo, width, height, limit);
  const taken = metadata.exif && takenAt(metadata.exif);
  return success({ width, height, ...(taken === undefined ? {} : { takenAt: taken }) });
}

async function inspectForeign(
  kind: ForeignKind,
  bytes: Uint8Array,
  photo: PhotoName,
): Promise<Result<PhotoHeader>> {
  const declared = boundedSize(kind, bytes, photo);
  if (!declared.ok) return declared;
  try {
    const { width, height } = kind === 'heif' ? await heifSize(bytes) : declared.value;
    const exif = exifBlock(bytes);
    const taken = exif === null ? undefined : takenAt(exif);
    return success({ width, height, ...(taken === undefined ? {} : { takenAt: taken }) });
  } catch (error) {
    return whyForeign(error, kind, photo);
  }
}

/** Before any decoder sees it. */
function boundedSize(kind: ForeignKind, bytes: Uint8Array, photo: PhotoName): Result<Size> {
  const size = declaredSize(kind, bytes);
  if (size === null || size.width <= 0 || size.height <= 0) {
    return foreignFailure(photo, kindNames[kind], 'its header is damaged');
  }
  const limit = foreignPixelLimit(kind);
  return size.width * size.height > limit
    ? tooManyPixels(photo, size.width, size.height, limit)
    : success(size);
}

async function openForeign(kind: ForeignKind, bytes: Uint8Array, photo: PhotoName): Promise<Result<Sharp>> {
  const size = boundedSize(kind, bytes, photo);
  if (!size.ok) return size;
  try {
    const pixels = await decodeForeign(kind, bytes);
    const icc = kind === 'heif' ? await iccOf(bytes) : null;
    if (icc !== null) return success(bounded(withIcc(pixels, icc)));
    const { data, ...raw } = pixels;
    return success(
      sharp(data, { raw, limitInputPixels: PIXEL_LIMIT }).timeout({ seconds: DECODING_SECONDS }),
    );
  } catch (error) {
    return whyForeign(error, kind, photo);
  }
}

/** Null where the photo's numbers are sRGB. The other decoders that know profiles convert to sRGB themselves. */
async function iccOf(bytes: Uint8Array): Promise<Uint8Array | null> {
  const profile = heifProfile(bytes);
  if (profile === null) return null;
  return 'icc' in profile ? profile.icc : (named ??= await displayP3());
}

let named: Uint8Array | null = null;

/** The profile that sharp has. */
async function displayP3(): Promise<Uint8Array | null> {
  const image = sharp({ create: { width: 1, height: 1, channels: 3, background: '#000' } });
  const { icc } = await sharp(await image.withIccProfile('p3').png().toBuffer()).metadata();
  return icc ?? null;
}

function whyForeign(error: unknown, kind: ForeignKind, photo: PhotoName): Result<never> {
  if (!(error instanceof ForeignFailure)) throw error;
  return foreignFailure(photo, kindNames[kind], error.message);
}

/** Undoes an EXIF orientation, 2 to 8; sharp flips before it turns. */
function turn(image: Sharp, orientation: number): Sharp {
  const [angle, flips] = TURNS[orientation] ?? [0, ''];
  if (flips === 'flip') image.flip();
  if (flips === 'flop') image.flop();
  return angle === 0 ? image : image.rotate(angle);
}

const TURNS: Readonly<Record<number, readonly [angle: number, flips: '' | 'flip' | 'flop']>> = {
  2: [0, 'flop'],
  3: [180, ''],
  4: [0, 'flip'],
  5: [90, 'flip'],
  6: [90, ''],
  7: [90, 'flop'],
  8: [270, ''],
};
