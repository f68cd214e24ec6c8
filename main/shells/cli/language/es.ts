// The command line in Spanish.
import { help } from './es/help.ts';
import { lines } from './es/lines.ts';

export const es = { ...help, ...lines };
