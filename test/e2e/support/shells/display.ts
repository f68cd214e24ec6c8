// The display that windows are opened on.
import { spawn } from 'node:child_process';
import { started, within } from './started.ts';

let shown: Promise<string | null> | null = null;

/** The display that there is, or one of our own; null where there is neither. */
export function display(): Promise<string | null> {
  shown ??=
    process.env['DISPLAY'] === undefined
      ? within(30, 'Xvfb says its display', startXvfb())
      : Promise.resolve(process.env['DISPLAY']);
  return shown;
}

function startXvfb(): Promise<string | null> {
  return new Promise((found) => {
    const server = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', '1600x1000x24', '-nolisten', 'tcp'], {
      stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
    });
    server.once('error', () => found(null));
    server.stdio[3]?.once('data', (number: Buffer) => found(`:${number.toString().trim()}`));
    started.add(server);
    server.unref();
  });
}
