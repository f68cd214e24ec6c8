// HEIC, by libheif. Its WebAssembly is a file of its own, so that everybody may put another build in its place.
import type { Decode } from '../pixels.ts';
import { packaged, packagedBytes, quiet } from './packages.ts';

interface Image {
  is_primary?(): boolean;
  get_width(): number;
  get_height(): number;
  display(
    target: { readonly data: Uint8ClampedArray; readonly width: number; readonly height: number },
    done: (drawn: { readonly data: Uint8ClampedArray } | null) => void,
  ): void;
  free(): void;
}

interface Libheif {
  readonly ready: Promise<unknown>;
  readonly HeifDecoder: new () => {
    decode(bytes: Uint8Array): Image[];
    readonly decoder?: { delete?(): void };
  };
}

export async function openHeif(): Promise<Decode> {
  const make = packaged('libheif-js/libheif-wasm/libheif.js') as (options: object) => Libheif;
  const heif = make({ ...quiet, wasmBinary: packagedBytes('libheif-js/libheif-wasm/libheif.wasm') });
  await heif.ready;
  return async (bytes, sizeOnly) => {
    const decoder = new heif.HeifDecoder();
    const images = decoder.decode(bytes);
    try {
      // The primary image; the others are thumbnails, depth and the like, or a burst.
      const image = images.find((each) => each.is_primary?.()) ?? images[0];
      if (image === undefined) throw new Error('there is no image in it');
      const [width, height] = [image.get_width(), image.get_height()];
      if (sizeOnly) return { width, height, channels: 4 };
      const target = { data: new Uint8ClampedArray(width * height * 4), width, height };
      const drawn = await new Promise<{ readonly data: Uint8ClampedArray } | null>((settle) => {
        image.display(target, settle);
      });
      if (drawn === null) throw new Error('its image data is damaged');
      return { width, height, channels: 4, data: new Uint8Array(drawn.data.buffer) };
    } finally {
      for (const each of images) each.free();
      decoder.decoder?.delete?.();
    }
  };
}
