// A packaged window is nobody else's to drive: the switches of Chromium and Node for that end it with a sentence.
import { app } from 'electron';
import { packageRoot } from '../../registry/folders.ts';

/** Whether this is the packaged application: its files lie in an archive, whatever its executable is called. */
export const isPackaged = packageRoot().endsWith('.asar');

/** By what they would let another program do. The fuses turn Node's own off too; here they are answered. */
const refused = [
  // Drives the page or the main process.
  'remote-debugging-port',
  'remote-debugging-pipe',
  'remote-debugging-address',
  'remote-debugging-io-pipes',
  'remote-allow-origins',
  'inspect',
  'inspect-brk',
  'inspect-port',
  'inspect-wait',
  'inspect-publish-uid',
  'debug',
  'debug-brk',
  'debug-port',
  'enable-automation',
  'auto-open-devtools-for-tabs',
  // Brings other code into it.
  'js-flags',
  'load-extension',
  'disable-extensions-except',
  'renderer-cmd-prefix',
  'utility-cmd-prefix',
  'gpu-launcher',
  // Takes a guard of the page away.
  'disable-web-security',
  'disable-site-isolation-trials',
  'single-process',
  'allow-running-insecure-content',
  'unsafely-treat-insecure-origin-as-secure',
  'ignore-certificate-errors',
  'use-fake-ui-for-media-stream',
  'auto-accept-camera-and-microphone-capture',
  'enable-blink-features',
  'enable-experimental-web-platform-features',
  // Writes down or diverts what goes over the network.
  'proxy-server',
  'proxy-pac-url',
  'host-rules',
  'host-resolver-rules',
  'log-net-log',
  'ssl-key-log-file',
] as const;

/**
 * The first switch that a package does not serve; null where there is none, and where Facet runs from its sources. Chromium
 * acts on none of them before Electron is ready: this has to be asked while the main module is being evaluated.
 */
export const refusedSwitch = (): string | null =>
  isPackaged ? (refused.find((name) => app.commandLine.hasSwitch(name)) ?? null) : null;
