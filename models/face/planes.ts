// Camera frames from the planes that browsers hold them in to RGB.
import type { RgbImage } from './face.ts';

export interface Planes {
  /** I420: luma, then U and V at half size, one after the other; NV12: U and V interleaved. */
  readonly format: 'I420' | 'NV12';
  readonly width: number;
  readonly height: number;
  /** 0-255 luma, as webcams' MJPEG has it; else 16-235. */
  readonly fullRange: boolean;
  readonly data: Uint8Array;
}

/**
 * ITU-R BT.601, in 16-bit fixed point: what cameras send. Throws where the planes are shorter than width and height
 * say. Chroma is taken as it is, without interpolation: faces are scaled down afterwards anyway.
 */
export function rgbOfPlanes({ format, width, height, fullRange, data }: Planes): RgbImage {
  const chromaWidth = (width + 1) >> 1;
  const chromaHeight = (height + 1) >> 1;
  const uStart = width * height;
  const chroma = chromaWidth * chromaHeight;
  if (data.length < uStart + 2 * chroma)
    throw new Error(`${format} ${width}x${height} has only ${data.length} bytes`);
  const step = format === 'NV12' ? 2 : 1;
  const vStart = format === 'NV12' ? uStart + 1 : uStart + chroma;
  const [luma, rv, gu, gv, bu] = fullRange
    ? [65536, 91881, 22554, 46802, 116130]
    : [76309, 104597, 25675, 53279, 132201];
  // Black is 0 or 16; a half rounds.
  const offset = 32768 - (fullRange ? 0 : 16) * luma;
  const rgb = new Uint8ClampedArray(width * height * 3);
  // Two rows at a time: four pixels share their chroma.
  for (let y = 0; y < height; y += 2) {
    let top = y * width;
    // The last row of an odd height is written twice.
    let bottom = y + 1 < height ? top + width : top;
    let pixel = (y >> 1) * chromaWidth * step;
    for (let x = 0; x < width; x += 2, pixel += step) {
      const u = data[uStart + pixel] - 128;
      const v = data[vStart + pixel] - 128;
      const red = rv * v + offset;
      const green = offset - gu * u - gv * v;
      const blue = bu * u + offset;
      write(rgb, top, data[top++] * luma, red, green, blue);
      write(rgb, bottom, data[bottom++] * luma, red, green, blue);
      if (x + 1 === width) break;
      write(rgb, top, data[top++] * luma, red, green, blue);
      write(rgb, bottom, data[bottom++] * luma, red, green, blue);
    }
  }
  return { data: new Uint8Array(rgb.buffer), width, height };
}

/** Small enough that it becomes part of its caller's loop. */
function write(
  rgb: Uint8ClampedArray,
  pixel: number,
  light: number,
  red: number,
  green: number,
  blue: number,
): void {
  const at = 3 * pixel;
  rgb[at] = (light + red) >> 16;
  rgb[at + 1] = (light + green) >> 16;
  rgb[at + 2] = (light + blue) >> 16;
}
