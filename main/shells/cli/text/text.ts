// Text for people: safe to print whatever names and paths hold.
import type { Skipped } from '../../../../preload/contract.ts';
import { writeNumber } from '../speech.ts';

/** Control characters could move the cursor, and direction marks could hide a name's end; both are shown as �. */
export const printable = (text: string): string =>
  text.replace(/[\p{Cc}\p{Zl}\p{Zp}\u202A-\u202E\u2066-\u2069]/gu, '\uFFFD');

export const count = (amount: number, noun: string, plural = `${noun}s`): string =>
  `${amount} ${amount === 1 ? noun : plural}`;

/** With so many digits after the point, or what the language in use has for one. */
export const decimal = (n: number, digits: number): string =>
  writeNumber(n, { minimumFractionDigits: digits, maximumFractionDigits: digits, useGrouping: false });

/** As file managers show it. */
export function fileSize(bytes: number, write = decimal): string {
  if (bytes < 1e6) return `${Math.ceil(bytes / 1e3)} kB`;
  if (bytes < 1e9) return `${write(bytes / 1e6, bytes < 1e7 ? 1 : 0)} MB`;
  return `${write(bytes / 1e9, bytes < 1e11 ? 1 : 0)} GB`;
}

/** Messages mostly name the file themselves. */
export const formatSkipped = ({ path, reason }: Skipped): string =>
  reason.message.includes(path) ? `skipped: ${reason.message}` : `skipped ${path}: ${reason.message}`;

/** For people; programs get `plainPercent`. */
export const percent = (share: number): string =>
  writeNumber(share, { style: 'percent', minimumFractionDigits: 1, maximumFractionDigits: 1 });

/** The same in every language. */
export const plainPercent = (share: number): string => `${(share * 100).toFixed(1)}%`;
