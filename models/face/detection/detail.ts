// Where in a picture a face of the smallest size could be: eyes and mouth are darker than the skin around them, so that a
// face of 12 pixels has contrast and edges. Sky, walls, blur and most cloth have less.
//
// [Note: detail] Of the faces in 450 photos of LFW at 12 pixels 199 in 200 have a standard deviation of 17.5 grey levels and
// more, and steps between neighbours that sum up to 18 a pixel; in six group photos an eighth to a third of all places have
// 14 and 12. Where it is dark, or the whole photo pale, less is enough.
import type { Box, RgbImage } from '../../image/geometry.ts';
import type { InputSize } from './decoder.ts';

/** Grey levels. */
const CONTRAST = 14;
const EDGES = 12;
/** What the dark asks for: so much, and this share of the mean. */
const DARK = { least: 3, share: 0.09 } as const;
/** Standard deviation, in grey levels, of a photo that is not pale. */
const USUAL_CONTRAST = 45;

const STATISTICS = 3;

/** By cell: sums of luminance, of its square, and of its steps to the right and below. */
function cellsOf(
  { data, width, height }: RgbImage,
  cell: number,
  columns: number,
  rows: number,
): Float64Array {
  const cells = new Float64Array(columns * rows * STATISTICS);
  const luminance = new Uint8Array(width * height);
  for (let i = 0, from = 0; i < luminance.length; i++, from += 3)
    luminance[i] = (data[from] + 2 * data[from + 1] + data[from + 2]) >> 2;
  const [right, bottom] = [Math.min(columns * cell, width - 1), Math.min(rows * cell, height - 1)];
  for (let y = 0; y < bottom; y++) {
    let into = Math.floor(y / cell) * columns * STATISTICS;
    let at = y * width;
    for (let left = 0; left < right; left += cell, into += STATISTICS) {
      const end = Math.min(cell, right - left);
      let [sum, squares, steps] = [0, 0, 0];
      for (let x = 0; x < end; x++, at++) {
        const value = luminance[at];
        sum += value;
        squares += value * value;
        steps += Math.abs(value - luminance[at + 1]) + Math.abs(value - luminance[at + width]);
      }
      cells[into] += sum;
      cells[into + 1] += squares;
      cells[into + 2] += steps;
    }
  }
  return cells;
}

/** Standard deviation of a picture's luminance, in grey levels. */
export function contrastOf({ data }: RgbImage): number {
  let [sum, squares] = [0, 0];
  for (let i = 0; i < data.length; i += 3) {
    const value = (data[i] + 2 * data[i + 1] + data[i + 2]) / 4;
    sum += value;
    squares += value * value;
  }
  const count = data.length / 3;
  return Math.sqrt(Math.max(0, squares / count - (sum / count) ** 2));
}

/**
 * Middles of the places that have the detail of a face, in pixels of the picture, half a face apart.
 *
 * @param contrast `contrastOf` the whole photo
 * @param face width of the smallest face in pixels
 */
export function detailedPlaces(picture: RgbImage, contrast: number, face: number): [x: number, y: number][] {
  const cell = Math.max(2, Math.round(face / 2));
  const [columns, rows] = [Math.floor(picture.width / cell), Math.floor(picture.height / cell)];
  const cells = cellsOf(picture, cell, columns, rows);
  const pale = Math.min(1, contrast / USUAL_CONTRAST);
  const pixels = (2 * cell) ** 2;
  const places: [number, number][] = [];
  for (let row = 0; row + 1 < rows; row++)
    for (let column = 0; column + 1 < columns; column++) {
      const at = (row * columns + column) * STATISTICS;
      const below = at + columns * STATISTICS;
      const total = (k: number) =>
        cells[at + k] + cells[at + STATISTICS + k] + cells[below + k] + cells[below + STATISTICS + k];
      const mean = total(0) / pixels;
      const dark = DARK.least + DARK.share * mean;
      const deviation = Math.sqrt(Math.max(0, total(1) / pixels - mean * mean));
      if (deviation > pale * Math.min(CONTRAST, dark) && total(2) / pixels > pale * Math.min(EDGES, dark))
        places.push([(column + 1) * cell, (row + 1) * cell]);
    }
  return places;
}

/** What a run of the network costs besides its pixels, in pixels. */
const RUN = 4000;

/** How rectangles are laid around places, in pixels. */
export interface Rectangles {
  /** What is shown around each place. */
  readonly around: number;
  /** Sides are multiples of `step`, up to `most`. */
  readonly step: number;
  readonly most: number;
}

/** Few rectangles that show `around` pixels around each place, within the picture where that is large enough. */
export function rectanglesAround(
  places: readonly (readonly [number, number])[],
  { width, height }: InputSize,
  { around, step, most }: Rectangles,
): Box[] {
  // Places in the same square are gathered first: they are many.
  const gathered = new Map<number, Bounds>();
  const square = 2 * around;
  const columns = Math.ceil(width / square) + 1;
  for (const [x, y] of places) {
    const key = Math.floor(y / square) * columns + Math.floor(x / square);
    const [left, top, right, bottom] = gathered.get(key) ?? [Infinity, Infinity, -Infinity, -Infinity];
    gathered.set(key, [Math.min(left, x), Math.min(top, y), Math.max(right, x), Math.max(bottom, y)]);
  }
  const fit = (length: number) => Math.ceil(length / step) * step;
  const boxOf = ([left, top, right, bottom]: Bounds): Box => {
    const w = Math.min(fit(right - left + 2 * around), fit(width));
    const h = Math.min(fit(bottom - top + 2 * around), fit(height));
    const [x, y] = [(left + right - w) / 2, (top + bottom - h) / 2];
    return [within(x, width - w), within(y, height - h), w, h];
  };
  const areaOf = (bounds: Bounds): number => {
    const [, , w, h] = boxOf(bounds);
    return w * h + RUN;
  };
  const kept: Bounds[] = [];
  for (const one of gathered.values()) {
    let grown = one;
    // Joins two as long as one run over both costs no more than two; what has grown may reach others.
    for (let at = 0; at < kept.length; at++) {
      const both = union(kept[at], grown);
      const [, , w, h] = boxOf(both);
      if (Math.max(w, h) > most || w * h + RUN > areaOf(kept[at]) + areaOf(grown)) continue;
      kept.splice(at, 1);
      [grown, at] = [both, -1];
    }
    kept.push(grown);
  }
  return kept.map(boxOf);
}

type Bounds = readonly [left: number, top: number, right: number, bottom: number];

const within = (value: number, most: number): number =>
  Math.max(0, Math.min(Math.round(value), Math.floor(most)));

const union = (a: Bounds, b: Bounds): Bounds => [
  Math.min(a[0], b[0]),
  Math.min(a[1], b[1]),
  Math.max(a[2], b[2]),
  Math.max(a[3], b[3]),
];
