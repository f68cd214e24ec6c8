// Entry point of the engine's process: answers the client's calls until the client goes away.
import { join } from 'node:path';
import { createBirpc } from 'birpc';
import { keepPrivate } from '../files/private.ts';
import { checkedChannel } from './calls.ts';
import { serveCamera } from './camera.ts';
import { onCamera, parentChannel } from './parentChannel.ts';
import { engineMethods, type ClientCalls } from './protocol.ts';
import { EngineService } from './service.ts';
import { SteadyFaces } from './photos/steadyFaces.ts';

keepPrivate();

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

// Calls of the client are numbered from 0 up, frames from -1 down.
let frame = 0;
onCamera((frames, found, models) => {
  const camera = new SteadyFaces();
  serveCamera(frames, found, models, (request) => service.findFaces(--frame, request, camera));
});

// Electron's utility processes outlive a bug that nobody awaits; whoever waits for its answer would do so for ever.
process.on('unhandledRejection', (error) => {
  throw error;
});

// Ctrl-C reaches every process of the terminal's group. What it means is the client's to say: it cancels what is under
// way, or goes away, and the engine with it.
for (const signal of ['SIGINT', 'SIGHUP'] as const) process.on(signal, () => undefined);
