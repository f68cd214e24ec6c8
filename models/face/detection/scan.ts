// Looks at the levels of a photo's pyramid: a part at a time, and there only where a face could be.
import type { Box, RgbImage } from '../../image/geometry.ts';
import type { Similarity } from '../../image/similarity.ts';
import { warp } from '../../image/warp.ts';
import type { Detection } from '../face.ts';
import { inputOf, type Decoder, type RunNetwork } from './decoder.ts';
import { detailedPlaces, rectanglesAround } from './detail.ts';
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

/** What may be faces in a block of a level, whole, in pixels of the photo. */
export async function scanBlock(
  { image, contrast, sure, weak, exhaustive }: Scanned,
  { decoder, run }: Network,
  { scale }: Level,
  block: Box,
): Promise<Detection[]> {
  const { sides, smallestFace } = decoder;
  const fit = (length: number) => Math.min(sides.most, Math.ceil(length / sides.step) * sides.step);
  const [left, top] = [
    Math.max(0, Math.floor(block[0] - AROUND)),
    Math.max(0, Math.floor(block[1] - AROUND)),
  ];
  const right = Math.min(image.width * scale, block[0] + block[2] + AROUND);
  const bottom = Math.min(image.height * scale, block[1] + block[3] + AROUND);
  const toImage = placed(left, top, scale);
  const picture = warp(image, toImage, fit(right - left), fit(bottom - top));
  const inFace = ([x, y]: readonly [number, number]) =>
    sure.some(
      ([bx, by, width, height]) =>
        width * scale > FAR_LARGER * smallestFace &&
        (left + x) / scale > bx &&
        (left + x) / scale < bx + width &&
        (top + y) / scale > by &&
        (top + y) / scale < by + height,
    );
  const everything: Box = [0, 0, picture.width, picture.height];
  const places = detailedPlaces(picture, contrast).filter((place) => !inFace(place));
  const parts =
    exhaustive || (places.length > 0 && sides.step === sides.most)
      ? [everything]
      : rectanglesAround(places, picture, AROUND, sides.step);
  const found: Detection[] = [];
  for (const part of parts) {
    const toPart = placed(left + part[0], top + part[1], scale);
    const outputs = await run(inputOf(cut(picture, part), decoder));
    const [, , width, height] = part;
    const view: Box = [(left + part[0]) / scale, (top + part[1]) / scale, width / scale, height / scale];
    found.push(
      ...decoder
        .decode(outputs, toPart, { width, height }, weak)
        .filter(({ box }) => isWhole(box, view, image)),
    );
  }
  return found;
}

/** From pixels of a level, `left` and `top` of it cut off, to the photo. */
const placed = (left: number, top: number, scale: number): Similarity => ({
  a: 1 / scale,
  b: 0,
  tx: (left + 0.5) / scale - 0.5,
  ty: (top + 0.5) / scale - 0.5,
});

/** A part of a picture, in whole pixels. */
function cut({ data, width }: RgbImage, [left, top, w, h]: Box): RgbImage {
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
