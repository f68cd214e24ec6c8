// A camera's frame as a message: what is written is read, without a copy, and whatever else comes is no frame.
import { expect, test } from 'vitest';
import { FRAME_HEAD, readFrame, writeFrameHead, type FrameFacts } from '../../models/frameMessage.ts';

test.each<FrameFacts>([
  { kind: 'jpeg' },
  { kind: 'planes', format: 'I420', width: 1280, height: 720, fullRange: false },
  { kind: 'planes', format: 'NV12', width: 3, height: 4_000_000_000, fullRange: true },
])('%o', (facts) => {
  const message = new ArrayBuffer(FRAME_HEAD + 3);
  new Uint8Array(message, FRAME_HEAD).set([1, 2, 3]);
  writeFrameHead(message, facts);
  // As it lies in the middle of what a socket has read.
  const read = new Uint8Array(FRAME_HEAD + 8);
  read.set(new Uint8Array(message), 5);
  const frame = readFrame(read.subarray(5));
  expect(frame).toEqual({ ...facts, data: Uint8Array.of(1, 2, 3) });
  expect(frame?.data.buffer).toBe(read.buffer);
});

test.each([
  ['nothing', new Uint8Array()],
  ['a head alone', new Uint8Array(FRAME_HEAD)],
  ['a head that is cut off', new Uint8Array(FRAME_HEAD - 1)],
  ['a format of no browser', new Uint8Array(FRAME_HEAD + 9).fill(3)],
])('%s is no frame', (_, message) => {
  expect(readFrame(message)).toBeNull();
});
