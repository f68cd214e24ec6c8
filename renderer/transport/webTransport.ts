// The transport of a page that a web server on this machine serves: the contract over a WebSocket.
import { decode, encode } from '@msgpack/msgpack';
import type { CameraAnswer, CameraLink, Transport, Result } from '../../preload/window.ts';
import { strings } from '../strings.ts';
import { lineFailure, openSocket, WebLine } from './webLine.ts';

/** It opens whether or not the server answers: the first call tells. A cookie that no script sees lets the page in. */
export function openWebTransport(): Transport {
  const address = `ws://${location.host}${location.pathname}socket`;
  const line = new WebLine(address);
  return {
    kind: 'web',
    call: (job, command, request) => line.call(job, command, request),
    cancel: (job) => line.cancel(job),
    listen: (listener) => line.listen(listener),
    openCamera: (fpir) => openCamera(`${address}/camera?fpir=${fpir}`),
    imageUrl: (kind, id) => `${location.pathname}image/${kind}/${id}`,
    showLibrary: () => undefined,
    restart: () => undefined,
    pathOf: () => null,
    choose: () => Promise.resolve(null),
  };
}

/** Frames and answers travel as MessagePack. */
async function openCamera(address: string): Promise<Result<CameraLink>> {
  let socket: WebSocket;
  try {
    socket = await openSocket(address);
  } catch (error) {
    return lineFailure(error);
  }
  const value: CameraLink = {
    send: (frame) => {
      if (socket.readyState !== WebSocket.OPEN) return;
      socket.send(encode({ ...frame, data: new Uint8Array(frame.data) }));
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
