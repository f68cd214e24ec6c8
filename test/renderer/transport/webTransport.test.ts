// The web page's camera against a server that is real, and an engine that may not answer.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { encode } from '@msgpack/msgpack';
import { afterEach, beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import { WebSocket, WebSocketServer } from 'ws';
import { openWebTransport } from '../../../renderer/transport/webTransport.ts';

beforeEach(() => vi.stubGlobal('WebSocket', WebSocket));
afterEach(() => vi.unstubAllGlobals());

/** What becomes of the request to open the socket for frames. */
type Taking = (socket: Duplex) => void;

/** A server whose page is the one that runs here. */
async function serve(take: (taken: number) => Taking | 'answer'): Promise<{ readonly taken: () => number }> {
  const server = createServer((_, response) => void response.end('the page'));
  const sockets = new WebSocketServer({ noServer: true });
  let taken = 0;
  server.on('upgrade', (request, socket: Duplex, head) => {
    onTestFinished(() => void socket.destroy());
    const frames = request.url?.includes('/frames') === true;
    const taking = frames ? take(++taken) : 'answer';
    if (taking !== 'answer') taking(socket);
    else
      sockets.handleUpgrade(request, socket, head, (page) => {
        // A browser hears of the opened socket first; `ws` may say both at once.
        if (!frames) setTimeout(() => page.send(encode({ ok: true, value: 'a-camera' })), 20);
      });
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  vi.stubGlobal('location', { host, pathname: '/' });
  const ask = globalThis.fetch;
  vi.stubGlobal('fetch', (path: string) => ask(`http://${host}${path}`));
  return { taken: () => taken };
}

const engineDied = { ok: false, failure: { kind: 'engine-died' } };

test('a handshake that nobody answers fails after a while, as an engine that ended: the next one is answered', async () => {
  const server = await serve((taken) => (taken === 1 ? () => undefined : 'answer'));
  const transport = openWebTransport(200);
  expect(await transport.openCamera(0.01)).toMatchObject(engineDied);
  const link = await transport.openCamera(0.01);
  expect(link.ok).toBe(true);
  if (link.ok) link.value.close();
  expect(server.taken()).toBe(2);
});

test('so does one whose socket is closed by an engine that ends meanwhile', async () => {
  await serve(() => (socket) => void socket.destroy());
  expect(await openWebTransport().openCamera(0.01)).toMatchObject(engineDied);
});

test('where the server is gone too, that is said', async () => {
  await serve(() => 'answer');
  vi.stubGlobal('location', { host: '127.0.0.1:1', pathname: '/' });
  vi.stubGlobal('fetch', () => Promise.reject(new TypeError('no server')));
  expect(await openWebTransport().openCamera(0.01)).toMatchObject({
    ok: false,
    failure: { kind: 'disconnected' },
  });
});
