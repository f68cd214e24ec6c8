// What electron-updater wants to know of the application, from Electron.
import { app } from 'electron';
import { join } from 'node:path';
import type { App } from './platformUpdater.ts';
import { SOURCE_FILE } from './source.ts';
import { version } from '../../../version.ts';

export const updatedApp = (): App => ({
  version: version(),
  name: 'facet',
  isPackaged: app.isPackaged,
  appUpdateConfigPath: join(process.resourcesPath, SOURCE_FILE),
  userDataPath: app.getPath('userData'),
  baseCachePath: app.getPath('sessionData'),
  whenReady: () => app.whenReady(),
  relaunch: () => app.relaunch(),
  quit: () => app.quit(),
  onQuit: (handler) => void app.once('quit', (_event, code) => handler(code)),
});
