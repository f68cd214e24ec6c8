// Camera frames in the engine's process: each comes in on a port from the page, and what is found in it goes out on
// another to the application, so that no pixel passes through the application's main process.
import { failed, success, type Result } from '../../models/failure.ts';
import { rgbOfPlanes } from '../../models/image/planes.ts';
import type { PhotoFaces, PhotoSource } from './engine.ts';
import type { InstalledDetector, InstalledEncoder, InstalledQuality, PhotoRequest } from './protocol.ts';

/** What frames are put through. Without an encoder faces are found, not named. */
export interface CameraModels {
  readonly detector: InstalledDetector;
  readonly encoder?: InstalledEncoder;
  readonly quality?: InstalledQuality;
}

/** A port as Electron's utility process has it. */
export interface CameraPort {
  on(event: 'message', listener: (event: { readonly data: unknown }) => void): void;
  on(event: 'close', listener: () => void): void;
  postMessage(message: unknown): void;
  start(): void;
  close(): void;
}

/** Where what is found in frames goes. */
export type FoundPort = Pick<CameraPort, 'postMessage' | 'start' | 'close'>;

type FindFaces = (request: PhotoRequest) => Promise<Result<PhotoFaces>>;

/** A frame as the contract's `CameraFrame`: the page is not trusted. */
interface Frame {
  readonly kind: 'planes' | 'jpeg';
  readonly format: 'I420' | 'NV12';
  readonly width: number;
  readonly height: number;
  readonly fullRange: boolean;
  /** Bytes where they came with a message, else a buffer of their own. */
  readonly data: ArrayBuffer | Uint8Array;
}

/** Larger frames than this come from no camera. */
const LARGEST_SIDE = 8192;
/** Bytes of a frame that is a JPEG, and of any that comes through the web page's socket. */
export const LARGEST_FRAME = 16e6;
/** Frames under way: a page sends the next one shortly before the last one's answer, and no more. */
const AT_ONCE = 2;

/** Frames are analysed one after the other, in their order. */
export function serveCamera(
  frames: CameraPort,
  found: FoundPort,
  models: CameraModels,
  findFaces: FindFaces,
): void {
  let pendingWork = 0;
  let last: Promise<unknown> = Promise.resolve();
  /** Of the frame before, which has been answered: megabytes that are new are touched, counted and collected for each frame. */
  let pixels: Uint8Array | undefined;
  frames.on('message', ({ data }) => {
    if (pendingWork >= AT_ONCE) {
      found.postMessage(
        failed('busy', 'The camera sends frames faster than they are analysed.', 'Start the camera again.'),
      );
      return;
    }
    pendingWork++;
    last = last
      .then(() => {
        const source = readFrame(data, pixels);
        if (source.ok && source.value.kind === 'pixels') pixels = source.value.image.data;
        return source.ok ? findFaces({ source: source.value, ...models }) : source;
      })
      // A frame is not worth the process: the next one comes in a moment.
      .catch(() =>
        failed('engine-died', 'A frame of the camera could not be analysed.', 'Point the camera elsewhere.'),
      )
      .then((result) => {
        pendingWork--;
        found.postMessage(result);
      });
  });
  frames.on('close', () => {
    found.close();
  });
  frames.start();
  found.start();
}

/** A frame as a page sent it: it may be anything. @param into pixels whose memory it may take over */
function readFrame(frame: unknown, into?: Uint8Array): Result<PhotoSource> {
  const source = sourceOf(frame as Partial<Frame> | null, into);
  if (source !== null) return success(source);
  return failed(
    'bad-arguments',
    'The camera sent something that is not a picture.',
    'Choose another camera.',
  );
}

function sourceOf(frame: Partial<Frame> | null, into: Uint8Array | undefined): PhotoSource | null {
  const { kind, format, width, height, fullRange, data } = frame ?? {};
  if (!(data instanceof ArrayBuffer || data instanceof Uint8Array)) return null;
  const bytes = new Uint8Array(data);
  if (kind === 'jpeg')
    return bytes.length > LARGEST_FRAME ? null : { kind: 'bytes', bytes, name: 'camera', live: true };
  if (kind !== 'planes' || (format !== 'I420' && format !== 'NV12')) return null;
  if (!isSide(width) || !isSide(height) || bytes.length < planesLength(width, height)) return null;
  return {
    kind: 'pixels',
    image: rgbOfPlanes({ format, width, height, fullRange: fullRange === true, data: bytes }, into),
  };
}

/** Bytes of luma and of the two chroma planes, whose sides are halved and rounded up. */
const planesLength = (width: number, height: number): number =>
  width * height + 2 * Math.ceil(width / 2) * Math.ceil(height / 2);

const isSide = (side: unknown): side is number =>
  typeof side === 'number' && Number.isInteger(side) && side > 0 && side <= LARGEST_SIDE;
