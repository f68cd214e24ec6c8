// The desktop window: Electron's main process. It runs no model; the engine has a process of its own.
import { app } from 'electron';
import { runningElectronWarning } from '../electronSupport.ts';
import { keepPrivate } from '../files/private.ts';
import { openWindowApplication } from '../window/application.ts';
import {
  guardContents,
  guardNetwork,
  guardSession,
  registerSchemes,
  serveProtocols,
} from './electron/guards.ts';
import { serveBridge } from './electron/bridge.ts';
import { exit } from './cli/exit.ts';
import { isFirst } from './electron/instance.ts';
import { openLibrary, relaunch } from './electron/library.ts';
import { Leaving } from './electron/leaving.ts';
import { setMenu } from './electron/menu.ts';
import { refusedSwitch } from './electron/switches.ts';
import { createWindow } from './electron/window.ts';
import { UtilityEngine } from './electron/utilityEngine.ts';

const wrong = refusedSwitch();
if (wrong === null) {
  start();
} else {
  console.error(`Facet does not start with --${wrong}: other programs could drive or read its window.`);
  console.error('Leave the switch out; Facet started from its sources (`npm start`) serves it.');
  app.exit(exit.wrongUse);
}

/** Runs while this module is being evaluated: schemes must be registered before Electron is ready, and it waits for that. */
function start(): void {
  keepPrivate();
  const warning = runningElectronWarning();
  if (warning !== null) console.error(`${warning.message}\n${warning.advice}`);
  registerSchemes();
  guardNetwork();
  guardContents();

  const folder = app.commandLine.getSwitchValue('library');
  const engine = new UtilityEngine();
  const application = openWindowApplication(
    {
      startProcess: engine.start,
      startTrial: () => new UtilityEngine().start(),
      warn: (sentence) => console.error(sentence),
      ...(folder === '' ? {} : { library: folder }),
    },
    (notice) => bridge.notify(notice),
  );
  const bridge = serveBridge(application, engine, restart);

  const leaving = new Leaving(() => bridge.work());
  const open = (): void => createWindow((window) => leaving.guard(window));

  if (isFirst(application.services.place.folder, () => bridge.focus())) void app.whenReady().then(show);

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
    if (!(await openLibrary(application.services))) {
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
}
