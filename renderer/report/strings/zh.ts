// The report in Simplified Chinese.
import type { Words } from './en.ts';

export const zh: Words = {};
