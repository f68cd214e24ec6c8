// Decoders of others, found in their packages: each is loaded when the first photo of its kind comes. What they print is nobody's.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';

const load = createRequire(import.meta.url);

export const quiet = { print: (): void => undefined, printErr: (): void => undefined };

export const packaged = (name: string): unknown => load(name);

export const packagedModule = (name: string): Promise<unknown> =>
  import(/* @vite-ignore */ pathToFileURL(load.resolve(name)).href);

export const packagedBytes = (name: string): Uint8Array<ArrayBuffer> =>
  new Uint8Array(readFileSync(load.resolve(name)));
