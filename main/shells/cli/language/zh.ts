// The command line in Simplified Chinese.
import { help } from './zh/help.ts';
import { lines } from './zh/lines.ts';

export const zh = { ...help, ...lines };
