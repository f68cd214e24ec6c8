// A camera's frames as they come from a web page: the page's own socket, which the server hands over to this process, so that
// no pixel passes through the server.
import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import { readFrame } from '../../models/frameMessage.ts';
import { LARGEST_FRAME, type CameraModels, type CameraPort } from './camera.ts';

/** A request to open a WebSocket whose sender has proved that it may, not answered yet. */
export interface FrameRequest {
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  /** What came after the request already. */
  readonly head: Uint8Array;
}

/** What goes with the socket when it is handed over. */
export interface HandedCamera {
  /** By which it is named from then on. */
  readonly camera: number;
  readonly models: CameraModels;
  readonly request: FrameRequest;
}

export const isHandedCamera = (message: unknown): message is HandedCamera =>
  typeof message === 'object' && message !== null && 'camera' in message && 'request' in message;

/** Answers the request; from then on frames come on the port. The other end of what is not a WebSocket is closed. */
export async function frameSocketPort(socket: Socket, { headers, head }: FrameRequest): Promise<CameraPort> {
  socket.on('error', () => socket.destroy());
  // Engines that serve no page need none of it.
  const { WebSocketServer } = await import('ws');
  const server = new WebSocketServer({ noServer: true, maxPayload: LARGEST_FRAME });
  const request = { method: 'GET', headers } as IncomingMessage;
  return new Promise((resolve) => {
    server.handleUpgrade(request, socket, Buffer.from(head), (page) => {
      // It closes by itself, with a code that the page is to read.
      page.on('error', () => undefined);
      resolve({
        on: (event: 'message' | 'close', listener: (event: { readonly data: unknown }) => void) => {
          if (event === 'close') page.on('close', listener as () => void);
          else page.on('message', (message: Buffer) => listener({ data: readFrame(message) }));
        },
        // Answers come from the application, which knows the names.
        postMessage: () => undefined,
        start: () => undefined,
        close: () => page.terminate(),
      });
    });
  });
}
