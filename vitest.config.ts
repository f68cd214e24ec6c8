import { svelte } from '@sveltejs/vite-plugin-svelte';
import { configDefaults, defineConfig } from 'vitest/config';
import { LongestFirst } from './test/sequencer.ts';

/** Tests that start Facet's own processes, as they are built. */
const processes = [
  'test/acceptance/**',
  'test/main/engine/**',
  'test/main/images/**',
  'test/main/jobs/**',
  'test/main/shells/**',
  'test/main/window/pictures/**',
  'test/main/window/scale/**',
  'test/main/work/**',
  'test/cli/**',
  'test/e2e/**',
  'test/hostile/engine/**',
];

/** The mathematics, which changes nothing outside of itself. */
const mathematics = 'test/models/**';

/** The window's state classes, compiled as for the window. */
const state = 'test/renderer/state/**';

export default defineConfig({
  test: {
    // ONNX Runtime's binding does not work in worker threads. A test that starts processes waits for them half of its time:
    // three of them fill two cores.
    pool: 'forks',
    maxWorkers: 3,
    testTimeout: 60_000,
    // The language of the command line and of a window without a setting, whoever's machine this is.
    env: {
      LC_ALL: 'C.UTF-8',
      // No driver for WebGPU is there: trying one takes every new folder of a user's data two engines and some seconds, and on most
      // machines without a graphics card there is Mesa's, which leads nowhere. test/cli/devices.test.ts has one.
      VK_ICD_FILENAMES: '',
    },
    // What a window shows in a moment takes longer on a busy machine.
    expect: { poll: { timeout: 15_000 } },
    sequence: { sequencer: LongestFirst },
    reporters: ['default', './test/reporter.ts'],
    projects: [
      {
        extends: true,
        test: {
          name: 'units',
          include: ['test/**/*.test.ts'],
          exclude: [...configDefaults.exclude, ...processes, mathematics, state],
        },
      },
      {
        extends: true,
        test: {
          name: 'mathematics',
          include: [`${mathematics}/*.test.ts`],
          // One process for many files, which loads the sources once.
          isolate: false,
          globalSetup: './test/made.ts',
        },
      },
      {
        extends: true,
        test: {
          name: 'processes',
          include: processes.map((folder) => `${folder}/*.test.ts`),
          // Windows, cameras and servers on a machine that does other things meanwhile; the reporter names who needed it.
          retry: process.env['CI'] === undefined ? 0 : 1,
          setupFiles: './test/attempts.ts',
          globalSetup: './test/build.ts',
        },
      },
      {
        extends: true,
        plugins: [svelte()],
        resolve: { conditions: ['browser'] },
        test: {
          name: 'state',
          include: [`${state}/*.test.ts`],
          server: { deps: { inline: ['svelte-sonner'] } },
        },
      },
    ],
  },
});
