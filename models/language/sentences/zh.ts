// What Simplified Chinese says for the application's sentences.
import { commands } from './zh/commands.ts';
import { files } from './zh/files.ts';
import { galleries } from './zh/galleries.ts';
import { learning } from './zh/learning.ts';
import { library } from './zh/library.ts';
import { models } from './zh/models.ts';
import { training } from './zh/training.ts';
import { window } from './zh/window.ts';

export const zh = {
  ...commands,
  ...files,
  ...galleries,
  ...learning,
  ...library,
  ...models,
  ...training,
  ...window,
};
