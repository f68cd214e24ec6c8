// The command line in German.
import { help } from './de/help.ts';
import { lines } from './de/lines.ts';

export const de = { ...help, ...lines };
