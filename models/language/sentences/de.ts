// What German says for the application's sentences.
import { commands } from './de/commands.ts';
import { files } from './de/files.ts';
import { learning } from './de/learning.ts';
import { library } from './de/library.ts';

export const de = { ...commands, ...files, ...learning, ...library };
