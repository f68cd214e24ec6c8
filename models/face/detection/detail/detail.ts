// Where in a picture a face of the smallest size could be: eyes and mouth are darker than the skin around them, so that a
// face of 12 pixels has contrast and edges. Sky, walls, blur and most cloth have less.
//
// [Note: detail] Of the faces in 450 photos of LFW at 12 pixels 199 in 200 have a standard deviation of 17.5 grey levels and
// more, and steps between neighbours that sum up to 18 a pixel; in six group photos an eighth to a third of all places have
// 14 and 12. Where it is dark, or the whole photo pale, less is enough.
import type { RgbImage } from '../../../image/geometry.ts';
import { cellsOf, STATISTICS } from './cells.ts';

/** Grey levels. */
const CONTRAST = 14;
const EDGES = 12;
/** What the dark asks for: so much, and this share of the mean. */
const DARK = { least: 3, share: 0.09 } as const;
/** Standard deviation, in grey levels, of a photo that is not pale. */
const USUAL_CONTRAST = 45;

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
