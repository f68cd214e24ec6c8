// A thread of its own for decoders that sharp has not: they are WebAssembly, block the thread they run in, and may be led
// astray by a file. Whatever one of them does, its thread is ended in time and the next photo gets a new one.
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import { DECODING_SECONDS } from '../limits.ts';
import type { ForeignKind } from './kind.ts';

/** Pixels as a decoder gives them: 1 to 4 channels, 8 or 16 bits each, upright. */
export interface Pixels {
  readonly width: number;
  readonly height: number;
  readonly channels: 1 | 2 | 3 | 4;
  readonly data: Uint8Array | Uint16Array;
}

/** What the thread answers; `size` has no data. */
type Answer = Omit<Pixels, 'data'> & { readonly data?: Pixels['data'] };

/** Pixels after which a thread is ended: WebAssembly never gives memory back. */
const LARGE = 24_000_000;

const resolve = createRequire(import.meta.url).resolve;

/** Where the decoders lie. libheif is a file of its own, so that everybody may put another build in its place. */
const places = () => ({
  heif: resolve('libheif-js/libheif-wasm/libheif.js'),
  heifWasm: resolve('libheif-js/libheif-wasm/libheif.wasm'),
  jxl: pathToFileURL(resolve('@jsquash/jxl/codec/dec/jxl_dec.js')).href,
  jxlWasm: resolve('@jsquash/jxl/codec/dec/jxl_dec.wasm'),
  jp2: resolve('@cornerstonejs/codec-openjpeg/decodewasmjs'),
  jp2Wasm: resolve('@cornerstonejs/codec-openjpeg/decodewasm'),
  bmp: resolve('bmp-ts'),
});

/**
 * The thread's program. As text: it loads nothing of Facet's, and starts the same from sources, from a bundle and from an
 * archive. Each decoder is loaded when the first photo of its kind comes.
 */
const PROGRAM = `
const { parentPort, workerData: places } = require('node:worker_threads');
const { readFileSync } = require('node:fs');
const quiet = { print() {}, printErr() {} };

const load = {
  async heif() {
    const heif = require(places.heif)({ ...quiet, wasmBinary: readFileSync(places.heifWasm) });
    await heif.ready;
    return async (bytes, sizeOnly) => {
      const decoder = new heif.HeifDecoder();
      const images = decoder.decode(bytes);
      try {
        // The primary image; the others are thumbnails, depth and the like, or a burst.
        const image = images.find((each) => each.is_primary?.()) ?? images[0];
        if (image === undefined) throw new Error('there is no image in it');
        const width = image.get_width();
        const height = image.get_height();
        if (sizeOnly) return { width, height, channels: 4 };
        const target = { data: new Uint8ClampedArray(width * height * 4), width, height };
        const done = await new Promise((settle) => image.display(target, settle));
        if (!done) throw new Error('its image data is damaged');
        return { width, height, channels: 4, data: new Uint8Array(done.data.buffer) };
      } finally {
        for (const each of images) each.free();
        decoder.decoder?.delete?.();
      }
    };
  },
  async jxl() {
    globalThis.ImageData = class { constructor(data, width, height) { Object.assign(this, { data, width, height }); } };
    const { default: make } = await import(places.jxl);
    const jxl = await make({
      ...quiet,
      noInitialRun: true,
      instantiateWasm(imports, done) {
        const instance = new WebAssembly.Instance(new WebAssembly.Module(readFileSync(places.jxlWasm)), imports);
        done(instance);
        return instance.exports;
      },
    });
    return (bytes) => {
      const image = jxl.decode(bytes);
      if (image === null) throw new Error('its image data is damaged');
      const { width, height, data } = image;
      return { width, height, channels: 4, data: new Uint8Array(data.buffer, data.byteOffset, data.byteLength) };
    };
  },
  async jp2() {
    const jp2 = await require(places.jp2)({ ...quiet, wasmBinary: readFileSync(places.jp2Wasm) });
    return (bytes) => {
      const decoder = new jp2.J2KDecoder();
      try {
        decoder.getEncodedBuffer(bytes.length).set(bytes);
        decoder.decode();
        const { width, height, componentCount: channels, bitsPerSample: bits } = decoder.getFrameInfo();
        const decoded = decoder.getDecodedBuffer();
        const samples = width * height * channels;
        if (samples === 0 || decoded.length < samples) throw new Error('its image data is damaged');
        if (bits <= 8) return { width, height, channels, data: Uint8Array.from(decoded.subarray(0, samples), (x) => x << (8 - bits)) };
        const wide = new Uint16Array(decoded.slice(0, 2 * samples).buffer);
        return { width, height, channels, data: wide.map((x) => x << (16 - bits)) };
      } finally {
        decoder.delete();
      }
    };
  },
  async bmp() {
    const { decode } = require(places.bmp);
    return (bytes) => {
      const { width, height, data } = decode(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), { toRGBA: true });
      const pixels = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
      // Few programs write transparency that is meant: where nothing would be seen, all is.
      let seen = false;
      for (let at = 3; at < pixels.length && !seen; at += 4) seen = pixels[at] !== 0;
      if (!seen) for (let at = 3; at < pixels.length; at += 4) pixels[at] = 255;
      return { width, height, channels: 4, data: pixels };
    };
  },
  async pnm() {
    // Netpbm's formats: a header of words, then samples as text (P1 to P3) or as bytes (P4 to P7).
    return (bytes) => {
      let at = 2;
      const type = bytes[1] - 48;
      const word = () => {
        for (;;) {
          while (at < bytes.length && bytes[at] <= 32) at++;
          if (bytes[at] !== 35) break;
          while (at < bytes.length && bytes[at] !== 10) at++;
        }
        let text = '';
        while (at < bytes.length && bytes[at] > 32 && text.length < 20) text += String.fromCharCode(bytes[at++]);
        return text;
      };
      const facts = { WIDTH: 0, HEIGHT: 0, DEPTH: type % 3 === 0 ? 3 : 1, MAXVAL: 1 };
      if (type === 7) for (let name = word(); name !== 'ENDHDR' && name !== ''; name = word()) facts[name] = Number(word()) || 0;
      else {
        facts.WIDTH = Number(word());
        facts.HEIGHT = Number(word());
        if (type % 3 !== 1) facts.MAXVAL = Number(word());
      }
      at++;
      const { WIDTH: width, HEIGHT: height, DEPTH: channels, MAXVAL: most } = facts;
      const samples = width * height * channels;
      if (!(samples > 0 && channels <= 4 && most > 0 && most < 65536)) throw new Error('its header is damaged');
      const data = new Uint8Array(samples);
      const wide = most > 255;
      const rows = type === 4 ? Math.ceil(width / 8) * height : wide ? 2 * samples : samples;
      if (type > 3 && bytes.length - at < rows) throw new Error('it ends too early');
      if (type <= 3) at--;
      for (let i = 0; i < samples; i++) {
        if (type === 1) {
          while (at < bytes.length && bytes[at] !== 48 && bytes[at] !== 49) at++;
          data[i] = bytes[at++] === 49 ? 0 : 255;
        } else if (type <= 3) {
          const text = word();
          if (text === '') throw new Error('it ends too early');
          data[i] = (255 * Number(text)) / most;
        } else if (type === 4) {
          const row = Math.floor(i / width);
          const x = i - row * width;
          data[i] = (bytes[at + row * Math.ceil(width / 8) + (x >> 3)] >> (7 - (x & 7))) & 1 ? 0 : 255;
        } else data[i] = (255 * (wide ? bytes[at + 2 * i] * 256 + bytes[at + 2 * i + 1] : bytes[at + i])) / most;
      }
      return { width, height, channels, data };
    };
  },
};

const ready = {};
parentPort.on('message', async ({ kind, bytes, sizeOnly }) => {
  try {
    const decode = await (ready[kind] ??= load[kind]());
    const value = await decode(bytes, sizeOnly);
    parentPort.postMessage({ value }, value.data === undefined ? [] : [value.data.buffer]);
  } catch (error) {
    parentPort.postMessage({ error: String(error?.message ?? error).slice(0, 300) });
  }
});
`;

/** The decoder could not read the photo, or did not end in time. */
export class ForeignFailure extends Error {}

let worker: Worker | null = null;
/** One photo at a time: each takes all that the decoders have. */
let turn: Promise<unknown> = Promise.resolve();

export function decodeForeign(kind: ForeignKind, bytes: Uint8Array): Promise<Pixels> {
  return ask(kind, bytes, false) as Promise<Pixels>;
}

/** Of an upright HEIC photo: its file says the size before it is turned, mirrored and cropped. */
export const heifSize = (bytes: Uint8Array): Promise<Answer> => ask('heif', bytes, true);

function ask(kind: ForeignKind, bytes: Uint8Array, sizeOnly: boolean): Promise<Answer> {
  const answer = turn.then(() => once(kind, bytes, sizeOnly));
  turn = answer.catch(() => undefined);
  return answer;
}

async function once(kind: ForeignKind, bytes: Uint8Array, sizeOnly: boolean): Promise<Answer> {
  const thread = (worker ??= start());
  thread.ref();
  try {
    const answer = await new Promise<Answer>((settle, refuse) => {
      const timer = setTimeout(() => {
        finish();
        refuse(new ForeignFailure('timeout'));
        void end(thread);
      }, DECODING_SECONDS * 1000);
      const answered = (said: { readonly value?: Answer; readonly error?: string }): void => {
        finish();
        if (said.value !== undefined) settle(said.value);
        else refuse(new ForeignFailure(said.error ?? 'it is damaged'));
      };
      const died = (error?: unknown): void => {
        finish();
        refuse(new ForeignFailure(error instanceof Error ? error.message : 'its decoder ended'));
        void end(thread);
      };
      const finish = (): void => {
        clearTimeout(timer);
        thread.off('message', answered).off('error', died).off('exit', died);
      };
      thread.on('message', answered).on('error', died).on('exit', died);
      thread.postMessage({ kind, bytes, sizeOnly });
    });
    if (answer.width * answer.height > LARGE) await end(thread);
    return answer;
  } catch (error) {
    // After an abort WebAssembly's memory is not to be trusted.
    await end(thread);
    throw error;
  } finally {
    thread.unref();
  }
}

async function end(thread: Worker): Promise<void> {
  if (worker === thread) worker = null;
  await thread.terminate();
}

function start(): Worker {
  const thread = new Worker(PROGRAM, { eval: true, workerData: places(), stdout: true, stderr: true });
  // Between two photos nobody listens: the next one starts another.
  thread.on('error', () => void end(thread));
  return thread;
}
