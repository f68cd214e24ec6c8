// A web shell in this process, and the ways to speak to it by hand.
import { mkdtempSync, rmSync } from 'node:fs';
import { get } from 'node:http';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { decode } from '@msgpack/msgpack';
import { WebSocket } from 'ws';
import { serveWeb, type WebOptions } from '../../../../main/shells/web.ts';

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
}

export interface Served {
  readonly port: number;
  readonly folder: string;
  readonly address: (used?: () => void) => string;
  /** Goes in with a new address: the path of the page and the cookie for it. */
  enter(): Promise<{ readonly path: string; readonly cookie: string }>;
  ask(path: string, headers?: Readonly<Record<string, string>>): Promise<Answer>;
  /** A socket that is open, as its page would have it. */
  socket(kind?: string): Promise<WebSocket>;
  /** The two sockets of a camera, and under which name its frames were asked for. */
  camera(): Promise<{ readonly answers: WebSocket; readonly frames: WebSocket; readonly name: string }>;
  /** A socket for frames of a camera of that name; rejects where nobody expects them. */
  frames(name: string): Promise<WebSocket>;
  /** Before the test is over. */
  close(): Promise<void>;
  /** A bare connection. */
  connect(): Promise<Socket>;
}

/** Closed, and its folder erased, when the test is over. */
export async function serve(options: WebOptions = {}): Promise<Served> {
  const folder = mkdtempSync(join(tmpdir(), 'facet-web-'));
  const shell = await serveWeb({ library: join(folder, 'library'), ...options });
  let closing: Promise<void> | undefined;
  const close = (): Promise<void> => (closing ??= shell.close());
  onTestFinished(async () => {
    await close();
    rmSync(folder, { recursive: true, force: true });
  });
  const { host, port } = new URL(shell.address());
  const ask: Served['ask'] = (path, headers = {}) =>
    new Promise((said, reject) => {
      get({ host: '127.0.0.1', port, path, headers }, (response) => {
        let text = '';
        response.setEncoding('utf8').on('data', (part: string) => (text += part));
        response.once('end', () =>
          said({ status: response.statusCode ?? 0, headers: response.headers, text }),
        );
      }).once('error', reject);
    });
  const enter: Served['enter'] = async () => {
    const { headers } = await ask(new URL(shell.address()).pathname);
    const [cookie = '', path = ''] = headers['set-cookie']?.[0]?.split(/; (?:Path=)?/) ?? [];
    return { cookie, path };
  };
  const socket: Served['socket'] = async (kind = 'socket') => {
    const { cookie, path } = await enter();
    const headers = { Origin: `http://${host}`, Cookie: cookie };
    const socket = new WebSocket(`ws://${host}${path}${kind}`, { headers });
    await new Promise((open, reject) => socket.once('open', open).once('error', reject));
    return socket;
  };
  const frames: Served['frames'] = (name) => socket(`socket/frames?camera=${name}`);
  return {
    port: Number(port),
    folder,
    address: shell.address,
    ask,
    enter,
    socket,
    frames,
    close,
    async camera() {
      const answers = await socket('socket/camera');
      const said = await new Promise<Buffer>((heard) => answers.once('message', heard));
      const { value: name } = decode(said) as { readonly value: string };
      return { answers, frames: await frames(name), name };
    },
    connect: () =>
      new Promise((open, reject) => {
        const socket = connect(Number(port), '127.0.0.1', () => open(socket));
        socket.on('error', reject);
      }),
  };
}
