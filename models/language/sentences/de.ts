// What German says for the application's sentences.
import { commands } from './de/commands.ts';
import { files } from './de/files.ts';
import { galleries } from './de/galleries.ts';
import { learning } from './de/learning.ts';
import { library } from './de/library.ts';
import { models } from './de/models.ts';
import { training } from './de/training.ts';
import { window } from './de/window.ts';

export const de = {
  ...commands,
  ...files,
  ...galleries,
  ...learning,
  ...library,
  ...models,
  ...training,
  ...window,
};
