// The web shell: the window's own page on loopback, for machines without a display or without an Electron binary.
// Only who has the token from the terminal gets past the socket; pictures need a key that the socket hands out.
import { decode, encode } from '@msgpack/msgpack';
import { createBirpc } from 'birpc';
import { randomBytes, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { WebSocketServer, type WebSocket } from 'ws';
import type { Message, Notice, WebPage, WebServer } from '../../preload/window.ts';
import type { RoomOptions } from '../rooms.ts';
import { openWindowApplication, type WindowApplication } from '../window/application.ts';
import { PageLink } from './pageLink.ts';
import { contentSecurityPolicy, pageHeaders, pictureType, readAsset } from './security.ts';

export interface WebShell {
  /** With the token in its fragment. */
  readonly url: string;
  close(): Promise<void>;
}

/** Bytes of one message: a batch of photos. */
const LARGEST_MESSAGE = 1.5e9;

export async function serveWeb(options: RoomOptions & { readonly port?: number } = {}): Promise<WebShell> {
  const pages = new Set<(message: Message) => void>();
  const notify = (payload: Notice): void => {
    for (const say of pages) say({ job: null, event: 'notice', payload });
  };
  const application = openWindowApplication(options, notify);
  const token = randomBytes(32).toString('hex');
  const imageKey = randomBytes(32).toString('hex');
  const server = createServer((request, response) => {
    answer(application, imageKey, request, response).catch(() => response.writeHead(500).end());
  });
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: LARGEST_MESSAGE,
    handleProtocols: () => 'facet',
  });

  server.on('upgrade', (request, socket: Duplex, head) => {
    // A browser that goes away in the middle of this is no reason to end.
    socket.on('error', () => socket.destroy());
    const camera = request.url === '/socket/camera';
    const [protocol, sent = ''] = (request.headers['sec-websocket-protocol'] ?? '').split(/, */);
    const allowed = protocol === 'facet' && isSame(sent, token) && isOurOrigin(request) && isOurHost(request);
    if (!allowed || (request.url !== '/socket' && !camera)) {
      socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\n\r\n');
      return;
    }
    sockets.handleUpgrade(request, socket, head, (page) => {
      page.on('error', () => page.terminate());
      if (camera) serveCamera(application, page);
      else servePage(application, page, pages, imageKey);
    });
  });

  const port = await listen(server, options.port ?? 0);
  return {
    url: `http://127.0.0.1:${port}/#${token}`,
    async close() {
      for (const page of sockets.clients) page.terminate();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await application.close();
    },
  };
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
  });
}

function isSame(sent: string, expected: string): boolean {
  const [a, b] = [Buffer.from(sent), Buffer.from(expected)];
  return a.length === b.length && timingSafeEqual(a, b);
}

/** Another name that leads here (DNS rebinding) is not ours. */
function isOurHost({ headers, socket }: IncomingMessage): boolean {
  return headers.host === `127.0.0.1:${socket.localPort}` || headers.host === `localhost:${socket.localPort}`;
}

const isOurOrigin = ({ headers }: IncomingMessage): boolean => headers.origin === `http://${headers.host}`;

async function answer(
  application: WindowApplication,
  imageKey: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const headers = pageHeaders(contentSecurityPolicy({ connect: `ws://${request.headers.host}` }));
  const refuse = (status: number): void => void response.writeHead(status, headers).end();
  if (!isOurHost(request)) return refuse(403);
  if (request.method !== 'GET') return refuse(405);
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost');
  const [, image, kind = '', id = ''] = pathname.split('/');
  if (image === 'image') {
    if (!isSame(searchParams.get('key') ?? '', imageKey)) return refuse(403);
    const bytes = await application.picture(kind, id);
    // It went while it was waited for: nothing is wrong with asking.
    if (bytes?.length === 0) return refuse(204);
    const type = bytes && pictureType(bytes);
    if (bytes === null || type === null) return refuse(404);
    const cached = { 'Cache-Control': 'private, max-age=31536000, immutable' };
    response.writeHead(200, { ...headers, 'Content-Type': type, ...cached }).end(bytes);
    return;
  }
  const asset = await readAsset(pathname);
  if (asset === null) return refuse(404);
  response
    .writeHead(200, { ...headers, 'Content-Type': asset.type, 'Cache-Control': 'no-cache' })
    .end(asset.bytes);
}

function servePage(
  application: WindowApplication,
  page: WebSocket,
  pages: Set<(message: Message) => void>,
  imageKey: string,
): void {
  const say = (message: Message): void => void rpc.say.asEvent(message);
  const link = new PageLink(application, say);
  const server: WebServer = {
    call: (job, command, request) => link.call(job, command, request),
    cancel: (job) => link.cancel(job),
    imageKey: () => imageKey,
  };
  const rpc = createBirpc<WebPage, WebServer>(server, {
    post: (data: Uint8Array) => page.send(data),
    on: (receive) => void page.on('message', receive),
    serialize: (message) => encode(message, { ignoreUndefined: true }),
    deserialize: (data: Uint8Array) => decode(data),
    timeout: -1,
  });
  pages.add(say);
  page.on('close', () => {
    pages.delete(say);
    link.close();
  });
}

function serveCamera(application: WindowApplication, page: WebSocket): void {
  const session = application.openCamera();
  const look = async (bytes: Uint8Array): Promise<void> => {
    const opened = await session;
    const said = opened.ok ? await opened.value.look(bytes) : opened;
    page.send(encode(said, { ignoreUndefined: true }));
  };
  page.on('message', (data: Buffer) => {
    // A bug in one frame ends this camera, not the server.
    look(new Uint8Array(data)).catch(() => page.terminate());
  });
}
