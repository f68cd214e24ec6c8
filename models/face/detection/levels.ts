// The pyramid of a photo: how small a face is looked for, at which scales, and in which parts.
import type { Box } from '../../image/geometry.ts';
import type { Decoder, InputSides, InputSize } from './decoder.ts';

/** Which faces a photo is searched for. */
export const FACE_MODES = ['all', 'large'] as const;
export type FaceMode = (typeof FACE_MODES)[number];

/**
 * Of `all` faces the smallest that is looked for: this share of the photo's short side, within these pixels; in photos of
 * more than 4,000 pixels the second share. The long side never counts.
 */
const SMALLEST = { share: 0.025, least: 16, most: 40, shareOfHuge: 0.01 } as const;
/** `large` faces are no smaller than this share of the short side. */
const LARGE = 0.125;

/** Width of the smallest face that is looked for, in pixels of the photo: `asked`, where somebody asked. */
export function smallestFaceOf({ width, height }: InputSize, mode: FaceMode = 'all', asked?: number): number {
  const short = Math.min(width, height);
  if (mode === 'large') return Math.max(LARGE * short, asked ?? 0);
  const share = Math.max(Math.min(SMALLEST.share * short, SMALLEST.most), SMALLEST.shareOfHuge * short);
  return Math.max(SMALLEST.least, asked ?? share);
}

export interface Level {
  /** Pixels of the level in a pixel of the photo. */
  readonly scale: number;
  /** Width in its pixels of the smallest face that it is searched for, or for hints of. */
  readonly face: number;
  /** Parts that cover the level together, in its pixels. */
  readonly blocks: readonly Box[];
}

/** Enlarging a photo shows nothing new. */
const LARGEST_SCALE = 4 / 3;
/** Each level is so many times as fine as the one before: a face is seen at 12 to 36 pixels on one of them. */
export const FACTOR = 3;
/** How much finer places are looked at that a level gave a hint of. */
const CLOSER = 12 / 7;
/** What a level must add to the view of the whole photo to be worth it. */
const FINER = 1.15;
/** Pixels around a block that are looked at with it: half of the largest face that the level before does not show, and more. */
export const AROUND = 24;

/** How a photo is looked at beside the view of the whole. */
export interface Pyramid {
  /** Levels finer than the view of the whole photo, the coarsest first. */
  readonly levels: readonly Level[];
  /** Scale at which only those places are looked at where the level before, or the whole photo, gives a hint; null: none. */
  readonly closer: number | null;
}

/** @param exhaustive every level is looked at everywhere, and none by hints */
export function pyramidOf(
  photo: InputSize,
  { size, sides, smallestFace, hints }: Decoder,
  smallest: number,
  exhaustive = false,
): Pyramid {
  const whole = size / Math.max(photo.width, photo.height);
  const finest = Math.min(LARGEST_SCALE, smallestFace / smallest);
  const hinting = hints !== undefined && !exhaustive;
  const levels: Level[] = [];
  let face = smallestFace / (hinting ? CLOSER : 1);
  let scale = hinting ? finest / CLOSER : finest;
  for (; scale > FINER * whole; scale /= FACTOR) {
    levels.unshift({ scale, face, blocks: blocksOf(photo.width * scale, photo.height * scale, sides) });
    face = smallestFace;
  }
  return { levels, closer: hinting && finest > FINER * whole ? finest : null };
}

/** A grid more than this finer than the coarsest one is not tried: blocks share ever more of their pixels. */
const FINEST_GRID = 6;

/** Equal parts, of all grids whose parts the network takes the one with the fewest pixels to look at. */
function blocksOf(width: number, height: number, { step, most, area }: InputSides): Box[] {
  const coarsest = (length: number) => Math.ceil(length / (most - 2 * AROUND));
  /** Side of one of `count` parts with what is looked at around it. */
  const sideOf = (length: number, count: number) =>
    Math.ceil((length / count + AROUND * Math.min(2, count - 1)) / step) * step;
  let best = { columns: 0, rows: 0, pixels: Infinity };
  for (let columns = coarsest(width); columns <= coarsest(width) + FINEST_GRID; columns++)
    for (let rows = coarsest(height); rows <= coarsest(height) + FINEST_GRID; rows++) {
      const one = sideOf(width, columns) * sideOf(height, rows);
      const pixels = columns * rows * one;
      if (one <= area && pixels < best.pixels) best = { columns, rows, pixels };
    }
  const { columns, rows } = best;
  const [w, h] = [width / columns, height / rows];
  return Array.from({ length: rows * columns }, (_, i): Box => [
    (i % columns) * w,
    Math.floor(i / columns) * h,
    w,
    h,
  ]);
}
