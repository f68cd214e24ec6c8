// Which build of sharp decodes here: in Electron on Linux the WebAssembly one, everywhere else the native one.
//
// The native build brings its own GLib, which clashes with Electron's: warnings with every photo, memory that is never
// given back, crashes (https://github.com/lovell/sharp/issues/4522). Sharp itself falls back to WebAssembly only where
// its native build cannot be loaded, so there the WebAssembly one is put in the native one's place.
import { createRequire } from 'node:module';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type sharpFunction from 'sharp';
import type { Sharp, SharpOptions } from 'sharp';

const load = createRequire(import.meta.url);

// Photos come from anybody, and each decoder is one more that they can attack: what no camera writes is not decoded.
// SVG is, as labels are drawn with it; photos that are SVG are refused before (decode.ts).
const FORMATS = ['Jpeg', 'Png', 'Webp', 'Tiff', 'Nsgif', 'Heif', 'Svg'];

let opened: typeof sharpFunction | null = null;

/** With the first image: a window that starts would wait for its WebAssembly longer than for all other modules. */
function open(): typeof sharpFunction {
  if (opened !== null) return opened;
  if (process.platform === 'linux' && process.versions['electron'] !== undefined) {
    const fromSharp = createRequire(load.resolve('sharp'));
    const musl = !('glibcVersionRuntime' in (process.report.getReport() as { header: object }).header);
    const native = fromSharp.resolve(`@img/sharp-linux${musl ? 'musl' : ''}-${process.arch}/sharp.node`);
    load.cache[native] = moduleOf(native, fromSharp('@img/sharp-wasm32/sharp.node'));
  }
  const library = load('sharp') as typeof sharpFunction;
  library.block({ operation: ['VipsForeignLoad'] });
  library.unblock({ operation: FORMATS.map((format) => `VipsForeignLoad${format}`) });
  // Photos are decoded side by side, a thread each: that beats many threads a photo, and no photo comes twice.
  library.concurrency(1);
  library.cache(false);
  return (opened = library);
}

/** As sharp's own function. */
interface OpenImage {
  (...given: Parameters<typeof sharpFunction>): Sharp;
  (options: SharpOptions): Sharp;
}

export const sharp: OpenImage = (...given: readonly unknown[]) =>
  open()(...(given as Parameters<typeof sharpFunction>));

/** Whether its build draws text. */
export const hasPango = (): boolean => open().versions.pango !== undefined;

/** Bytes of WebAssembly's memory that wait for the garbage collector before it is asked to come. */
const WASTE = 100e6;
let waste = 0;

/**
 * What sharp gave, as memory of our own: the WebAssembly build hands out views of its shared memory, which cannot be
 * sent to another process, and which it takes back only when the collector finds them. The collector does not know how
 * large they are and would come when there is no memory left, so it is called.
 */
export function owned(bytes: Uint8Array): Uint8Array {
  if (!(bytes.buffer instanceof SharedArrayBuffer)) return bytes;
  waste += bytes.byteLength;
  if (waste > WASTE) {
    waste = 0;
    // After this turn, when nobody holds the view.
    setImmediate(collectGarbage);
  }
  return new Uint8Array(bytes);
}

let collect: (() => void) | null = null;

function collectGarbage(): void {
  if (collect === null) {
    setFlagsFromString('--expose-gc');
    collect = runInNewContext('gc') as () => void;
  }
  collect();
}

function moduleOf(id: string, exports: unknown): NodeJS.Module {
  return {
    id,
    filename: id,
    path: '',
    exports,
    loaded: true,
    children: [],
    paths: [],
    parent: null,
    isPreloading: false,
    require: load,
  };
}
