// BMP, by bmp-ts.
import type { Decode } from '../pixels.ts';
import { packaged } from './packages.ts';

interface BmpTs {
  decode(
    bytes: Buffer,
    options: { readonly toRGBA: true },
  ): { readonly width: number; readonly height: number; readonly data: Uint8Array };
}

export function openBmp(): Decode {
  const bmp = packaged('bmp-ts') as BmpTs;
  return (bytes) => {
    const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const { width, height, data } = bmp.decode(file, { toRGBA: true });
    const pixels = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
    // Few programs write transparency that is meant: where nothing would be seen, all is.
    let seen = false;
    for (let at = 3; at < pixels.length && !seen; at += 4) seen = pixels[at] !== 0;
    if (!seen) for (let at = 3; at < pixels.length; at += 4) pixels[at] = 255;
    return { width, height, channels: 4, data: pixels };
  };
}
