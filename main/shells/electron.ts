// The desktop window: Electron's main process. It runs no model; the engine has a process of its own.
import { app, dialog } from 'electron';
import { openWindowApplication } from '../window/application.ts';
import { guardContents, guardSession, registerSchemes, serveProtocols } from './electronGuards.ts';
import { serveBridge } from './electronBridge.ts';
import { createWindow } from './electronWindow.ts';
import { UtilityEngine } from './utilityEngine.ts';

// Schemes must be registered before Electron is ready, and it is not as long as this module is being evaluated: nothing
// here may wait for `ready` at the top level.
registerSchemes();
guardContents();

const folder = app.commandLine.getSwitchValue('library');
const engine = new UtilityEngine();
const application = openWindowApplication(
  { startProcess: engine.start, ...(folder === '' ? {} : { library: folder }) },
  (notice) => bridge.notify(notice),
);
const bridge = serveBridge(application, engine);

// One window a library: a second start shows the first one's.
if (app.requestSingleInstanceLock()) {
  app.on('second-instance', () => bridge.focus());
  void app.whenReady().then(show);
} else {
  app.quit();
}

async function show(): Promise<void> {
  guardSession();
  serveProtocols(application);
  const opened = await application.rooms.library({ create: true });
  if (!opened.ok) {
    dialog.showErrorBox(opened.failure.message, opened.failure.advice);
    app.exit(1);
    return;
  }
  createWindow();
  app.on('activate', () => createWindow());
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
