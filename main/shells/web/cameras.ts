// Cameras of web pages. Each has two sockets, as it has two ports in the window: on one, frames go to the engine's process, to
// which it is handed over; on the other, answers come from here, where names are known.
import { randomBytes } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { encode } from '@msgpack/msgpack';
import type { WebSocket } from 'ws';
import type { CameraAnswer, Result } from '../../../preload/window.ts';
import type { WindowApplication } from '../../window/application.ts';
import type { CameraSession } from '../../window/camera/session.ts';
import { closeCode } from './messages.ts';

/** Bytes of a camera's name. */
const NAME_BYTES = 16;

/** A camera whose page has not opened the socket for its frames yet. */
interface Expected {
  readonly session: CameraSession;
  readonly page: WebSocket;
}

export class WebCameras {
  readonly #application: WindowApplication;
  readonly #expected = new Map<string, Expected>();

  constructor(application: WindowApplication) {
    this.#application = application;
  }

  /** Tells the page under which name its frames are expected, or why they are not; then come the answers. */
  serve(page: WebSocket, fpir: number): void {
    // Nothing is said on this one.
    page.on('message', () => page.close(closeCode.unsupported));
    this.#serve(page, fpir).catch((error: unknown) => end(page, error));
  }

  async #serve(page: WebSocket, fpir: number): Promise<void> {
    const name = randomBytes(NAME_BYTES).toString('hex');
    page.once('close', () => this.#expected.delete(name));
    const session = await this.#application.openCamera(fpir);
    if (session.ok) {
      if (page.readyState === page.OPEN) page.once('close', () => session.value.close());
      else session.value.close();
    }
    if (page.readyState !== page.OPEN) return;
    if (session.ok) this.#expected.set(name, { session: session.value, page });
    page.send(encode(session.ok ? { ok: true, value: name } : session, { ignoreUndefined: true }));
  }

  /** Hands the socket of a request over, which has been allowed in; false where nobody expects frames of that name. */
  take(name: string, { headers }: IncomingMessage, socket: Duplex, head: Uint8Array): boolean {
    const expected = this.#expected.get(name);
    this.#expected.delete(name);
    if (expected === undefined) return false;
    const { session, page } = expected;
    const answer = (said: Promise<Result<CameraAnswer>>): void => {
      said
        .then((answer) => page.send(encode(answer, { ignoreUndefined: true })))
        .catch((error: unknown) => end(page, error));
    };
    const close = session.follow(socket as Socket, { headers, head }, answer);
    page.once('close', close);
    return true;
  }
}

/** A bug in one frame ends its camera, not the server. */
function end(page: WebSocket, error: unknown): void {
  console.error(error);
  page.close(closeCode.bug);
}
