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
  const black = fullRange ? 0 : 16;
  const [luma, rv, gu, gv, bu] = fullRange
    ? [65536, 91881, 22554, 46802, 116130]
    : [76309, 104597, 25675, 53279, 132201];
  const rgb = new Uint8ClampedArray(width * height * 3);
  let at = 0;
  for (let y = 0; y < height; y++) {
    const row = (y >> 1) * chromaWidth;
    for (let x = 0; x < width; x++) {
      const pixel = (row + (x >> 1)) * step;
      const light = ((data[y * width + x] ?? 0) - black) * luma + 32768;
      const u = (data[uStart + pixel] ?? 0) - 128;
      const v = (data[vStart + pixel] ?? 0) - 128;
      rgb[at++] = (light + rv * v) >> 16;
      rgb[at++] = (light - gu * u - gv * v) >> 16;
      rgb[at++] = (light + bu * u) >> 16;
    }
  }
  return { data: new Uint8Array(rgb.buffer), width, height };
}
