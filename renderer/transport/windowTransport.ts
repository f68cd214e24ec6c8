// The transport of the desktop window: what the preload script exposes, and the camera's ports that it posts.
import type {
  CameraAnswer,
  CameraLink,
  PackedAnswer,
  Result,
  Transport,
  WindowAnswer,
  WindowCommandName,
  WindowRequest,
} from '../../preload/window.ts';
import { unpackAnswer } from './unpackAnswer.ts';

/** What crosses the context bridge: a transport whose answers may be packed, without the camera, whose ports the page gets by message. */
export type ExposedTransport = Omit<Transport, 'call' | 'openCamera'> & {
  readonly call: <C extends WindowCommandName>(
    job: number,
    command: C,
    request: WindowRequest<C>,
  ) => Promise<Result<WindowAnswer<C>> | PackedAnswer>;
  readonly askForCamera: (request: number, fpir: number) => void;
};

export function openWindowTransport(exposed: ExposedTransport): Transport {
  let requests = 0;
  return {
    ...exposed,
    call: async (job, command, request) => unpackAnswer(await exposed.call(job, command, request)),
    openCamera: (fpir) =>
      new Promise((resolve) => {
        // A camera that is left while it opens still gets its ports: they must not be taken for the next one's.
        const request = ++requests;
        const listen = (event: MessageEvent<{ readonly camera?: number } | null>): void => {
          const [frames, answers] = event.ports;
          if (event.source !== window || event.data?.camera !== request) return;
          if (frames === undefined || answers === undefined) return;
          removeEventListener('message', listen);
          resolve({ ok: true, value: linkOf(frames, answers) });
        };
        addEventListener('message', listen);
        exposed.askForCamera(request, fpir);
      }),
  };
}

/** Frames go straight to the engine's process; the answers come from the main process, which knows the names. */
const linkOf = (frames: MessagePort, answers: MessagePort): CameraLink => ({
  room: 0,
  // Not transferred: ports between processes copy, and refuse to take a buffer over.
  send: (frame) => frames.postMessage(frame),
  listen: (listener) => {
    answers.onmessage = ({ data }: MessageEvent<Result<CameraAnswer>>) => listener(data);
  },
  close: () => {
    frames.close();
    answers.close();
  },
});
