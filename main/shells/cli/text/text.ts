// Text for people: safe to print whatever names and paths hold.
import type { Skipped } from '../../../../preload/contract.ts';

/** Control characters could move the cursor, and direction marks could hide a name's end; both are shown as �. */
export const printable = (text: string): string =>
  text.replace(/[\p{Cc}\p{Zl}\p{Zp}\u202A-\u202E\u2066-\u2069]/gu, '\uFFFD');

export const count = (amount: number, noun: string, plural = `${noun}s`): string =>
  `${amount} ${amount === 1 ? noun : plural}`;

/** As file managers show it. */
export function fileSize(bytes: number): string {
  if (bytes < 1e6) return `${Math.ceil(bytes / 1e3)} kB`;
  if (bytes < 1e9) return `${(bytes / 1e6).toFixed(bytes < 1e7 ? 1 : 0)} MB`;
  return `${(bytes / 1e9).toFixed(bytes < 1e11 ? 1 : 0)} GB`;
}

/** Messages mostly name the file themselves. */
export const formatSkipped = ({ path, reason }: Skipped): string =>
  reason.message.includes(path) ? `skipped: ${reason.message}` : `skipped ${path}: ${reason.message}`;

export const percent = (share: number): string => `${(share * 100).toFixed(1)}%`;
