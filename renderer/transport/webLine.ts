// A page's line to the web shell's server: what waits for an answer when it breaks gets a failure, and it is made anew.
import { decode, encode } from '@msgpack/msgpack';
import { createBirpc, type BirpcReturn } from 'birpc';
import type {
  Failure,
  Message,
  Notice,
  PackedAnswer,
  Result,
  WebPage,
  WebServer,
  WindowAnswer,
  WindowCommandName,
} from '../../preload/window.ts';
import { strings } from '../strings.ts';
import { unpackAnswer } from './unpackAnswer.ts';

/** Milliseconds between two attempts to reach a server that was there. */
const PAUSE = 1500;

/** What a broken line says to whoever waits on it. */
class LineBroken extends Error {
  readonly failure: Failure;
  constructor(words: (typeof strings.line)['lost' | 'refused']) {
    super(words.message);
    this.failure = { kind: 'disconnected', ...words };
  }
}

type Server = BirpcReturn<WebServer, WebPage>;

export class WebLine {
  readonly #address: string;
  readonly #listeners = new Set<(message: Message) => void>();
  #connecting: Promise<Server> | null = null;

  constructor(address: string) {
    this.#address = address;
  }

  listen(listener: (message: Message) => void): void {
    this.#listeners.add(listener);
  }

  /** Fails with `disconnected` where there is no server, or none that knows this browser. */
  async call<C extends WindowCommandName>(
    job: number,
    command: C,
    request: unknown,
  ): Promise<Result<WindowAnswer<C>>> {
    try {
      const server = await this.#connection();
      const answer = await server.call(job, command, request);
      return await unpackAnswer(answer as Result<WindowAnswer<C>> | PackedAnswer);
    } catch (error) {
      if (error instanceof LineBroken) return { ok: false, failure: error.failure };
      throw error;
    }
  }

  cancel(job: number): void {
    // Nothing is left to cancel on a line that broke.
    void this.#connecting?.then((server) => server.cancel.asEvent(job)).catch(() => undefined);
  }

  #connection(): Promise<Server> {
    const connecting = (this.#connecting ??= this.#connect());
    connecting.catch(() => {
      if (this.#connecting === connecting) this.#connecting = null;
    });
    return connecting;
  }

  async #connect(): Promise<Server> {
    const socket = await openSocket(this.#address);
    const page: WebPage = { say: (message) => this.#say(message) };
    const server = createBirpc<WebServer, WebPage>(page, {
      post: (data: Uint8Array<ArrayBuffer>) => socket.send(data),
      on: (receive) => {
        socket.onmessage = (event: MessageEvent<ArrayBuffer>) => receive(new Uint8Array(event.data));
      },
      serialize: (message) => encode(message, { ignoreUndefined: true }),
      deserialize: (data: Uint8Array) => decode(data),
      // Training takes as long as it takes; a line that breaks is noticed by itself.
      timeout: -1,
    });
    socket.onclose = () => {
      const broken = new LineBroken(strings.line.lost);
      this.#connecting = null;
      // First: who is told of a failure then knows already what it comes from.
      this.#notice({ kind: 'line-lost', failure: broken.failure });
      server.$close(broken);
      setTimeout(() => void this.#reconnect(), PAUSE);
    };
    return server;
  }

  async #reconnect(): Promise<void> {
    if (this.#connecting !== null) return;
    try {
      await this.#connection();
      this.#notice({ kind: 'line-restored' });
    } catch (error) {
      if (!(error instanceof LineBroken)) throw error;
      this.#notice({ kind: 'line-lost', failure: error.failure });
      if (error.failure.message === strings.line.lost.message) {
        setTimeout(() => void this.#reconnect(), PAUSE);
      }
    }
  }

  #notice(payload: Notice): void {
    this.#say({ job: null, event: 'notice', payload });
  }

  #say(message: Message): void {
    for (const listener of this.#listeners) listener(message);
  }
}

/**
 * Rejects with `LineBroken`. A refused cookie looks like a server that is gone: whether a page comes tells them apart.
 *
 * @param patience milliseconds after which a handshake that nobody answers has failed; browsers wait for minutes
 */
export function openSocket(address: string, patience?: number): Promise<WebSocket> {
  const socket = new WebSocket(address);
  socket.binaryType = 'arraybuffer';
  const giveUp = patience === undefined ? undefined : setTimeout(() => socket.close(), patience);
  return new Promise((resolve, reject) => {
    socket.onopen = () => {
      clearTimeout(giveUp);
      socket.onerror = null;
      resolve(socket);
    };
    socket.onerror = () => {
      clearTimeout(giveUp);
      fetch(location.pathname, { cache: 'no-store' }).then(
        () => reject(new LineBroken(strings.line.refused)),
        () => reject(new LineBroken(strings.line.lost)),
      );
    };
  });
}

/** The failure behind an error of `openSocket`; a bug is thrown again. */
export function lineFailure(error: unknown): { readonly ok: false; readonly failure: Failure } {
  if (error instanceof LineBroken) return { ok: false, failure: error.failure };
  throw error;
}
