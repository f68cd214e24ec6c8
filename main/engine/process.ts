// Entry point of the engine's process: answers the client's calls until the client goes away.
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { createBirpc } from 'birpc';
import type { Result } from '../../models/failure.ts';
import { keepPrivate } from '../files/private.ts';
import { checkedChannel } from './calls.ts';
import type { FoundPort } from './camera.ts';
import type { PhotoFaces } from './engine.ts';
import { frameSocketPort } from './frameSocket.ts';
import { onCamera, onFrameSocket, parentChannel } from './parentChannel.ts';
import { engineMethods, type ClientCalls } from './protocol.ts';
import { EngineService } from './service.ts';

keepPrivate();

/**
 * How much of its bytecode V8 runs before it compiles a function for speed: ten times as much as by itself. The loops over pixels are
 * in WebAssembly; the rest runs some thousand times in an import, which takes less than compiling it does. Of 195 functions that an
 * import of 24 photos had compiled, a quarter is left, and a fifth of the time.
 */
const BYTECODE = 10 * 132 * 1024;
setFlagsFromString(`--interrupt-budget=${BYTECODE}`);

const channel = checkedChannel(parentChannel(), [...engineMethods]);
const workerScript = join(import.meta.dirname, 'photoWorker.js');
const service = new EngineService(workerScript, (call, event) => void client.trainEvent.asEvent(call, event));
const client = createBirpc<ClientCalls, EngineService>(service, {
  post: (message) => {
    channel.post(message);
  },
  on: (listener) => {
    channel.onMessage(listener);
  },
  bind: 'functions',
});

onCamera((frames, found, models) => service.openCamera(frames, found, models));
onFrameSocket((socket, { camera, models, request }) => {
  void frameSocketPort(socket, request).then((frames) => {
    const found: FoundPort = {
      postMessage: (result) => void client.found.asEvent(camera, result as Result<PhotoFaces>),
      start: () => undefined,
      close: () => undefined,
    };
    service.openCamera(frames, found, models, camera);
  });
});

// Electron's utility processes outlive a bug that nobody awaits; whoever waits for its answer would do so for ever.
process.on('unhandledRejection', (error) => {
  throw error;
});

// Ctrl-C reaches every process of the terminal's group. What it means is the client's to say: it cancels what is under
// way, or goes away, and the engine with it.
for (const signal of ['SIGINT', 'SIGHUP'] as const) process.on(signal, () => undefined);
