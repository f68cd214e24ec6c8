// What a page posts as a camera's frame is answered, whatever it is: nothing of it ends the engine.
import { expect, test } from 'vitest';
import { serveCamera, type CameraModels, type CameraPort } from '../../../main/engine/camera.ts';
import { success, type Result } from '../../../models/failure.ts';
import type { PhotoFaces } from '../../../main/engine/engine.ts';

type Listener = (event: { readonly data: unknown }) => void;

function port() {
  const listeners: Listener[] = [];
  const posted: unknown[] = [];
  const it: CameraPort = {
    on: (event: string, listener: Listener) => {
      if (event === 'message') listeners.push(listener);
    },
    postMessage: (message) => void posted.push(message),
    start: () => undefined,
    close: () => undefined,
  };
  return { it, posted, hear: (data: unknown) => listeners.forEach((listener) => listener({ data })) };
}

async function answerTo(frame: unknown, find: () => Promise<Result<PhotoFaces>>): Promise<unknown> {
  const [frames, found] = [port(), port()];
  serveCamera(frames.it, found.it, {} as CameraModels, find);
  frames.hear(frame);
  await new Promise(setImmediate);
  expect(found.posted).toHaveLength(1);
  return found.posted[0];
}

const nothing = () => Promise.resolve(success({ width: 1, height: 1, faces: [] }));
const planes = { kind: 'planes', format: 'I420', width: 3, height: 3, fullRange: false };

test.each<[string, unknown]>([
  ['nothing', null],
  ['undefined', undefined],
  ['a number', 7],
  ['a text', 'frame'],
  ['a list', []],
  ['no bytes', { kind: 'jpeg' }],
  ['bytes of a text', { kind: 'jpeg', data: 'x' }],
  ['an unknown kind', { ...planes, kind: 'gif', data: new ArrayBuffer(100) }],
  ['an unknown format', { ...planes, format: 'NV21', data: new ArrayBuffer(100) }],
  // Chroma is rounded up: 9 + 2 * 4 bytes, not 13.5.
  ['an odd size with too few bytes', { ...planes, data: new ArrayBuffer(14) }],
  ['a size of NaN', { ...planes, width: NaN, data: new ArrayBuffer(100) }],
  ['a negative size', { ...planes, width: -3, height: -3, data: new ArrayBuffer(100) }],
  ['an enormous size', { ...planes, width: 2 ** 31, data: new ArrayBuffer(100) }],
  ['a size as text', { ...planes, width: '3', data: new ArrayBuffer(100) }],
])('%s is refused', async (_, frame) => {
  expect(await answerTo(frame, nothing)).toMatchObject({ ok: false, failure: { kind: 'bad-arguments' } });
});

test('a frame that cannot be analysed is answered too', async () => {
  const frame = { ...planes, data: new ArrayBuffer(17) };
  const failing = () => Promise.reject(new Error('a bug'));
  expect(await answerTo(frame, failing)).toMatchObject({ ok: false, failure: { kind: 'engine-died' } });
});

test('frames are analysed one after the other, and no third waits', async () => {
  const [frames, found] = [port(), port()];
  const ends: (() => void)[] = [];
  const find = () =>
    new Promise<Result<PhotoFaces>>((resolve) => {
      const width = ends.length + 1;
      ends.push(() => resolve(success({ width, height: 1, faces: [] })));
    });
  serveCamera(frames.it, found.it, {} as CameraModels, find);
  const frame = { ...planes, data: new ArrayBuffer(17) };
  for (let count = 0; count < 3; count++) frames.hear(frame);
  await new Promise(setImmediate);
  expect(ends).toHaveLength(1);
  expect(found.posted).toMatchObject([{ ok: false, failure: { kind: 'busy' } }]);
  ends[0]?.();
  await new Promise(setImmediate);
  expect(ends).toHaveLength(2);
  ends[1]?.();
  await new Promise(setImmediate);
  expect(found.posted.slice(1)).toMatchObject([{ value: { width: 1 } }, { value: { width: 2 } }]);
});

test('each frame has its own pixels while it is analysed, in the memory of the one before', async () => {
  const [frames, found] = [port(), port()];
  const seen: { readonly data: Uint8Array; readonly first: number }[] = [];
  serveCamera(frames.it, found.it, {} as CameraModels, async ({ source }) => {
    if (source.kind !== 'pixels') throw new Error('no pixels');
    const { data } = source.image;
    await new Promise(setImmediate);
    seen.push({ data, first: data[0] });
    return nothing();
  });
  const grey = (luma: number) => new Uint8Array(17).fill(luma, 0, 9).fill(128, 9).buffer;
  frames.hear({ ...planes, fullRange: true, data: grey(10) });
  frames.hear({ ...planes, fullRange: true, data: grey(200) });
  await expect.poll(() => found.posted.length).toBe(2);
  frames.hear({ ...planes, fullRange: true, width: 1, height: 1, data: Uint8Array.of(77, 128, 128).buffer });
  await expect.poll(() => found.posted.length).toBe(3);
  expect(seen.map(({ first }) => first)).toEqual([10, 200, 77]);
  expect(seen[1]?.data).toBe(seen[0]?.data);
  expect(seen[2]?.data).toHaveLength(3);
});
