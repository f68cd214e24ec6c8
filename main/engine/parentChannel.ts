// The engine's end of the channel: Node's IPC under `fork`, the parent port in an Electron utility process.
import type { Channel } from './protocol.ts';

/** What Electron adds to `process` in a utility process. */
interface ParentPort {
  postMessage(message: unknown): void;
  on(event: 'message', listener: (event: { readonly data: unknown }) => void): void;
}

/** Throws where nobody started this process as an engine. */
export function parentChannel(): Channel {
  const { parentPort } = process as { readonly parentPort?: ParentPort };
  if (parentPort) {
    return {
      post: (message) => {
        parentPort.postMessage(message);
      },
      onMessage: (listener) => {
        parentPort.on('message', ({ data }) => {
          listener(data);
        });
      },
    };
  }
  if (process.send === undefined) throw new Error('The engine is started by Facet, not by hand.');
  // Without its parent the engine has nobody to work for. Electron sees to that itself.
  process.once('disconnect', () => process.exit());
  return {
    post: (message) => void process.send?.(message),
    onMessage: (listener) => void process.on('message', listener),
  };
}
