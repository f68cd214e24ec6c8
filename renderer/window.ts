// The door of the desktop window: what the preload script exposes, and the camera's port that it posts.
import type { Door } from '../preload/window.ts';

/** What crosses the context bridge: all of a door but the port, which the page gets by message. */
export type ExposedDoor = Omit<Door, 'openCamera'> & { readonly askForCamera: () => void };

export function openWindowDoor(exposed: ExposedDoor): Door {
  return {
    ...exposed,
    openCamera: () =>
      new Promise((resolve) => {
        const listen = (event: MessageEvent): void => {
          const [port] = event.ports;
          if (event.source !== window || event.data !== 'facet-camera' || port === undefined) return;
          removeEventListener('message', listen);
          resolve(port);
        };
        addEventListener('message', listen);
        exposed.askForCamera();
      }),
  };
}
