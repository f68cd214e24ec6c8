// The one window: sandboxed, isolated, without Node.
import { BrowserWindow, nativeTheme } from 'electron';
import { join } from 'node:path';
import { packageRoot } from '../registry/folders.ts';
import { PAGE } from './electronGuards.ts';

export function createWindow(): void {
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
    },
  });
  window.once('ready-to-show', () => window.show());
  void window.loadURL(PAGE);
}
