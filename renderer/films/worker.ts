// Decodes one film in a thread of the page, by mediabunny's demuxers and the browser's WebCodecs: every frame is compared with
// the one before, and the chosen ones go out as JPEG, one at a time. What is held: the demuxer's cache, the decoder's few
// frames, and one canvas.
import { createBirpc } from 'birpc';
import {
  CustomSource,
  Input,
  MATROSKA,
  MP4,
  QTFF,
  VideoSampleSink,
  WEBM,
  type VideoSample,
} from 'mediabunny';
import { FilmScenes, LONGEST_SIDE, MOST_FRAMES } from '../../models/films/scenes.ts';
import type { DecodedFrame, FilmEnd } from '../../preload/window/films.ts';

/** What the page gives its worker. */
export interface PageCalls {
  read(start: number, end: number): Promise<Uint8Array>;
  /** Answers, once there is room for it, with whether more are wanted. */
  frame(frame: DecodedFrame): Promise<boolean>;
}

export interface WorkerCalls {
  /** @param bytes of the whole film */
  decode(bytes: number): Promise<FilmEnd>;
}

/** Bytes that are kept of the film. */
const CACHE = 32_000_000;
const QUALITY = 0.92;
/** Luma is compared at so many places of a frame, evenly. */
const PLACES = 20_000;

const page = createBirpc<PageCalls, WorkerCalls>(
  { decode },
  {
    post: (data) => self.postMessage(data),
    on: (heard) => self.addEventListener('message', ({ data }) => heard(data)),
    // The import takes its time.
    timeout: -1,
  },
);

async function decode(bytes: number): Promise<FilmEnd> {
  const source = new CustomSource({
    getSize: () => bytes,
    read: (start, end) => page.read(start, end),
    maxCacheSize: CACHE,
    prefetchProfile: 'network',
    // Whoever needs these bytes hears of it.
    handleUnhandledError: () => undefined,
  });
  const input = new Input({ source, formats: [MP4, QTFF, MATROSKA, WEBM] });
  try {
    if (!(await input.canRead())) return { kind: 'unknown-format' };
    const track = await input.getPrimaryVideoTrack();
    if (track === null) return { kind: 'no-pictures' };
    if (!(await track.canDecode())) {
      return { kind: 'unknown-codec', codec: await track.getCodec() };
    }
    return await choose(new VideoSampleSink(track));
  } catch (error) {
    return { kind: 'damaged', what: (error instanceof Error ? error.message : String(error)).slice(0, 500) };
  } finally {
    input.dispose();
  }
}

async function choose(sink: VideoSampleSink): Promise<FilmEnd> {
  const scenes = new FilmScenes();
  const eye = new Eye();
  let sent = 0;
  for await (const sample of sink.samples()) {
    try {
      const seconds = Math.max(0, sample.timestamp);
      const { chosen, newScene } = scenes.see(seconds, await eye.luma(sample));
      if (!chosen) continue;
      const jpeg = await eye.jpeg(sample);
      if (!(await page.frame({ seconds, newScene, jpeg })) || ++sent >= MOST_FRAMES) break;
    } finally {
      sample.close();
    }
  }
  return { kind: 'done' };
}

/** Reads pixels of frames. */
class Eye {
  #buffer = new Uint8Array(0);
  readonly #canvas = new OffscreenCanvas(1, 1);

  /** The luma of some of the frame's pixels; always of the same ones, for frames of one size. */
  async luma(sample: VideoSample): Promise<Uint8Array> {
    const { format, codedWidth, codedHeight } = sample;
    const step = Math.max(1, Math.round(Math.sqrt((codedWidth * codedHeight) / PLACES)));
    // These begin with a plane of 8-bit luma.
    if (format !== null && /^(I4\d\dA?|NV12)$/.test(format)) {
      const size = sample.allocationSize();
      if (this.#buffer.length !== size) this.#buffer = new Uint8Array(size);
      const [plane] = await sample.copyTo(this.#buffer);
      if (plane !== undefined)
        return pick(this.#buffer, plane.offset, plane.stride, 1, step, codedWidth, codedHeight);
    }
    const [width, height] = [Math.ceil(codedWidth / step), Math.ceil(codedHeight / step)];
    const { data } = this.#draw(sample, width, height).getImageData(0, 0, width, height);
    // Green is most of it.
    return pick(data, 1, 4 * width, 4, 1, width, height);
  }

  async jpeg(sample: VideoSample): Promise<Uint8Array> {
    const { displayWidth, displayHeight } = sample;
    const scale = Math.min(1, LONGEST_SIDE / Math.max(displayWidth, displayHeight));
    this.#draw(sample, Math.round(displayWidth * scale), Math.round(displayHeight * scale));
    const blob = await this.#canvas.convertToBlob({ type: 'image/jpeg', quality: QUALITY });
    return new Uint8Array(await blob.arrayBuffer());
  }

  #draw(sample: VideoSample, width: number, height: number): OffscreenCanvasRenderingContext2D {
    this.#canvas.width = Math.max(1, width);
    this.#canvas.height = Math.max(1, height);
    const context = this.#canvas.getContext('2d', { willReadFrequently: true });
    if (context === null) throw new Error('the browser draws no pictures');
    sample.draw(context, 0, 0, this.#canvas.width, this.#canvas.height);
    return context;
  }
}

/** Every `step`th pixel of every `step`th row. */
function pick(
  bytes: Uint8Array | Uint8ClampedArray,
  offset: number,
  stride: number,
  pixel: number,
  step: number,
  width: number,
  height: number,
): Uint8Array {
  const picked = new Uint8Array(Math.ceil(width / step) * Math.ceil(height / step));
  let to = 0;
  for (let y = 0; y < height; y += step) {
    for (let x = 0; x < width; x += step) picked[to++] = bytes[offset + y * stride + x * pixel] ?? 0;
  }
  return picked;
}
