// Entry point of the engine's process: answers the client's calls until the client goes away.
import { createBirpc } from 'birpc';
import { parentChannel } from './parentChannel.ts';
import { EngineService } from './service.ts';

const channel = parentChannel();
createBirpc<Record<string, never>, EngineService>(new EngineService(), {
  post: (message) => {
    channel.post(message);
  },
  on: (listener) => {
    channel.onMessage(listener);
  },
  bind: 'functions',
});
