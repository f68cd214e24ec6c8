// The desktop window: Electron's main process. It runs no model; the engine has a process of its own.
import { app } from 'electron';
import { keepPrivate } from '../files/private.ts';
import { openWindowApplication } from '../window/application.ts';
import { guardContents, guardSession, registerSchemes, serveProtocols } from './electronGuards.ts';
import { serveBridge } from './electronBridge.ts';
import { exit } from './cli/exit.ts';
import { isFirst } from './electronInstance.ts';
import { openLibrary, relaunch } from './electronLibrary.ts';
import { Leaving } from './electronLeaving.ts';
import { setMenu } from './electronMenu.ts';
import { createWindow } from './electronWindow.ts';
import { UtilityEngine } from './utilityEngine.ts';

keepPrivate();

// Schemes must be registered before Electron is ready, and it is not as long as this module is being evaluated: nothing
// here may wait for `ready` at the top level.
registerSchemes();
guardContents();

const folder = app.commandLine.getSwitchValue('library');
const engine = new UtilityEngine();
const application = openWindowApplication(
  {
    startProcess: engine.start,
    warn: (sentence) => console.error(sentence),
    ...(folder === '' ? {} : { library: folder }),
  },
  (notice) => bridge.notify(notice),
);
const bridge = serveBridge(application, engine, restart);

const leaving = new Leaving(() => bridge.work());
const open = (): void => createWindow((window) => leaving.guard(window));

if (isFirst(application.rooms.place.folder, () => bridge.focus())) void app.whenReady().then(show);

/** Once nothing is in the way of leaving. */
function restart(): void {
  void leaving.ask().then((leave) => {
    if (!leave) return;
    relaunch();
    app.quit();
  });
}

async function show(): Promise<void> {
  guardSession();
  setMenu();
  serveProtocols(application);
  if (!(await openLibrary(application.rooms))) {
    app.exit(exit.failed);
    return;
  }
  open();
  app.on('activate', open);
}

app.on('window-all-closed', () => {
  if (process.platform !== 'darwin') app.quit();
});

let closed = false;
app.on('before-quit', (event) => {
  if (closed) return;
  // Work under way is ended and the library let go of before the process goes.
  event.preventDefault();
  void leaving.ask().then((leave) => {
    if (!leave) return;
    void bridge
      .close()
      .then(() => application.close())
      .finally(() => {
        closed = true;
        app.quit();
      });
  });
});
