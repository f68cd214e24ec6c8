// Asks a person on the terminal.
import { createInterface } from 'node:readline/promises';
import { translate } from './speech.ts';
import { printable } from './text/text.ts';

/** Anything but a clear yes is a no. */
export async function confirm(question: string): Promise<'yes' | 'no' | 'nobody-there'> {
  if (!process.stdin.isTTY || !process.stderr.isTTY) return 'nobody-there';
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  const interrupted = new AbortController();
  terminal.once('SIGINT', () => interrupted.abort());
  try {
    const answer = await terminal.question(`${printable(translate(question))} [y/N] `, {
      signal: interrupted.signal,
    });
    return /^y(es)?$/i.test(answer.trim()) ? 'yes' : 'no';
  } catch (error) {
    if (interrupted.signal.aborted) return 'no';
    throw error;
  } finally {
    terminal.close();
  }
}
