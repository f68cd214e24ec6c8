// The engine's end of the channel: Node's IPC under `fork`, the parent port in an Electron utility process.
import { Socket } from 'node:net';
import type { CameraModels, CameraPort } from './camera.ts';
import { isHandedCamera, type HandedCamera } from './frameSocket.ts';
import type { Channel } from './protocol.ts';

/** What Electron adds to `process` in a utility process. */
interface ParentPort {
  postMessage(message: unknown): void;
  on(
    event: 'message',
    listener: (event: { readonly data: unknown; readonly ports: readonly CameraPort[] }) => void,
  ): void;
}

const electronsPort = (): ParentPort | undefined =>
  (process as { readonly parentPort?: ParentPort }).parentPort;

/** Hears of each camera whose page's socket is handed over. Only Node's IPC takes sockets. */
export function onFrameSocket(open: (socket: Socket, camera: HandedCamera) => void): void {
  process.on('message', (message: unknown, socket: unknown) => {
    if (!(socket instanceof Socket)) return;
    if (isHandedCamera(message)) open(socket, message);
    else socket.destroy();
  });
}

/** Hears of each camera that a page opens: its frames' port and the one for what is found. Only Electron has ports. */
export function onCamera(open: (frames: CameraPort, found: CameraPort, models: CameraModels) => void): void {
  electronsPort()?.on('message', ({ data, ports: [frames, found] }) => {
    const models = (data as { camera?: CameraModels } | null)?.camera;
    if (frames !== undefined && found !== undefined && models !== undefined) open(frames, found, models);
  });
}

/** Throws where nobody started this process as an engine. */
export function parentChannel(): Channel {
  const parentPort = electronsPort();
  if (parentPort) {
    return {
      post: (message) => {
        parentPort.postMessage(message);
      },
      onMessage: (listener) => {
        parentPort.on('message', ({ data, ports }) => {
          if (ports.length === 0) listener(data);
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
