// The door of a page that a web server on this machine serves: the contract over a WebSocket.
import { decode, encode } from '@msgpack/msgpack';
import { createBirpc } from 'birpc';
import type {
  WindowAnswer,
  CameraAnswer,
  CameraLink,
  WindowCommandName,
  Door,
  Message,
  Result,
  WebPage,
  WebServer,
} from '../preload/window.ts';

export async function openWebDoor(): Promise<Door> {
  const address = `ws://${location.host}/socket`;
  const token = takeToken();
  const socket = await connect(address, token);
  const listeners = new Set<(message: Message) => void>();
  const page: WebPage = {
    say: (message) => {
      for (const listener of listeners) listener(message);
    },
  };
  const server = createBirpc<WebServer, WebPage>(page, {
    post: (data: Uint8Array<ArrayBuffer>) => socket.send(data),
    on: (receive) => {
      socket.onmessage = (event: MessageEvent<ArrayBuffer>) => receive(new Uint8Array(event.data));
    },
    serialize: (message) => encode(message, { ignoreUndefined: true }),
    deserialize: (data: Uint8Array) => decode(data),
    timeout: -1,
  });
  const imageKey = await server.imageKey();
  return {
    kind: 'web',
    call: <C extends WindowCommandName>(job: number, command: C, request: unknown) =>
      server.call(job, command, request) as Promise<Result<WindowAnswer<C>>>,
    cancel: (job) => void server.cancel(job),
    listen: (listener) => void listeners.add(listener),
    openCamera: () => openCamera(`${address}/camera`, token),
    imageUrl: (kind, hash) => `/image/${kind}/${hash}?key=${imageKey}`,
    pathOf: () => null,
    choose: () => Promise.resolve(null),
  };
}

/** The token comes in the fragment, which browsers never send; it leaves the address bar at once. */
function takeToken(): string {
  const token = location.hash.slice(1) || (sessionStorage.getItem('token') ?? '');
  sessionStorage.setItem('token', token);
  history.replaceState(null, '', location.pathname);
  return token;
}

function connect(address: string, token: string): Promise<WebSocket> {
  const socket = new WebSocket(address, ['facet', token]);
  socket.binaryType = 'arraybuffer';
  return new Promise((resolve, reject) => {
    socket.onopen = () => resolve(socket);
    socket.onerror = () => reject(new Error('Facet does not answer, or the address has no valid token.'));
  });
}

/** Frames travel as the bytes of a JPEG, answers as MessagePack. */
async function openCamera(address: string, token: string): Promise<CameraLink> {
  const socket = await connect(address, token);
  return {
    send: ({ data }) => {
      if (socket.readyState === WebSocket.OPEN) socket.send(data);
    },
    listen: (listener) => {
      socket.onmessage = ({ data }: MessageEvent<ArrayBuffer>) =>
        listener(decode(new Uint8Array(data)) as Result<CameraAnswer>);
    },
    close: () => socket.close(),
  };
}
