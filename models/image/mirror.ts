// A picture as a mirror shows it, and one that lies on its side.
import type { RgbImage } from './geometry.ts';

export function mirror({ data, width, height }: RgbImage): RgbImage {
  const turned = new Uint8Array(data.length);
  for (let y = 0; y < height; y++) {
    let from = (y + 1) * width * 3;
    for (let to = y * width * 3; to < (y + 1) * width * 3; to += 3) {
      from -= 3;
      turned[to] = data[from];
      turned[to + 1] = data[from + 1];
      turned[to + 2] = data[from + 2];
    }
  }
  return { data: turned, width, height };
}

/** A square picture whose pixel (x, y) is the other one's (side - 1 - y, x): a quarter turn counter-clockwise. */
export function quarterTurn({ data, width: side, height }: RgbImage): RgbImage {
  if (side !== height) throw new Error(`a picture of ${side} x ${height} pixels is not square`);
  const turned = new Uint8Array(data.length);
  for (let y = 0, to = 0; y < side; y++)
    for (let x = 0; x < side; x++, to += 3) {
      const from = (x * side + side - 1 - y) * 3;
      turned[to] = data[from];
      turned[to + 1] = data[from + 1];
      turned[to + 2] = data[from + 2];
    }
  return { data: turned, width: side, height: side };
}
