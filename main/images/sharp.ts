// Which build of sharp decodes here: in Electron on Linux the WebAssembly one, everywhere else the native one.
//
// The native build brings its own GLib, which clashes with Electron's: warnings with every photo, memory that is never
// given back, crashes (https://github.com/lovell/sharp/issues/4522). Sharp itself falls back to WebAssembly only where
// its native build cannot be loaded, so there the WebAssembly one is put in the native one's place.
import { createRequire } from 'node:module';
import type sharpFunction from 'sharp';

const load = createRequire(import.meta.url);

if (process.platform === 'linux' && process.versions['electron'] !== undefined) {
  const fromSharp = createRequire(load.resolve('sharp'));
  const musl = !('glibcVersionRuntime' in (process.report.getReport() as { header: object }).header);
  const native = fromSharp.resolve(`@img/sharp-linux${musl ? 'musl' : ''}-${process.arch}/sharp.node`);
  load.cache[native] = moduleOf(native, fromSharp('@img/sharp-wasm32/sharp.node'));
}

export const sharp = load('sharp') as typeof sharpFunction;

/** Bytes that can be sent to another process: the WebAssembly build hands out views of its shared memory. */
export const owned = (bytes: Uint8Array): Uint8Array =>
  bytes.buffer instanceof SharedArrayBuffer ? new Uint8Array(bytes) : bytes;

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
