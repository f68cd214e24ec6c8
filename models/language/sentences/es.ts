// What Spanish says for the application's sentences.
import { commands } from './es/commands.ts';
import { files } from './es/files.ts';
import { learning } from './es/learning.ts';
import { library } from './es/library.ts';

export const es = { ...commands, ...files, ...learning, ...library };
