// Bundles the TypeScript of every process into out/.
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'electron-vite';
import { bundledPackages, packagesOfReport } from './main/shells/notices/bundled.ts';
import { help } from './renderer/help/build.ts';
import { reportPage } from './renderer/report/build.ts';

/**
 * What the command line, the window and the engine load at every start. Node takes longer to find and read their hundreds of
 * files than to run them: a start takes a quarter less with them in the bundle.
 */
const bundled = [
  '@bufbuild/protobuf',
  '@msgpack/msgpack',
  'birpc',
  'commander',
  'entities',
  'env-paths',
  'exif-reader',
  'lowdb',
  'ora',
  'string-width',
  'write-file-atomic',
  'zod',
];

/** Which packages went into a bundle: their notices are gathered from it (main/shells/notices). */
const license = { fileName: bundledPackages };

export default defineConfig({
  main: {
    build: {
      target: 'node20',
      outDir: 'out/main',
      license,
      externalizeDeps: { exclude: bundled },
      reportCompressedSize: false,
      rollupOptions: {
        input: {
          cli: 'main/shells/cli.ts',
          electron: 'main/shells/electron.ts',
          engine: 'main/engine/process.ts',
          galleryWorker: 'main/gallery/memory/scanWorker.ts',
          photoWorker: 'main/engine/photos/photoWorker.ts',
          pictures: 'main/window/pictures/pictureThread.ts',
          start: 'main/shells/start.ts',
          'starter.build': 'models/starter.build.ts',
          decoder: 'main/images/foreign/decoderThread.ts',
          digikam: 'main/metadata/digikam/databaseThread.ts',
          worker: 'main/work/worker.ts',
        },
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'chunks/[name].js' },
      },
    },
  },
  preload: {
    build: {
      target: 'node20',
      outDir: 'out/preload',
      license,
      reportCompressedSize: false,
      // A sandboxed preload script is one CommonJS file.
      rollupOptions: {
        input: { index: 'preload/index.ts' },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: 'renderer',
    plugins: [svelte(), help(), reportPage(packagesOfReport)],
    build: {
      target: 'chrome130',
      outDir: 'out/renderer',
      license,
      reportCompressedSize: false,
      // Everything is read from this disk: no data: URLs for the content security policy to allow.
      assetsInlineLimit: 0,
      rollupOptions: {
        // The worker is an entry of its own, so that its packages are among those whose notices are gathered.
        input: { index: 'renderer/index.html', filmWorker: 'renderer/films/worker.ts' },
        output: {
          entryFileNames: ({ name }) =>
            name === 'filmWorker' ? 'assets/[name].js' : 'assets/[name]-[hash].js',
        },
      },
    },
  },
});
