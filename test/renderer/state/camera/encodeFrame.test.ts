// A frame on its way to the engine: its planes behind the link's own bytes, in memory that the next one takes over.
import { afterEach, expect, test, vi } from 'vitest';
import { FrameEncoder } from '../../../../renderer/state/camera/encodeFrame.ts';

afterEach(() => vi.unstubAllGlobals());

/** A frame whose planes are all `value`; null where the browser holds something else than planes. */
const frameOf = (value: number, format: string | null, [width, height]: readonly [number, number] = [4, 2]) =>
  ({
    format,
    visibleRect: { width, height },
    displayWidth: width,
    displayHeight: height,
    colorSpace: { fullRange: null },
    allocationSize: () => width * height * 1.5,
    copyTo: (to: Uint8Array) => Promise.resolve(to.fill(value)),
  }) as unknown as VideoFrame;

test.each(['I420', 'NV12'])(
  '%s goes behind the room of its link, into the same memory frame by frame',
  async (format) => {
    const encoder = new FrameEncoder();
    const first = await encoder.encode(frameOf(7, format), 16);
    expect(first).toMatchObject({ kind: 'planes', format, width: 4, height: 2, fullRange: false });
    expect([...new Uint8Array(first.data)]).toEqual([...new Uint8Array(16), ...new Uint8Array(12).fill(7)]);
    const second = await encoder.encode(frameOf(8, format), 16);
    expect(second.data).toBe(first.data);
    expect(new Uint8Array(second.data).at(-1)).toBe(8);
    // Another size, as of another camera: nothing of the last frame is left behind it.
    const small = await encoder.encode(frameOf(9, format, [2, 2]), 0);
    expect([...new Uint8Array(small.data)]).toEqual([9, 9, 9, 9, 9, 9]);
  },
);

test('what is not in planes goes as a picture', async () => {
  vi.stubGlobal(
    'OffscreenCanvas',
    class {
      getContext = () => ({ drawImage: () => undefined });
      convertToBlob = () => Promise.resolve(new Blob([Uint8Array.of(1, 2, 3)]));
    },
  );
  const encoder = new FrameEncoder();
  for (const format of ['BGRX', null]) {
    const picture = await encoder.encode(frameOf(7, format), 2);
    expect(picture.kind).toBe('jpeg');
    expect([...new Uint8Array(picture.data)]).toEqual([0, 0, 1, 2, 3]);
  }
});
