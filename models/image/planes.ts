// Camera frames from the planes that browsers hold them in to RGB.
import { kernel } from '../kernel.ts';
import type { RgbImage } from './geometry.ts';

export interface Planes {
  /** I420: luma, then U and V at half size, one after the other; NV12: U and V interleaved. */
  readonly format: 'I420' | 'NV12';
  readonly width: number;
  readonly height: number;
  /** 0-255 luma, as webcams' MJPEG has it; else 16-235. */
  readonly fullRange: boolean;
  readonly data: Uint8Array;
}

/** What `planes.wat` assembles to, in base64. */
export const KERNEL =
  'AGFzbQEAAAABDQFgCX9/f39/f39/fwADAgEABQMBAAEHFAIGbWVtb3J5AgAHY29udmVydAAACsIDAb8DAgN/DXtBgCAhCkGAgAEhC/0MAP8A/wH/Af8C/w' +
  'L/A/8D//0MAP8A/wL/Av8E/wT/Bv8G/yACQQFGGyEMA0AgCf0CAwAhDSAK/V0DACAM/Q5BgAH9EP2RASEOIAH9XQMAIAz9DkGAAf0Q/ZEBIQ8gDf2nASAD' +
  '/RH9tQEgCP0R/a4BIRMgDf2oASAD/RH9tQEgCP0R/a4BIRYgDv2nASEUIA79qAEhFyAP/acBIRUgD/2oASEYIBMgFSAE/RH9tQH9rgFBEP2sASAWIBggBP' +
  '0R/bUB/a4BQRD9rAH9hQEhECATIBQgBf0R/bUB/bEBIBUgBv0R/bUB/bEBQRD9rAEgFiAXIAX9Ef21Af2xASAYIAb9Ef21Af2xAUEQ/awB/YUBIREgEyAU' +
  'IAf9Ef21Af2uAUEQ/awBIBYgFyAH/RH9tQH9rgFBEP2sAf2FASESIBAgEf1mIRAgEiAS/WYhEiALIBAgEv0NAAgQAQkRAgoSAwsTBAwUBf0LBAAgCyAQIB' +
  'L9DQ0VBg4WBw8XAAAAAAAAAAD9WwMQACALQRhqIQsgCiACQQRsaiEKIAEgAkEEbGohASAJQQhqIgkgAEkNAAsL';

const open = kernel<'convert'>(KERNEL);

/** Where the kernel has a row's luma, chroma and RGB, and how many pixels it takes at a time. */
const LUMA = 0;
const CHROMA = 0x1000;
const RGB = 0x4000;
const BLOCK = 4096;

/**
 * ITU-R BT.601, in 16-bit fixed point: what cameras send. Throws where the planes are shorter than width and height
 * say. Chroma is taken as it is, without interpolation: faces are scaled down afterwards anyway.
 *
 * @param into pixels of an image that is of no use any more: the new one takes their memory over where it has their size
 */
export function rgbOfPlanes({ format, width, height, fullRange, data }: Planes, into?: Uint8Array): RgbImage {
  const chromaWidth = (width + 1) >> 1;
  const chromaHeight = (height + 1) >> 1;
  const lumaSize = width * height;
  const chromaSize = chromaWidth * chromaHeight;
  if (data.length < lumaSize + 2 * chromaSize)
    throw new Error(`${format} ${width}x${height} has only ${data.length} bytes`);
  const [luma, rv, gu, gv, bu] = fullRange
    ? [65536, 91881, 22554, 46802, 116130]
    : [76309, 104597, 25675, 53279, 132201];
  // Black is 0 or 16; a half rounds.
  const offset = 32768 - (fullRange ? 0 : 16) * luma;
  const { memory, functions } = open();
  const bytes = new Uint8Array(memory.buffer);
  const rgb = into?.length === lumaSize * 3 ? into : new Uint8Array(lumaSize * 3);
  for (let left = 0; left < width; left += BLOCK) {
    const pixels = Math.min(BLOCK, width - left);
    const pairs = (pixels + 1) >> 1;
    for (let y = 0; y < height; y++) {
      const row = y * width + left;
      bytes.set(data.subarray(row, row + pixels), LUMA);
      const pair = (y >> 1) * chromaWidth + (left >> 1);
      if (format === 'NV12') {
        const from = lumaSize + 2 * pair;
        bytes.set(data.subarray(from, from + 2 * pairs), CHROMA);
        functions.convert(pixels, CHROMA + 1, 2, luma, rv, gu, gv, bu, offset);
      } else {
        const from = lumaSize + pair;
        bytes.set(data.subarray(from, from + pairs), CHROMA);
        bytes.set(data.subarray(from + chromaSize, from + chromaSize + pairs), CHROMA + BLOCK);
        functions.convert(pixels, CHROMA + BLOCK, 1, luma, rv, gu, gv, bu, offset);
      }
      rgb.set(bytes.subarray(RGB, RGB + 3 * pixels), 3 * row);
    }
  }
  return { data: rgb, width, height };
}
