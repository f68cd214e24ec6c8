// The web shell: the window's own page on loopback, for machines without a display or without an Electron binary.
// [Note: the web page's lock] in entrance.ts says who gets in.
import { encode } from '@msgpack/msgpack';
import { createBirpc } from 'birpc';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { WebSocketServer, type WebSocket } from 'ws';
import {
  LARGEST_PHOTO,
  type Message,
  type Notice,
  type WebPage,
  type WebServer,
} from '../../preload/window.ts';
import type { RoomOptions } from '../services.ts';
import { openWindowApplication, type WindowApplication } from '../window/application.ts';
import { Entrance } from './web/entrance.ts';
import { leadingTo, refusalPage, tooManyPage } from './web/entrancePages.ts';
import { PageLink } from './pageLink.ts';
import { contentSecurityPolicy, neverStored, pageHeaders, pictureType, readAsset } from './security.ts';
import { WebCameras } from './web/cameras.ts';
import { Connections, usualPatience, watchPulse, type Patience } from './web/connections.ts';
import { closeCode, readCall, type PageCall } from './web/messages.ts';

export interface WebShell {
  /** A new address of the page: it works once, for ten minutes. `used` is called when a browser came with it. */
  readonly address: (used?: () => void) => string;
  close(): Promise<void>;
}

export interface WebOptions extends RoomOptions {
  readonly port?: number;
  /** Hears of a new address when one that worked once is asked for again: whoever did has seen the terminal. */
  readonly announce?: (address: string) => void;
  readonly patience?: Patience;
}

/** Bytes of one message: photos, and what is said of them. */
const LARGEST_MESSAGE = LARGEST_PHOTO + 32e6;

/** Bytes of what a page may say where it is only to listen. */
const MOST_SAID = 1024;

/** Bytes that a page may leave unread before its socket is closed; a single answer may be larger. */
const MOST_UNREAD = 64e6;

export async function serveWeb(options: WebOptions = {}): Promise<WebShell> {
  const patience = options.patience ?? usualPatience;
  const pages = new Set<(message: Message) => void>();
  const notify = (payload: Notice): void => {
    for (const say of pages) say({ job: null, event: 'notice', payload });
  };
  const application = openWindowApplication(options, notify);
  const entrance = new Entrance();
  const waiting = new Map<string, () => void>();
  let announced = 0;

  const server = createServer(
    { connectionsCheckingInterval: patience.request / 2, maxHeaderSize: 16_384 },
    (request, response) => {
      answer(request, response).catch((error: unknown) => {
        console.error(error);
        if (response.headersSent) response.destroy();
        else response.writeHead(500).end();
      });
    },
  );
  const connections = new Connections(server, patience);
  const calls = new WebSocketServer({ noServer: true, maxPayload: LARGEST_MESSAGE });
  const answers = new WebSocketServer({ noServer: true, maxPayload: MOST_SAID });
  const cameras = new WebCameras(application);

  /** What a request may see; a request of another page on this machine (Sec-Fetch-Site) comes from no address bar of ours. */
  const mayEnter = ({ headers, socket, url = '' }: IncomingMessage): boolean => {
    const site = headers['sec-fetch-site'] ?? 'same-origin';
    const may =
      url.startsWith(entrance.path) &&
      entrance.knows(headers.cookie) &&
      (site === 'same-origin' || site === 'none');
    if (may) connections.prove(socket);
    return may;
  };

  server.on('upgrade', (request, socket: Duplex, head) => {
    // A browser that goes away in the middle of this is no reason to end.
    socket.on('error', () => socket.destroy());
    const may = mayEnter(request) && isOurOrigin(request) && isOurHost(request);
    const [path, query] = may ? (request.url ?? '').split('?', 2) : [];
    const asked = new URLSearchParams(query);
    if (path === `${entrance.path}socket/frames`) {
      if (!cameras.take(asked.get('camera') ?? '', request, socket, head)) forbid(socket);
      return;
    }
    const camera = path === `${entrance.path}socket/camera`;
    if (!camera && path !== `${entrance.path}socket`) {
      forbid(socket);
      return;
    }
    const sockets = camera ? answers : calls;
    sockets.handleUpgrade(request, socket, head, (page) => {
      page.on('error', () => page.terminate());
      watchPulse(page, patience);
      if (camera) cameras.serve(page, Number(asked.get('fpir')));
      else servePage(application, page, pages);
    });
  });

  const port = await listen(server, options.port ?? 0);
  void application.follow();
  const address = (used?: () => void): string => {
    const code = entrance.issue();
    if (used !== undefined) waiting.set(code, used);
    return `http://127.0.0.1:${port}/enter/${code}`;
  };
  /** Somebody who has been in asks again: once in a while the terminal shows a new address. */
  const announce = (): void => {
    if (Date.now() - announced < ANNOUNCED_EVERY) return;
    announced = Date.now();
    options.announce?.(address());
  };

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const headers = pageHeaders(contentSecurityPolicy({ connect: `ws://${request.headers.host}` }));
    const refuse = (status: number): void => void response.writeHead(status, headers).end();
    const show = (status: number, page: string, more: Record<string, string> = {}): void => {
      const html = { 'Content-Type': 'text/html; charset=utf-8', ...neverStored, ...more };
      response.writeHead(status, { ...headers, ...html }).end(page);
    };
    if (!isOurHost(request)) return refuse(403);
    if (request.method !== 'GET') return refuse(405);
    const [path = ''] = (request.url ?? '').split('?');
    if (path.startsWith('/enter/')) {
      const code = path.slice('/enter/'.length);
      const entry = entrance.enter(code);
      if (entry.kind === 'too-many') return show(429, tooManyPage, { 'Retry-After': '5' });
      if (entry.kind === 'spent') announce();
      if (entry.kind !== 'entered') return show(403, refusalPage);
      waiting.get(code)?.();
      waiting.delete(code);
      return show(200, leadingTo(entrance.path), { 'Set-Cookie': entry.cookie });
    }
    // Browsers ask for it beside the page that leads in, and complain of a refusal.
    if (path === '/favicon.ico') return refuse(204);
    if (!mayEnter(request)) {
      if (path === entrance.path) announce();
      return show(403, refusalPage);
    }
    const { pathname } = new URL(path.slice(entrance.path.length - 1), 'http://localhost');
    const [, image, kind = '', id = ''] = pathname.split('/');
    if (image === 'image') {
      const bytes = await application.picture(kind, id);
      // It went while it was waited for: nothing is wrong with asking.
      if (bytes?.length === 0) return refuse(204);
      const type = bytes && pictureType(bytes);
      if (bytes === null || type === null) return refuse(404);
      response.writeHead(200, { ...headers, 'Content-Type': type, ...neverStored }).end(bytes);
      return;
    }
    const asset = await readAsset(pathname);
    if (asset === null) return refuse(404);
    response
      .writeHead(200, { ...headers, 'Content-Type': asset.type, 'Cache-Control': 'no-cache' })
      .end(asset.bytes);
  }

  return {
    address,
    async close() {
      for (const { clients } of [calls, answers]) for (const page of clients) page.terminate();
      for (const used of waiting.values()) used();
      server.closeAllConnections();
      // It has closed when the engine has let go of the sockets that it was handed.
      const closed = new Promise((resolve) => server.close(resolve));
      await application.close();
      await closed;
    },
  };
}

/** Milliseconds between two addresses on the terminal. */
const ANNOUNCED_EVERY = 3000;

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
  });
}

const forbid = (socket: Duplex): void =>
  void socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\n\r\n');

/** Another name that leads here (DNS rebinding) is not ours. */
function isOurHost({ headers, socket }: IncomingMessage): boolean {
  return headers.host === `127.0.0.1:${socket.localPort}` || headers.host === `localhost:${socket.localPort}`;
}

const isOurOrigin = ({ headers }: IncomingMessage): boolean => headers.origin === `http://${headers.host}`;

function servePage(
  application: WindowApplication,
  page: WebSocket,
  pages: Set<(message: Message) => void>,
): void {
  const say = (message: Message): void => void rpc.say.asEvent(message);
  const link = new PageLink(application, say);
  const server: WebServer = {
    call: (job, command, request) => link.call(job, command, request),
    cancel: (job) => link.cancel(job),
  };
  const rpc = createBirpc<WebPage, WebServer>(server, {
    post: (data: Uint8Array) => {
      if (page.bufferedAmount > MOST_UNREAD) page.terminate();
      else page.send(data);
    },
    on: (receive: (call: PageCall) => void) => {
      page.on('message', (data: Buffer, isBinary) => {
        const call = readCall(data, isBinary);
        if (typeof call === 'number') page.close(call);
        else receive(call);
      });
    },
    serialize: (message) => encode(message, { ignoreUndefined: true }),
    deserialize: (call: PageCall) => call,
    // A bug in one page's call ends that page, not the server.
    onGeneralError: (error) => {
      console.error(error);
      page.close(closeCode.bug);
      return true;
    },
    timeout: -1,
  });
  pages.add(say);
  page.on('close', () => {
    pages.delete(say);
    link.close();
  });
}
