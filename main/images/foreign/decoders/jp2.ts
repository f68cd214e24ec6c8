// JPEG 2000, by OpenJPEG.
import type { Decode, Pixels } from '../pixels.ts';
import { packaged, packagedBytes, quiet } from './packages.ts';

interface Openjpeg {
  readonly J2KDecoder: new () => {
    getEncodedBuffer(length: number): Uint8Array;
    decode(): void;
    getFrameInfo(): {
      readonly width: number;
      readonly height: number;
      readonly componentCount: Pixels['channels'];
      readonly bitsPerSample: number;
    };
    getDecodedBuffer(): Uint8Array;
    delete(): void;
  };
}

export async function openJp2(): Promise<Decode> {
  const make = packaged('@cornerstonejs/codec-openjpeg/decodewasmjs') as (
    options: object,
  ) => Promise<Openjpeg>;
  const jp2 = await make({
    ...quiet,
    wasmBinary: packagedBytes('@cornerstonejs/codec-openjpeg/decodewasm'),
  });
  return (bytes) => {
    const decoder = new jp2.J2KDecoder();
    try {
      decoder.getEncodedBuffer(bytes.length).set(bytes);
      decoder.decode();
      const { width, height, componentCount: channels, bitsPerSample: bits } = decoder.getFrameInfo();
      const decoded = decoder.getDecodedBuffer();
      const samples = width * height * channels;
      if (samples === 0 || decoded.length < samples) throw new Error('its image data is damaged');
      if (bits <= 8) {
        const data = Uint8Array.from(decoded.subarray(0, samples), (value) => value << (8 - bits));
        return { width, height, channels, data };
      }
      const wide = new Uint16Array(decoded.slice(0, 2 * samples).buffer);
      return { width, height, channels, data: wide.map((value) => value << (16 - bits)) };
    } finally {
      decoder.delete();
    }
  };
}
