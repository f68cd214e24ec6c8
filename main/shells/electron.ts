// The desktop window: Electron's main process. It runs no model; the engine has a process of its own.
import { app, dialog } from 'electron';
import { openWindowApplication } from '../window/application.ts';
import { guardContents, guardSession, registerSchemes, serveProtocols } from './electronGuards.ts';
import { serveBridge } from './electronBridge.ts';
import { createWindow } from './electronWindow.ts';
import { UtilityEngine } from './utilityEngine.ts';

// The top-level awaits of this module hold `ready` back; schemes must be registered before it.
registerSchemes();
guardContents();

const folder = app.commandLine.getSwitchValue('library');
const engine = new UtilityEngine();
const application = openWindowApplication(
  { startProcess: engine.start, ...(folder === '' ? {} : { library: folder }) },
  (notice) => bridge.notify(notice),
);
const bridge = serveBridge(application, engine);

if (!app.requestSingleInstanceLock({ library: application.rooms.libraryFolder })) {
  // The first instance shows its window.
  app.quit();
} else {
  app.on('second-instance', () => bridge.focus());
  await app.whenReady();
  guardSession();
  serveProtocols(application);
  const opened = await application.rooms.library({ create: true });
  if (!opened.ok) {
    dialog.showErrorBox(opened.failure.message, opened.failure.advice);
    app.exit(1);
  } else {
    createWindow();
    app.on('activate', () => createWindow());
  }
}

app.on('window-all-closed', () => {
  if (process.platform !== 'darwin') app.quit();
});

let closed = false;
app.on('before-quit', (event) => {
  if (closed) return;
  // Work under way is ended and the library let go of before the process goes.
  event.preventDefault();
  void bridge
    .close()
    .then(() => application.close())
    .finally(() => {
      closed = true;
      app.quit();
    });
});
