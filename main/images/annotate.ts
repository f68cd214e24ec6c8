// A copy of a photo with a box around each face and the name beside it.
import type { OverlayOptions } from 'sharp';
import { success, type Result } from '../../models/failure.ts';
import type { Box, RgbImage } from '../../models/image/geometry.ts';
import { decodePhoto } from './decode.ts';
import { placeLabels, type Label } from '../../models/image/labelPlaces.ts';
import { inspectPhoto } from './open.ts';
import type { PhotoName } from './failures.ts';
import { drawText } from './lettering.ts';
import { owned, sharp } from './sharp.ts';

export interface Annotation {
  readonly box: Box;
  /** Null: Unknown. */
  readonly name: string | null;
}

type Colour = readonly [number, number, number];
const NAMED: Colour = [0, 120, 70];
const UNKNOWN: Colour = [110, 110, 110];

/** Long enough for any name, short enough for any photo. */
const LONGEST_NAME = 60;

/** JPEG bytes of the photo, upright, without its metadata, with boxes and names. */
export async function annotatePhoto(
  bytes: Uint8Array,
  photo: PhotoName,
  faces: readonly Annotation[],
): Promise<Result<Uint8Array>> {
  const header = await inspectPhoto(bytes, photo);
  if (!header.ok) return header;
  const decoded = await decodePhoto(bytes, photo);
  if (!decoded.ok) return decoded;
  const image = decoded.value;
  const line = Math.max(2, Math.round(Math.max(image.width, image.height) / 500));
  for (const { box, name } of faces) drawBox(image, box, line, name === null ? UNKNOWN : NAMED);
  // Names before what nobody has to read.
  const order = [...faces].sort((a, b) => Number(a.name === null) - Number(b.name === null));
  const drawn: Drawn[] = [];
  for (const { box, name } of order) {
    const label = await drawLabel(image, box, name, 8 * line);
    if (label !== null) drawn.push(label);
  }
  const places = placeLabels(drawn, [image.width, image.height], 'above');
  const labels = drawn.map(({ input }, at): OverlayOptions => ({
    input,
    left: Math.round(places[at].corner[0]),
    top: Math.round(places[at].corner[1]),
  }));
  const { width, height } = image;
  const copy = sharp(image.data, { raw: { width, height, channels: 3 } }).composite(labels);
  return success(owned(await copy.jpeg({ quality: 90 }).toBuffer()));
}

/** Draws a frame of `line` pixels around the box into the image itself; what lies outside is left out. */
function drawBox(image: RgbImage, [x, y, width, height]: Box, line: number, colour: Colour): void {
  const [left, top, right, bottom] = [x, y, x + width, y + height].map(Math.round) as [
    number,
    number,
    number,
    number,
  ];
  fill(image, left - line, top - line, right + line, top, colour);
  fill(image, left - line, bottom, right + line, bottom + line, colour);
  fill(image, left - line, top, left, bottom, colour);
  fill(image, right, top, right + line, bottom, colour);
}

function fill(
  { data, width, height }: RgbImage,
  x0: number,
  y0: number,
  x1: number,
  y1: number,
  colour: Colour,
): void {
  for (let y = Math.max(0, y0); y < Math.min(height, y1); y++) {
    for (let x = Math.max(0, x0); x < Math.min(width, x1); x++) data.set(colour, (y * width + x) * 3);
  }
}

/** A name as it is to be laid over the photo. */
interface Drawn extends Label {
  readonly input: Buffer;
}

async function drawLabel(
  image: RgbImage,
  box: Box,
  name: string | null,
  size: number,
): Promise<Drawn | null> {
  const text = printable(name ?? 'Unknown');
  if (text === '') return null;
  const colour = name === null ? UNKNOWN : NAMED;
  const padding = Math.round(size / 3);
  const letters = await drawText(text, size)
    .flatten({ background: css(colour) })
    .extend({ top: padding, bottom: padding, left: padding, right: padding, background: css(colour) })
    .png({ compressionLevel: 1 })
    .toBuffer();
  const { data, info } = await sharp(letters)
    .resize({ width: image.width, height: image.height, fit: 'inside', withoutEnlargement: true })
    .png({ compressionLevel: 1 })
    .toBuffer({ resolveWithObject: true });
  return { box, size: [info.width, info.height], input: data };
}

const css = ([red, green, blue]: Colour) => `rgb(${red}, ${green}, ${blue})`;

/** On one line, without control characters and halves of characters, which Pango refuses, and not endless. */
function printable(name: string): string {
  const clean = name.replace(/[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\uFFFE\uFFFF]+/gu, ' ').trim();
  const characters = [...clean];
  return characters.length <= LONGEST_NAME ? clean : `${characters.slice(0, LONGEST_NAME - 1).join('')}…`;
}
