// Entry point of the engine's process: answers the client's calls until the client goes away.
import { join } from 'node:path';
import { createBirpc } from 'birpc';
import { parentChannel } from './parentChannel.ts';
import type { ClientCalls } from './protocol.ts';
import { EngineService } from './service.ts';

const channel = parentChannel();
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

// Ctrl-C reaches every process of the terminal's group. What it means is the client's to say: it cancels what is under
// way, or goes away, and the engine with it.
for (const signal of ['SIGINT', 'SIGHUP'] as const) process.on(signal, () => undefined);
