// JPEG XL, by libjxl.
import type { Decode } from '../pixels.ts';
import { packagedBytes, packagedModule, quiet } from './packages.ts';

/** What libjxl gives: a browser's `ImageData`, which Node has not. */
interface Image {
  readonly data: Uint8ClampedArray;
  readonly width: number;
  readonly height: number;
}

interface Libjxl {
  decode(bytes: Uint8Array): Image | null;
}

export async function openJxl(): Promise<Decode> {
  Object.assign(globalThis, {
    ImageData: class implements Image {
      readonly data: Uint8ClampedArray;
      readonly width: number;
      readonly height: number;
      constructor(data: Uint8ClampedArray, width: number, height: number) {
        this.data = data;
        this.width = width;
        this.height = height;
      }
    },
  });
  const { default: make } = (await packagedModule('@jsquash/jxl/codec/dec/jxl_dec.js')) as {
    readonly default: (options: object) => Promise<Libjxl>;
  };
  const jxl = await make({
    ...quiet,
    noInitialRun: true,
    instantiateWasm(imports: WebAssembly.Imports, done: (instance: WebAssembly.Instance) => void) {
      const program = new WebAssembly.Module(packagedBytes('@jsquash/jxl/codec/dec/jxl_dec.wasm'));
      const instance = new WebAssembly.Instance(program, imports);
      done(instance);
      return instance.exports;
    },
  });
  return (bytes) => {
    const image = jxl.decode(bytes);
    if (image === null) throw new Error('its image data is damaged');
    const { width, height, data } = image;
    return {
      ...{ width, height, channels: 4 as const },
      data: new Uint8Array(data.buffer, data.byteOffset, data.byteLength),
    };
  };
}
