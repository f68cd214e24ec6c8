// Looks at the levels of a photo's pyramid: a part at a time, and there only where a face could be.
import type { Box, Point, RgbImage } from '../../image/geometry.ts';
import type { Similarity } from '../../image/similarity.ts';
import { warp } from '../../image/warp.ts';
import type { Detection } from '../face.ts';
import { inputOf, type Decoder, type RunNetwork } from './decoder.ts';
import { detailedPlaces } from './detail/detail.ts';
import { rectanglesAround } from './detail/rectangles.ts';
import { AROUND, type Level } from './levels.ts';

/** What is known of a photo before a level is looked at. */
export interface Scanned {
  readonly image: RgbImage;
  /** `contrastOf` the photo. */
  readonly contrast: number;
  /** Faces that are sure: there is no other face in one. */
  readonly sure: readonly Box[];
  /** What may be a face besides those of the network's usual threshold counts, too. */
  readonly weak: boolean;
  /** Look everywhere, whatever the detail. */
  readonly exhaustive: boolean;
}

export interface Network {
  readonly decoder: Decoder;
  readonly run: RunNetwork;
}

/** A face must be this much larger than those of a level for none of these to be in it. */
const FAR_LARGER = 4;
/** Pixels around a hint that are looked at with it: how far it may lie from the face's middle, and half a face. */
const AROUND_HINT = 24;

/** What a look at a part of the photo shows. */
export interface Seen {
  /** What may be faces, whole. */
  readonly detections: readonly Detection[];
  /** Where a smaller face may be. */
  readonly hints: readonly Point[];
}

/** What is seen in a block of a level, in pixels of the photo. */
export async function scanBlock(
  { image, contrast, sure, weak, exhaustive }: Scanned,
  network: Network,
  { scale, face }: Level,
  block: Box,
): Promise<Seen> {
  const { sides } = network.decoder;
  const fit = (length: number) => Math.min(sides.most, Math.ceil(length / sides.step) * sides.step);
  const [left, top] = [
    Math.max(0, Math.floor(block[0] - AROUND)),
    Math.max(0, Math.floor(block[1] - AROUND)),
  ];
  const right = Math.min(image.width * scale, block[0] + block[2] + AROUND);
  const bottom = Math.min(image.height * scale, block[1] + block[3] + AROUND);
  const picture = warp(image, placed(left, top, scale), fit(right - left), fit(bottom - top));
  const onPicture = sure.map(([x, y, w, h]): Box => [
    x * scale - left,
    y * scale - top,
    w * scale,
    h * scale,
  ]);
  const places = outside(detailedPlaces(picture, contrast, face), onPicture, FAR_LARGER * face);
  const everything: Box = [0, 0, picture.width, picture.height];
  const parts =
    exhaustive || (places.length > 0 && sides.step === sides.most)
      ? [everything]
      : rectanglesAround(places, picture, { around: AROUND, ...sides });
  const seen: Seen[] = [];
  for (const part of parts)
    seen.push(await lookAt(cut(picture, part), [left + part[0], top + part[1]], scale, image, network, weak));
  const { detections, hints } = seenTogether(seen);
  // What is around the block is another's: there the network sees the end of the picture, too, and hints at it.
  const own: Box = [block[0] / scale, block[1] / scale, block[2] / scale, block[3] / scale];
  return { detections, hints: hints.filter((hint) => isIn(own, hint)) };
}

/** What is seen around hints of a coarser look, at a finer scale. */
export async function scanHints(
  { image, sure, weak }: Scanned,
  network: Network,
  scale: number,
  hints: readonly Point[],
): Promise<Seen> {
  const { sides, smallestFace } = network.decoder;
  const places = outside(hints, sure, (FAR_LARGER * smallestFace) / scale).map(([x, y]): Point => [
    x * scale,
    y * scale,
  ]);
  const level = { width: image.width * scale, height: image.height * scale };
  const seen: Seen[] = [];
  for (const [left, top, w, h] of rectanglesAround(places, level, { around: AROUND_HINT, ...sides })) {
    const picture = warp(image, placed(left, top, scale), w, h);
    seen.push(await lookAt(picture, [left, top], scale, image, network, weak));
  }
  return seenTogether(seen);
}

/** What several looks show. */
export const seenTogether = (seen: readonly Seen[]): Seen => ({
  detections: seen.flatMap(({ detections }) => detections),
  hints: seen.flatMap(({ hints }) => hints),
});

/** Of places those that lie in no box that is wider than `width`. */
function outside(places: readonly Point[], boxes: readonly Box[], width: number): readonly Point[] {
  const wide = boxes.filter((box) => box[2] > width);
  return wide.length === 0 ? places : places.filter((place) => !wide.some((box) => isIn(box, place)));
}

const isIn = ([left, top, width, height]: Box, [x, y]: Point): boolean =>
  x >= left && x < left + width && y >= top && y < top + height;

/** What the network sees in a picture that lies at `left`, `top` of a level. */
async function lookAt(
  picture: RgbImage,
  [left, top]: Point,
  scale: number,
  image: RgbImage,
  { decoder, run }: Network,
  weak: boolean,
): Promise<Seen> {
  const outputs = await run(inputOf([picture], decoder));
  const toImage = placed(left, top, scale);
  const { width, height } = picture;
  const view: Box = [left / scale, top / scale, width / scale, height / scale];
  const detections = decoder.decode(outputs, toImage, picture, weak);
  return {
    detections: detections.filter(({ box }) => isWhole(box, view, image)),
    hints: decoder.hints?.(outputs, toImage, picture) ?? [],
  };
}

/** From pixels of a level, `left` and `top` of it cut off, to the photo. */
const placed = (left: number, top: number, scale: number): Similarity => ({
  a: 1 / scale,
  b: 0,
  tx: (left + 0.5) / scale - 0.5,
  ty: (top + 0.5) / scale - 0.5,
});

/** A part of a picture, in whole pixels. */
function cut(picture: RgbImage, [left, top, w, h]: Box): RgbImage {
  const { data, width, height } = picture;
  if (w === width && h === height) return picture;
  const part = new Uint8Array(w * h * 3);
  for (let y = 0; y < h; y++) {
    const from = ((top + y) * width + left) * 3;
    part.set(data.subarray(from, from + w * 3), y * w * 3);
  }
  return { data: part, width: w, height: h };
}

/** A face that the view's border cuts is whole in the next view, or in the level before. */
const isWhole = ([x, y, w, h]: Box, [left, top, width, height]: Box, image: RgbImage): boolean =>
  (left <= 0 || x >= left) &&
  (top <= 0 || y >= top) &&
  (left + width >= image.width || x + w <= left + width) &&
  (top + height >= image.height || y + h <= top + height);
