// Sockets of pages' cameras, which are given to the engine's process: each ends with it, however far it has come.
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import { forkEngine } from '../../../main/engine/transport.ts';
import type { CameraModels } from '../../../main/engine/camera.ts';
import { testEngine, valueOf } from './support/start.ts';

/** Both ends of so many connections. */
async function connections(count: number): Promise<readonly (readonly [page: Socket, server: Socket])[]> {
  const server = createServer();
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  onTestFinished(() => void server.close());
  const { port } = server.address() as AddressInfo;
  const pairs: (readonly [page: Socket, server: Socket])[] = [];
  while (pairs.length < count) {
    const accepted = new Promise<Socket>((come) => server.once('connection', come));
    const page = connect(port, '127.0.0.1');
    onTestFinished(() => void page.destroy());
    page.on('error', () => undefined).resume();
    pairs.push([page, await accepted]);
  }
  return pairs;
}

const closed = (page: Socket): Promise<'closed'> =>
  new Promise((done) => page.once('close', () => done('closed')));

const request = {
  headers: {
    upgrade: 'websocket',
    connection: 'Upgrade',
    'sec-websocket-version': '13',
    'sec-websocket-key': 'AAAAAAAAAAAAAAAAAAAAAA==',
  },
  head: new Uint8Array(),
};

test('sockets that a process was given and never took are closed when it ends', async () => {
  const engine = testEngine();
  valueOf(await engine.device());
  const first = engine.pid ?? 0;
  // It takes nothing any more, and is not known to have ended until it has.
  process.kill(first, 'SIGSTOP');
  const pairs = await connections(3);
  const ends = Promise.all(pairs.map(([page]) => closed(page)));
  for (const [, socket] of pairs) engine.takeFrames(socket, request, {} as CameraModels, () => undefined);
  await setTimeout(200);
  process.kill(first, 'SIGKILL');
  expect(await Promise.race([ends, setTimeout(5000, 'some stay open')])).toEqual(Array(3).fill('closed'));
  // The next one is given to a process that answers.
  const [pair] = await connections(1);
  const said = new Promise<string>((heard) => pair?.[0].once('data', (bytes) => heard(bytes.toString())));
  if (pair) engine.takeFrames(pair[1], request, {} as CameraModels, () => undefined);
  expect(await said).toContain('101 Switching Protocols');
});

test('a process that has ended is given none', async () => {
  const transport = forkEngine();
  const ended = new Promise((end) => transport.onExit(end));
  transport.kill();
  await ended;
  const [pair] = await connections(1);
  const end = closed(pair?.[0]);
  transport.give?.({}, pair?.[1]);
  expect(await end).toBe('closed');
});
