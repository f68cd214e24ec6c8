// Entry point of the engine's process: answers the client's calls until the client goes away.
import { createBirpc } from 'birpc';
import { serveCamera } from './camera.ts';
import { onCamera, parentChannel } from './parentChannel.ts';
import { EngineService } from './service.ts';

const channel = parentChannel();
const service = new EngineService();
createBirpc<Record<string, never>, EngineService>(service, {
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
  serveCamera(frames, found, models, (request) => service.findFaces(--frame, request));
});
