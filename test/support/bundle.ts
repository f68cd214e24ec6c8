// Scripts that tests start many times, bundled: each start takes a third of the processor's time that it takes from the sources.
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { build } from 'vite';

const out = resolve(import.meta.dirname, '../../out');
/** What is native, which Node finds from a folder below the project. */
const native = ['fs-native-extensions', 'sharp'];

export interface Bundle {
  readonly script: string;
  readonly remove: () => void;
}

export async function bundle(script: string): Promise<Bundle> {
  mkdirSync(out, { recursive: true });
  const folder = mkdtempSync(join(out, 'test-'));
  await build({
    configFile: false,
    logLevel: 'silent',
    build: {
      ssr: script,
      outDir: folder,
      emptyOutDir: false,
      target: 'node20',
      rollupOptions: { output: { entryFileNames: 'script.mjs' } },
    },
    ssr: { noExternal: new RegExp(`^(?!${native.join('|')})`), external: native },
  });
  return {
    script: join(folder, 'script.mjs'),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
