// What a page may say to the web shell, and what nobody may: bad messages, and sockets that say nothing.
import { decode, encode } from '@msgpack/msgpack';
import type { Socket } from 'node:net';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import type { WebSocket } from 'ws';
import { FRAME_HEAD, writeFrameHead, type FrameFacts } from '../../../../models/frameMessage.ts';
import { serve, type Served } from '../support/webPage.ts';

const closed = (socket: WebSocket): Promise<number> => new Promise((code) => socket.once('close', code));

/** Whether the application still answers, to a page that comes anew. */
async function answers(served: Served): Promise<boolean> {
  const socket = await served.socket();
  socket.send(encode({ t: 'q', i: 'one', m: 'call', a: [1, 'state.read', {}] }));
  const said = await new Promise<Buffer>((heard) => socket.once('message', heard));
  socket.terminate();
  expect(decode(said)).toMatchObject({ t: 's', i: 'one', r: { ok: true } });
  return true;
}

const call = (message: unknown): Uint8Array => encode(message);

test('a message that is none closes its socket with a code, and no other', async () => {
  const served = await serve();
  const bad: readonly (readonly [string, string | Uint8Array, number])[] = [
    ['text', 'hello', 1003],
    ['empty text', '', 1003],
    ['nothing', new Uint8Array(), 1007],
    ['0xc1', Uint8Array.of(0xc1), 1007],
    ['fifty million levels', new Uint8Array(50e6).fill(0x91), 1007],
    ['an array of four billion', Uint8Array.of(0xdd, 0xff, 0xff, 0xff, 0xff), 1007],
    ['text that is cut off', Uint8Array.of(0xd9, 200, 65), 1007],
    ['nil', call(null), 1008],
    ['a number', call(7), 1008],
    ['an empty object', call({}), 1008],
    ['an answer', call({ t: 's', i: 'x', r: 1 }), 1008],
    ['a method of every object', call({ t: 'q', i: 'x', m: 'constructor', a: [] }), 1008],
    ['no method', call({ t: 'q', i: 'x', m: '__proto__', a: [] }), 1008],
    ['arguments that are no list', call({ t: 'q', i: 'x', m: 'call', a: 5 }), 1008],
    ['an id that is no text', call({ t: 'q', i: {}, m: 'call', a: [] }), 1008],
  ];
  for (const [name, message, code] of bad) {
    const socket = await served.socket();
    const ended = closed(socket);
    socket.send(message);
    expect(await ended, name).toBe(code);
  }
  for (const message of ['text', '', new Uint8Array(100)]) {
    const camera = await served.socket('socket/camera');
    const ended = closed(camera);
    camera.send(message);
    expect(await ended).toBe(1003);
  }
  // The first page makes the library.
  await answers(served);
  const { frames } = await served.camera();
  const ended = closed(frames);
  frames.send(new Uint8Array(17e6));
  expect(await ended).toBe(1009);
  expect(await answers(served)).toBe(true);
}, 120_000);

/** A frame as its page sends it. */
function frameOf(facts: FrameFacts, data: Uint8Array): Uint8Array {
  const message = new ArrayBuffer(FRAME_HEAD + data.length);
  writeFrameHead(message, facts);
  new Uint8Array(message, FRAME_HEAD).set(data);
  return new Uint8Array(message);
}

test('a camera’s frames are answered in their order, as planes and as JPEG, and so is what is no picture', async () => {
  const served = await serve();
  // The first page makes the library.
  await answers(served);
  const camera = await served.camera();
  const planes = { kind: 'planes', format: 'I420', width: 64, height: 48, fullRange: false } as const;
  const data = new Uint8Array(64 * 48 * 1.5).fill(128);
  const black = sharp({ create: { width: 64, height: 48, channels: 3, background: 'black' } });
  const jpeg = new Uint8Array(await black.jpeg().toBuffer());
  const frames: readonly (readonly [string | Uint8Array, boolean])[] = [
    [frameOf(planes, data), true],
    [frameOf({ kind: 'jpeg' }, jpeg), true],
    [frameOf(planes, data.subarray(1)), false],
    [frameOf({ ...planes, width: 1e9 }, data), false],
    [frameOf({ kind: 'jpeg' }, jpeg.subarray(0, 20)), false],
    [frameOf({ kind: 'jpeg' }, new Uint8Array()), false],
    [new Uint8Array(), false],
    ['a text that is longer than a head', false],
    [new Uint8Array(100).fill(255), false],
    [frameOf({ ...planes, format: 'NV12' }, data), true],
  ];
  for (const [frame, ok] of frames) {
    const answer = new Promise<Buffer>((heard) => camera.answers.once('message', heard));
    camera.frames.send(frame);
    expect(decode(await answer)).toMatchObject({ ok });
  }
});

test('frames are taken under the name of a camera, once, and as long as somebody hears the answers', async () => {
  const served = await serve();
  await answers(served);
  for (const name of ['', 'camera', '__proto__']) await expect(served.frames(name)).rejects.toThrow('403');
  const camera = await served.camera();
  await expect(served.frames(camera.name)).rejects.toThrow('403');
  const ended = closed(camera.frames);
  camera.answers.close();
  await ended;
  // A name that nobody took goes with its camera.
  const unheard = await served.socket('socket/camera');
  const said = await new Promise<Buffer>((heard) => unheard.once('message', heard));
  const gone = closed(unheard);
  unheard.close();
  await gone;
  const { value } = decode(said) as { readonly value: string };
  await expect(served.frames(value)).rejects.toThrow('403');
});

test('the shell closes while a camera runs', async () => {
  const served = await serve();
  await answers(served);
  const { answers: page, frames } = await served.camera();
  const ended = Promise.all([closed(page), closed(frames)]);
  await served.close();
  await ended;
});

test('calls of the wrong shape are answered', async () => {
  const served = await serve();
  const socket = await served.socket();
  const wrong: readonly unknown[][] = [
    [],
    [1],
    ['1', 'people.list', {}],
    [1, 'no.command', {}],
    [2, '__proto__', {}],
    [3, 'people.list', { more: [[[[]]]] }],
    [4, 'people.list', null],
    [5, 'faces.remove', { faces: ['../../etc/passwd'] }],
    [6, 'photos.add', { files: [{ name: 'x', bytes: 'no bytes' }], person: null }],
  ];
  for (const [index, a] of wrong.entries()) {
    socket.send(encode({ t: 'q', i: `n${index}`, m: 'call', a }));
    const said = await new Promise<Buffer>((heard) => socket.once('message', heard));
    expect(decode(said)).toMatchObject({
      i: `n${index}`,
      r: { ok: false, failure: { kind: 'bad-arguments' } },
    });
  }
  socket.send(encode({ t: 'q', m: 'cancel', a: ['nothing'] }));
  expect(await answers(served)).toBe(true);
  socket.terminate();
});

const ended = (socket: Socket): Promise<void> =>
  new Promise((done) => {
    socket.on('error', () => undefined);
    socket.once('close', () => done());
    socket.resume();
  });

test('connections that say nothing, or half of something, are closed', async () => {
  const served = await serve({ patience: { request: 400, silence: 60_000, beat: 60_000 } });
  const began = performance.now();
  const silent = await served.connect();
  const half = await served.connect();
  half.write('GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: ');
  const slow = await served.connect();
  slow.write('GET / HTTP/1.1\r\n');
  const dripping = setInterval(() => slow.write('X: y\r\n'), 50);
  slow.once('close', () => clearInterval(dripping));
  await Promise.all([ended(silent), ended(half), ended(slow)]);
  expect(performance.now() - began).toBeLessThan(5000);
  expect(await answers(served)).toBe(true);
});

test('3,000 idle connections make way for a browser', async () => {
  const served = await serve();
  const idle: Socket[] = [];
  let over = 0;
  for (let count = 0; count < 3000; count++) {
    const socket = await served.connect();
    socket.on('error', () => undefined).once('close', () => over++);
    idle.push(socket);
  }
  await expect.poll(() => over).toBeGreaterThanOrEqual(3000 - 64);
  expect(await answers(served)).toBe(true);
  for (const socket of idle) socket.destroy();
});

test('a socket whose other end is dead is closed, one that answers pings stays', async () => {
  const served = await serve({ patience: { request: 10_000, silence: 60_000, beat: 50 } });
  const alive = await served.socket();
  const dead = await served.socket();
  // Reads nothing any more, so that its pings go unanswered.
  (dead as unknown as { _socket: Socket })._socket.pause();
  let gone = false;
  dead.once('close', () => (gone = true));
  dead.on('error', () => undefined);
  await new Promise((later) => setTimeout(later, 600));
  (dead as unknown as { _socket: Socket })._socket.resume();
  await expect.poll(() => gone).toBe(true);
  expect(alive.readyState).toBe(alive.OPEN);
  alive.terminate();
});
