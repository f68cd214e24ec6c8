// What Simplified Chinese says for the application's sentences.
import { commands } from './zh/commands.ts';
import { files } from './zh/files.ts';
import { learning } from './zh/learning.ts';
import { library } from './zh/library.ts';

export const zh = { ...commands, ...files, ...learning, ...library };
