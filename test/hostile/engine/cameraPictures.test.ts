// Damaged pictures through the camera's path: from a page's port to the decoder, the networks and back. Each is answered,
// in time, by an engine that goes on. FACET_LONG=1 sends twenty thousand.
import { afterAll, expect, test } from 'vitest';
import sharp from 'sharp';
import { serveCamera, type CameraPort } from '../../../main/engine/camera.ts';
import type { InstalledDetector, InstalledEncoder } from '../../../main/engine/protocol.ts';
import { startEngine } from '../../../main/engine/client.ts';
import { builtInDetector, builtInEncoder, resolveModel } from '../../../main/registry/models.ts';
import { seededRandom, type Random } from '../../../models/random.ts';
import { groupPhoto } from '../../main/engine/support/start.ts';
import { valueOf } from '../../main/library/support/libraries.ts';
import { mostMemory } from '../support/mostMemory.ts';

const long = process.env['FACET_LONG'] === '1';
const COUNT = long ? 20_000 : 400;
/** Milliseconds for one answer. */
const LONGEST = 10_000;
const MOST_MEMORY = 1.5e9;

let deaths = 0;
const engine = startEngine({ resolveModel, onDeath: () => deaths++ });
afterAll(() => engine.close());

/** Two ends of a port within this process. */
function ports(): { readonly page: (frame: unknown) => void; readonly frames: CameraPort } {
  const listeners: ((event: { readonly data: unknown }) => void)[] = [];
  const frames: CameraPort = {
    on: (event: string, listener: (event: { readonly data: unknown }) => void) => {
      if (event === 'message') listeners.push(listener);
    },
    postMessage: () => undefined,
    start: () => undefined,
    close: () => undefined,
  };
  return { page: (data) => listeners.forEach((listener) => listener({ data })), frames };
}

interface Frame {
  readonly kind: 'jpeg' | 'planes';
  readonly [part: string]: unknown;
  readonly data: ArrayBuffer;
}

/** Whole pictures, to be damaged: of people, small and of each kind that a decoder knows. */
async function pictures(): Promise<readonly Frame[]> {
  const face = sharp(groupPhoto(1)).resize(320);
  const encoded = await Promise.all([
    face.clone().jpeg().toBuffer(),
    face.clone().jpeg({ progressive: true }).withMetadata({ orientation: 6 }).toBuffer(),
    face.clone().png().toBuffer(),
    face.clone().png({ progressive: true, palette: true }).toBuffer(),
    face.clone().webp().toBuffer(),
    face.clone().webp({ lossless: true }).toBuffer(),
    face.clone().gif().toBuffer(),
    face.clone().tiff().toBuffer(),
    face.clone().avif({ effort: 0 }).toBuffer(),
  ]);
  const whole = (bytes: Uint8Array): ArrayBuffer => new Uint8Array(bytes).buffer;
  const planes = (format: 'I420' | 'NV12', width: number, height: number): Frame => {
    const data = new ArrayBuffer(width * height + 2 * Math.ceil(width / 2) * Math.ceil(height / 2));
    return { kind: 'planes', format, width, height, fullRange: false, data };
  };
  return [
    ...encoded.map((bytes): Frame => ({ kind: 'jpeg', data: whole(bytes) })),
    planes('I420', 64, 48),
    planes('NV12', 63, 47),
  ];
}

/** Bytes overwritten, cut off, repeated, moved, zeroed or put in: several at once. */
function damaged({ data, ...frame }: Frame, random: Random): unknown {
  let bytes = new Uint8Array(data.slice(0));
  const at = (): number => Math.floor(random.uniform() * bytes.length);
  const damages: (() => void)[] = [
    () => void (bytes[at()] ^= 1 << Math.floor(random.uniform() * 8)),
    () => void (bytes[at()] = [0, 0xff, 0x7f, 0x80][Math.floor(random.uniform() * 4)] ?? 0),
    () => void bytes.fill(0, at(), at()),
    () => void bytes.fill(0xff, at(), at()),
    () => void bytes.copyWithin(at(), at(), at()),
    () => void (bytes = bytes.slice(0, at())),
    () => void (bytes = Uint8Array.from([...bytes.subarray(0, at()), ...bytes.subarray(at())])),
    // Heads tell sizes and kinds: they are hit more often than chance would.
    () => void (bytes[Math.floor(random.uniform() * Math.min(64, bytes.length))] = at()),
  ];
  const times = 1 + Math.floor(random.uniform() * 6);
  for (let time = 0; time < times && bytes.length > 0; time++)
    damages[Math.floor(random.uniform() * damages.length)]?.();
  const side = (value: unknown): unknown =>
    random.uniform() < 0.2 ? [0, -1, NaN, 1e9, 8192, '64', null][Math.floor(random.uniform() * 7)] : value;
  return frame.kind === 'planes'
    ? { ...frame, width: side(frame['width']), height: side(frame['height']), data: bytes.buffer }
    : { ...frame, data: bytes.buffer };
}

test(
  `${COUNT.toLocaleString('en')} damaged pictures are answered by an engine that goes on`,
  { timeout: long ? 7_200_000 : 180_000 },
  async () => {
    const random = seededRandom(14, 'damaged');
    const whole = await pictures();
    const { page, frames } = ports();
    let answer: ((result: { readonly ok: boolean }) => void) | undefined;
    const found: CameraPort = { ...ports().frames, postMessage: (result) => answer?.(result as never) };
    const models = {
      detector: valueOf(await resolveModel(builtInDetector)) as InstalledDetector,
      encoder: valueOf(await resolveModel(builtInEncoder)) as InstalledEncoder,
    };
    serveCamera(frames, found, models, ({ source }) =>
      engine.findFaces({ source, detector: builtInDetector, encoder: builtInEncoder }),
    );
    let [taken, refused, slowest] = [0, 0, 0];
    for (let number = 0; number < COUNT; number++) {
      const started = performance.now();
      const said = new Promise<{ readonly ok: boolean } | null>((resolve) => {
        answer = resolve;
        setTimeout(resolve, LONGEST, null).unref();
      });
      page(damaged(whole[number % whole.length], random));
      const result = await said;
      expect(result, `picture ${number} has no answer`).not.toBeNull();
      slowest = Math.max(slowest, performance.now() - started);
      if (result?.ok === true) taken++;
      else refused++;
    }
    const peak = mostMemory(engine.pid);
    console.log(
      `${COUNT} damaged pictures: ${taken} read, ${refused} refused, ${deaths} ends of the engine, slowest ${slowest.toFixed(0)} ms, peak ${(peak / 1e6).toFixed(0)} MB`,
    );
    expect(deaths).toBe(0);
    expect(peak).toBeLessThan(MOST_MEMORY);
    // Whole pictures are still read by the very same process.
    answer = undefined;
    const after = new Promise<{ readonly ok: boolean }>((resolve) => (answer = resolve));
    page(whole[0]);
    expect((await after).ok).toBe(true);
  },
);
