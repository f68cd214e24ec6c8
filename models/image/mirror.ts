// A picture as a mirror shows it.
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
