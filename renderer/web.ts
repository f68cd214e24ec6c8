// The door of a page that a web server on this machine serves: the contract over a WebSocket.
import { decode } from '@msgpack/msgpack';
import type { CameraAnswer, CameraLink, Door, Result } from '../preload/window.ts';
import { strings } from './strings.ts';
import { lineFailure, openSocket, WebLine } from './webLine.ts';

/** It opens whether or not the server answers: the first call tells. */
export function openWebDoor(): Door {
  const address = `ws://${location.host}/socket`;
  const token = takeToken();
  const line = new WebLine(address, token);
  // The address of a server that was started again, in the tab of the old one.
  addEventListener('hashchange', () => location.reload());
  return {
    kind: 'web',
    call: (job, command, request) => line.call(job, command, request),
    cancel: (job) => line.cancel(job),
    listen: (listener) => line.listen(listener),
    openCamera: () => openCamera(`${address}/camera`, token),
    imageUrl: (kind, id) => `/image/${kind}/${id}?key=${line.imageKey}`,
    showLibrary: () => undefined,
    restart: () => undefined,
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

/** Frames travel as the bytes of a JPEG, answers as MessagePack. */
async function openCamera(address: string, token: string): Promise<Result<CameraLink>> {
  let socket: WebSocket;
  try {
    socket = await openSocket(address, token);
  } catch (error) {
    return lineFailure(error);
  }
  const value: CameraLink = {
    send: ({ data }) => {
      if (socket.readyState === WebSocket.OPEN) socket.send(data);
    },
    listen: (listener) => {
      socket.onmessage = ({ data }: MessageEvent<ArrayBuffer>) =>
        listener(decode(new Uint8Array(data)) as Result<CameraAnswer>);
      socket.onclose = () => listener({ ok: false, failure: { kind: 'disconnected', ...strings.line.lost } });
    },
    close: () => {
      socket.onclose = null;
      socket.close();
    },
  };
  return { ok: true, value };
}
