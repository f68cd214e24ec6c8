// The transport of a page that a web server on this machine serves: the contract over a WebSocket.
import { decode } from '@msgpack/msgpack';
import { FRAME_HEAD, writeFrameHead } from '../../models/frameMessage.ts';
import type { CameraAnswer, CameraLink, Transport, Result } from '../../preload/window.ts';
import { strings } from '../strings.ts';
import { lineFailure, openSocket, WebLine } from './webLine.ts';

/**
 * Milliseconds for which the engine's process may leave the handshake of a camera's frames unanswered: the socket of one that
 * stands still, or that ends just then, may stay open without anybody behind it.
 */
const HANDSHAKE = 5000;

/**
 * It opens whether or not the server answers: the first call tells. A cookie that no script sees lets the page in.
 *
 * @param handshake another value is for tests
 */
export function openWebTransport(handshake = HANDSHAKE): Transport {
  const address = `ws://${location.host}${location.pathname}socket`;
  const line = new WebLine(address);
  return {
    kind: 'web',
    call: (job, command, request) => line.call(job, command, request),
    cancel: (job) => line.cancel(job),
    listen: (listener) => line.listen(listener),
    openCamera: (fpir) => openCamera(address, fpir, handshake),
    imageUrl: (kind, id) => `${location.pathname}image/${kind}/${id}`,
    showLibrary: () => undefined,
    restart: () => undefined,
    pathOf: () => null,
    choose: () => Promise.resolve(null),
  };
}

/**
 * Two sockets, as the window has two ports: answers come on the one, frames go on the other, which the server hands over to
 * the engine.
 */
async function openCamera(address: string, fpir: number, handshake: number): Promise<Result<CameraLink>> {
  let answers: WebSocket | null = null;
  try {
    answers = await openSocket(`${address}/camera?fpir=${fpir}`);
    const name = await nextAnswer<string>(answers);
    if (!name.ok) {
      answers.close();
      return name;
    }
    const frames = await openSocket(`${address}/frames?camera=${name.value}`, handshake);
    return { ok: true, value: linkOf(frames, answers) };
  } catch (error) {
    const failure = lineFailure(error);
    const serverIsThere = answers?.readyState === WebSocket.OPEN;
    answers?.close();
    // Then it is the engine's process that did not answer: the next one does.
    return serverIsThere ? engineEnded : failure;
  }
}

const lost = { ok: false, failure: { kind: 'disconnected', ...strings.line.lost } } as const;
const engineEnded = { ok: false, failure: { kind: 'engine-died', ...strings.line.lost } } as const;

const nextAnswer = <T>(socket: WebSocket): Promise<Result<T>> =>
  new Promise((resolve) => {
    socket.onmessage = ({ data }: MessageEvent<ArrayBuffer>) => resolve(read(data));
    socket.onclose = () => resolve(lost);
  });

const read = <T>(data: ArrayBuffer): Result<T> => decode(new Uint8Array(data)) as Result<T>;

const linkOf = (frames: WebSocket, answers: WebSocket): CameraLink => ({
  room: FRAME_HEAD,
  send: ({ data, ...facts }) => {
    if (frames.readyState !== WebSocket.OPEN) return;
    writeFrameHead(data, facts);
    frames.send(data);
  },
  listen: (listener) => {
    answers.onmessage = ({ data }: MessageEvent<ArrayBuffer>) => listener(read<CameraAnswer>(data));
    answers.onclose = () => listener(lost);
    // The engine's end: where the server has gone with it, the next link tells.
    frames.onclose = () => listener(engineEnded);
  },
  close: () => {
    for (const socket of [frames, answers]) {
      socket.onclose = null;
      socket.close();
    }
  },
});
