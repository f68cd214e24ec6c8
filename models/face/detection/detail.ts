// Where in a picture a face of the smallest size could be: eyes and mouth are darker than the skin around them, so that a
// face of 12 pixels has contrast and edges. Sky, walls, blur and most cloth have less.
//
// [Note: detail] Of the faces in 450 photos of LFW at 12 pixels 199 in 200 have a standard deviation of 17.5 grey levels and
// more, and steps between neighbours that sum up to 18 a pixel; in six group photos an eighth to a third of all places have
// 14 and 12. Where it is dark, or the whole photo pale, less is enough.
import type { Box, RgbImage } from '../../image/geometry.ts';
import type { InputSides, InputSize } from './decoder.ts';

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
      const mean = ofFour(cells, at, columns) / pixels;
      const dark = DARK.least + DARK.share * mean;
      const deviation = Math.sqrt(Math.max(0, ofFour(cells, at + 1, columns) / pixels - mean * mean));
      const edges = ofFour(cells, at + 2, columns) / pixels;
      if (deviation > pale * Math.min(CONTRAST, dark) && edges > pale * Math.min(EDGES, dark))
        places.push([(column + 1) * cell, (row + 1) * cell]);
    }
  return places;
}

/** A statistic of a cell and of those beside and below it. */
function ofFour(cells: Float64Array, at: number, columns: number): number {
  const below = at + columns * STATISTICS;
  return cells[at] + cells[at + STATISTICS] + cells[below] + cells[below + STATISTICS];
}

/** What a run of the network costs besides its pixels, in pixels. */
const RUN = 4000;

/** How rectangles are laid around places, in pixels. */
export interface Rectangles extends InputSides {
  /** What is shown around each place. */
  readonly around: number;
}

/** Few rectangles that show `around` pixels around each place, within the picture where that is large enough. */
export function rectanglesAround(
  places: readonly (readonly [number, number])[],
  { width, height }: InputSize,
  { around, step, most, area }: Rectangles,
): Box[] {
  // Places in the same square are gathered first: they are many.
  const gathered = new Map<number, Bounds>();
  const square = 2 * around;
  const squares = Math.ceil(width / square) + 1;
  for (const [x, y] of places) {
    const key = Math.floor(y / square) * squares + Math.floor(x / square);
    const one = gathered.get(key);
    if (one === undefined) gathered.set(key, { left: x, top: y, right: x, bottom: y });
    else grow(one, x, y, x, y);
  }
  const fit = (length: number, most: number) => Math.ceil(Math.min(length, most) / step) * step;
  const sidesOf = (left: number, right: number, most: number) => fit(right - left + 2 * around, most);
  const boxOf = ({ left, top, right, bottom }: Bounds): Box => {
    const [w, h] = [sidesOf(left, right, width), sidesOf(top, bottom, height)];
    const [x, y] = [(left + right - w) / 2, (top + bottom - h) / 2];
    return [within(x, width - w), within(y, height - h), w, h];
  };
  const costOf = ({ left, top, right, bottom }: Bounds): number =>
    sidesOf(left, right, width) * sidesOf(top, bottom, height) + RUN;
  const kept: { readonly bounds: Bounds; readonly cost: number }[] = [];
  for (const bounds of gathered.values()) {
    let cost = costOf(bounds);
    // Joins two as long as one run over both costs no more than two; what has grown may reach others.
    for (let at = 0; at < kept.length; at++) {
      const other = kept[at].bounds;
      const w = sidesOf(Math.min(bounds.left, other.left), Math.max(bounds.right, other.right), width);
      const h = sidesOf(Math.min(bounds.top, other.top), Math.max(bounds.bottom, other.bottom), height);
      const both = w * h + RUN;
      if (w > most || h > most || w * h > area || both > kept[at].cost + cost) continue;
      grow(bounds, other.left, other.top, other.right, other.bottom);
      cost = both;
      kept.splice(at, 1);
      at = -1;
    }
    kept.push({ bounds, cost });
  }
  return kept.map(({ bounds }) => boxOf(bounds));
}

/** Made larger as places are gathered: a photo has thousands of them. */
interface Bounds {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

function grow(bounds: Bounds, left: number, top: number, right: number, bottom: number): void {
  bounds.left = Math.min(bounds.left, left);
  bounds.top = Math.min(bounds.top, top);
  bounds.right = Math.max(bounds.right, right);
  bounds.bottom = Math.max(bounds.bottom, bottom);
}

const within = (value: number, most: number): number =>
  Math.max(0, Math.min(Math.round(value), Math.floor(most)));
