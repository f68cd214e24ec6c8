// Bundles the TypeScript of every process into out/.
import { defineConfig } from 'electron-vite';

export default defineConfig({
  main: {
    build: {
      target: 'node20',
      outDir: 'out/main',
      reportCompressedSize: false,
      rollupOptions: {
        input: {
          cli: 'main/shells/cli.ts',
          engine: 'main/engine/process.ts',
          photoWorker: 'main/engine/photoWorker.ts',
          'starter.build': 'models/starter.build.ts',
        },
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'chunks/[name].js' },
      },
    },
  },
});
