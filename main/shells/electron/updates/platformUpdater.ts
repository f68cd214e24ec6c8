// electron-updater, which fetches and applies, told to believe nothing but a signed description.
//
// Left to itself it would send an id of this installation with every check and keep it in `.updaterId`, remove an AppImage before
// its successor is in place, and start that successor while Facet quits.
import { createRequire } from 'node:module';
import { closeSync, copyFileSync, fsyncSync, openSync, renameSync, rmSync } from 'node:fs';
import type * as ElectronUpdater from 'electron-updater';
import type { AppUpdater, UpdateInfo } from 'electron-updater';
import { folderOf, type UpdateSource } from './source.ts';
import type { NodeTransfers } from './transfers.ts';

// It is CommonJS whose exports are getters: Electron's own parts are loaded when they are asked for, and in tests never.
const updaters = createRequire(import.meta.url)('electron-updater') as typeof ElectronUpdater;

/** What electron-updater wants to know of the application. */
export interface App {
  readonly version: string;
  readonly name: string;
  readonly isPackaged: boolean;
  readonly appUpdateConfigPath: string;
  readonly userDataPath: string;
  readonly baseCachePath: string;
  whenReady(): Promise<void>;
  relaunch(): void;
  quit(): void;
  onQuit(handler: (exitCode: number) => void): void;
}

interface Parts {
  readonly app: App;
  readonly source: UpdateSource;
  readonly transfers: NodeTransfers;
  /** What the signed description says. */
  readonly latest: () => UpdateInfo;
}

class SafeAppImageUpdater extends updaters.AppImageUpdater {
  /** Puts the new file in the old one's place in one step: either is there at every moment. It starts with Facet's next start. */
  protected override doInstall(): boolean {
    const [old, fetched] = [process.env['APPIMAGE'], this.installerPath];
    if (old === undefined || fetched === null) return false;
    const beside = `${old}.next`;
    try {
      copyFileSync(fetched, beside);
      const file = openSync(beside, 'r');
      fsyncSync(file);
      closeSync(file);
      renameSync(beside, old);
      return true;
    } catch (error) {
      rmSync(beside, { force: true });
      throw error;
    }
  }
}

/** Null where Facet cannot replace itself: it runs out of a clone or of a folder. */
export function platformUpdater(parts: Parts): AppUpdater | null {
  const { platform, env } = process;
  if (platform === 'win32') return prepared(new updaters.NsisUpdater(undefined, parts.app), parts);
  if (platform === 'darwin') return prepared(new updaters.MacUpdater(undefined, parts.app), parts);
  return env['APPIMAGE'] === undefined
    ? null
    : prepared(new SafeAppImageUpdater(undefined, parts.app), parts);
}

function prepared<Updater extends AppUpdater>(
  updater: Updater,
  { source, transfers, latest }: Parts,
): Updater {
  class SignedProvider extends updaters.Provider<UpdateInfo> {
    override getLatestVersion(): Promise<UpdateInfo> {
      return Promise.resolve(latest());
    }
    override resolveFiles({ files }: UpdateInfo) {
      return files.map((info) => ({ url: new URL(info.url, folderOf(source)), info }));
    }
  }
  Object.assign(updater, {
    httpExecutor: transfers,
    // No id of this installation is made, kept or sent.
    stagingUserIdPromise: { value: Promise.resolve('') },
    configOnDisk: { value: Promise.resolve(source) },
  });
  updater.setFeedURL({ provider: 'custom', updateProvider: SignedProvider as never });
  updater.logger = null;
  updater.autoDownload = false;
  updater.autoInstallOnAppQuit = true;
  updater.autoRunAppAfterInstall = false;
  updater.allowDowngrade = false;
  updater.allowPrerelease = false;
  updater.disableDifferentialDownload = true;
  updater.disableWebInstaller = true;
  // Whoever asked is told by the promise; an event that nobody hears would end the application.
  updater.on('error', () => undefined);
  return updater;
}
