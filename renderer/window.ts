// The door of the desktop window: what the preload script exposes, and the camera's ports that it posts.
import type { CameraAnswer, CameraLink, Door, Result } from '../preload/window.ts';

/** What crosses the context bridge: all of a door but the camera, whose ports the page gets by message. */
export type ExposedDoor = Omit<Door, 'openCamera'> & { readonly askForCamera: () => void };

export function openWindowDoor(exposed: ExposedDoor): Door {
  return {
    ...exposed,
    openCamera: () =>
      new Promise((resolve) => {
        const listen = (event: MessageEvent): void => {
          const [frames, answers] = event.ports;
          if (event.source !== window || event.data !== 'facet-camera') return;
          if (frames === undefined || answers === undefined) return;
          removeEventListener('message', listen);
          resolve(linkOf(frames, answers));
        };
        addEventListener('message', listen);
        exposed.askForCamera();
      }),
  };
}

/** Frames go straight to the engine's process; the answers come from the main process, which knows the names. */
const linkOf = (frames: MessagePort, answers: MessagePort): CameraLink => ({
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
