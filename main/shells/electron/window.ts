// The one window: sandboxed, isolated, without Node.
import { BrowserWindow, dialog, nativeTheme } from 'electron';
import { join } from 'node:path';
import { recordCrash } from '../../crashes.ts';
import { packageRoot } from '../../registry/folders.ts';
import { OPENED } from './openWindow.ts';
import { PAGE } from './guards.ts';
import { words } from './native/language.ts';
import { isPackaged } from './switches.ts';

/** So many pages may die within so many milliseconds; what kills one after the other is not helped by another. */
const DEATHS = 3;
const DEATHS_WITHIN = 60_000;

/**
 * Its page is loaded at once, and seen when there is something to see.
 *
 * @param guard watches over the window that is made
 * @param ready resolves when it may be shown
 */
export function createWindow(guard: (window: BrowserWindow) => void, ready: Promise<void>): void {
  const [open] = BrowserWindow.getAllWindows();
  if (open !== undefined) {
    open.focus();
    return;
  }
  const window = new BrowserWindow({
    width: 1280,
    height: 820,
    minWidth: 960,
    minHeight: 600,
    title: 'Facet',
    show: false,
    autoHideMenuBar: true,
    backgroundColor: nativeTheme.shouldUseDarkColors ? '#12181b' : '#f4f7f8',
    webPreferences: {
      preload: join(packageRoot(), 'out', 'preload', 'index.cjs'),
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
      webviewTag: false,
      navigateOnDragDrop: false,
      spellcheck: false,
      devTools: !isPackaged,
    },
  });
  window.once('ready-to-show', () => {
    void ready.then(() => {
      if (window.isDestroyed()) return;
      window.show();
      // To `npm start`, which opens another interface where none of this comes to pass.
      process.send?.(OPENED);
    });
  });
  guard(window);
  revive(window);
  void window.loadURL(PAGE);
}

/** A page whose process has died is loaded again: the library and the engine are elsewhere. */
function revive(window: BrowserWindow): void {
  let deaths: number[] = [];
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    if (reason === 'clean-exit' || window.isDestroyed()) return;
    recordCrash('page', reason);
    const now = Date.now();
    deaths = [...deaths.filter((time) => time > now - DEATHS_WITHIN), now];
    if (deaths.length > DEATHS) {
      const { message, advice } = words().stopped;
      dialog.showErrorBox(message(reason), advice);
      window.destroy();
    } else {
      void window.loadURL(PAGE);
    }
  });
}
