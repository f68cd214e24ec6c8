// Where in a picture a face of the smallest size could be: eyes and mouth are darker than the skin around them, so that a
// face of 12 pixels has contrast and edges. Sky, walls, blur and most cloth have less.
//
// [Note: detail] Of the faces in 450 photos of LFW at 12 pixels 199 in 200 have a standard deviation of 17.5 grey levels and
// more, and steps between neighbours that sum up to 18 a pixel; in six group photos an eighth to a third of all places have
// 14 and 12. Where it is dark, or the whole photo pale, less is enough.
import type { Box, RgbImage } from '../../image/geometry.ts';

/** Pixels of a cell's side: a face is two cells wide. */
const CELL = 6;
/** Grey levels. */
const CONTRAST = 14;
const EDGES = 12;
/** What the dark asks for: so much, and this share of the mean. */
const DARK = { least: 3, share: 0.09 } as const;
/** Standard deviation, in grey levels, of a photo that is not pale. */
const USUAL_CONTRAST = 45;

const STATISTICS = 3;

/** By cell: sums of luminance, of its square, and of its steps to the right and below. */
function cellsOf({ data, width, height }: RgbImage, columns: number, rows: number): Float64Array {
  const cells = new Float64Array(columns * rows * STATISTICS);
  const luminance = new Uint8Array(width * height);
  for (let i = 0, from = 0; i < luminance.length; i++, from += 3)
    luminance[i] = (data[from] + 2 * data[from + 1] + data[from + 2]) >> 2;
  const [right, bottom] = [Math.min(columns * CELL, width - 1), Math.min(rows * CELL, height - 1)];
  for (let y = 0; y < bottom; y++) {
    const row = Math.floor(y / CELL) * columns;
    let at = y * width;
    for (let left = 0, cell = row * STATISTICS; left < right; left += CELL, cell += STATISTICS) {
      const end = Math.min(CELL, right - left);
      let [sum, squares, steps] = [0, 0, 0];
      for (let x = 0; x < end; x++, at++) {
        const value = luminance[at];
        sum += value;
        squares += value * value;
        steps += Math.abs(value - luminance[at + 1]) + Math.abs(value - luminance[at + width]);
      }
      cells[cell] += sum;
      cells[cell + 1] += squares;
      cells[cell + 2] += steps;
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
 * Middles of the places that have the detail of a face, in pixels of the picture, a cell apart.
 *
 * @param contrast `contrastOf` the whole photo
 */
export function detailedPlaces(picture: RgbImage, contrast: number): [x: number, y: number][] {
  const [columns, rows] = [Math.floor(picture.width / CELL), Math.floor(picture.height / CELL)];
  const cells = cellsOf(picture, columns, rows);
  const pale = Math.min(1, contrast / USUAL_CONTRAST);
  const pixels = (2 * CELL) ** 2;
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
        places.push([(column + 1) * CELL, (row + 1) * CELL]);
    }
  return places;
}

/** Places are gathered in squares of so many pixels first. */
const GATHER = 96;
/** What a run of the network costs besides its pixels, in pixels. */
const RUN = 4000;

const areaOf = ([, , width, height]: Box): number => width * height + RUN;

/** Few rectangles, their sides multiples of `step`, that show `around` pixels around each place. */
export function rectanglesAround(
  places: readonly (readonly [number, number])[],
  { width, height }: RgbImage,
  around: number,
  step: number,
): Box[] {
  const gathered = new Map<string, [number, number, number, number]>();
  for (const [x, y] of places) {
    const key = `${Math.floor(x / GATHER)} ${Math.floor(y / GATHER)}`;
    const [left, top, right, bottom] = gathered.get(key) ?? [Infinity, Infinity, 0, 0];
    gathered.set(key, [Math.min(left, x), Math.min(top, y), Math.max(right, x), Math.max(bottom, y)]);
  }
  const down = (value: number) => Math.max(0, Math.floor((value - around) / step) * step);
  const up = (value: number, most: number) => Math.min(most, Math.ceil((value + around) / step) * step);
  const boxes = [...gathered.values()].map(([left, top, right, bottom]): Box => {
    const [x, y] = [down(left), down(top)];
    return [x, y, up(right, width) - x, up(bottom, height) - y];
  });
  return merged(boxes);
}

/** Joins two rectangles as long as one run over both costs no more than two. */
function merged(boxes: readonly Box[]): Box[] {
  const kept = [...boxes];
  for (let first = 0; first < kept.length; first++)
    for (let second = first + 1; second < kept.length; second++) {
      const both = union(kept[first], kept[second]);
      if (areaOf(both) > areaOf(kept[first]) + areaOf(kept[second])) continue;
      kept[first] = both;
      kept.splice(second, 1);
      // The larger one may reach those before it.
      [first, second] = [-1, kept.length];
    }
  return kept;
}

function union([ax, ay, aw, ah]: Box, [bx, by, bw, bh]: Box): Box {
  const [x, y] = [Math.min(ax, bx), Math.min(ay, by)];
  return [x, y, Math.max(ax + aw, bx + bw) - x, Math.max(ay + ah, by + bh) - y];
}
