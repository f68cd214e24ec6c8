// Keeps strangers from using the server up: connections that prove nothing make way, and sockets that are dead are closed.
import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import type { WebSocket } from 'ws';

/** How long, in milliseconds, the server waits for what it is owed. */
export interface Patience {
  /** For the whole of a request. */
  readonly request: number;
  /** For anything at all to be taken or said in the middle of an answer. */
  readonly silence: number;
  /** Between two pings. */
  readonly beat: number;
}

export const usualPatience: Patience = { request: 10_000, silence: 120_000, beat: 20_000 };

/** A browser opens six to a host; whoever has a cookie is not counted. */
const MOST_UNPROVEN = 64;
const MOST_CONNECTIONS = 1024;
/** Pings without an answer: two may pass while this process is busy. */
const MOST_MISSED = 3;

export class Connections {
  readonly #unproven = new Set<Socket>();

  constructor(server: Server, { request, silence }: Patience) {
    server.headersTimeout = request;
    server.requestTimeout = request;
    server.timeout = silence;
    server.maxConnections = MOST_CONNECTIONS;
    server.on('connection', (socket: Socket) => this.#admit(socket));
  }

  /** A request on it had a cookie that is known. */
  prove(socket: Socket): void {
    this.#unproven.delete(socket);
  }

  #admit(socket: Socket): void {
    this.#unproven.add(socket);
    socket.once('close', () => this.#unproven.delete(socket));
    for (const oldest of this.#unproven) {
      if (this.#unproven.size <= MOST_UNPROVEN) return;
      this.#unproven.delete(oldest);
      oldest.destroy();
    }
  }
}

/** Ends a socket whose other end does not answer pings: a browser does by itself, however busy its page is. */
export function watchPulse(page: WebSocket, { beat }: Patience): void {
  let missed = 0;
  page.on('pong', () => (missed = 0));
  const beating = setInterval(() => {
    if (missed++ >= MOST_MISSED) page.terminate();
    else page.ping();
  }, beat);
  page.once('close', () => clearInterval(beating));
}
