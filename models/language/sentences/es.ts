// What Spanish says for the application's sentences.
import { commands } from './es/commands.ts';
import { files } from './es/files.ts';
import { galleries } from './es/galleries.ts';
import { learning } from './es/learning.ts';
import { library } from './es/library.ts';
import { models } from './es/models.ts';
import { training } from './es/training.ts';
import { window } from './es/window.ts';

export const es = {
  ...commands,
  ...files,
  ...galleries,
  ...learning,
  ...library,
  ...models,
  ...training,
  ...window,
};
