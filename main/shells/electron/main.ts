// The desktop window's main process. It runs no model; the engine has a process of its own.
import { app } from 'electron';
import { recordCrashesOf } from '../../crashes.ts';
import { runningElectronWarning } from '../../electronSupport.ts';
import { keepPrivate } from '../../files/private.ts';
import { lookAtStart } from '../../window/settings/updates.ts';
import { openWindowApplication } from '../../window/application.ts';
import { guardContents, guardNetwork, guardSession, registerSchemes, serveProtocols } from './guards.ts';
import { serveBridge } from './bridge.ts';
import { exit } from '../cli/exit.ts';
import { isFirst } from './instance.ts';
import { systemCipher } from './keychain.ts';
import { windowPower } from './power.ts';
import { openLibrary, relaunch } from './library.ts';
import { Leaving } from './leaving.ts';
import { followLanguage } from './native/language.ts';
import { setMenu } from './native/menu.ts';
import { createWindow } from './window.ts';
import { updatedApp } from './updates/app.ts';
import { networkNow } from './updates/network.ts';
import { readSource } from './updates/source.ts';
import { Updates } from './updates/updates.ts';
import { UtilityEngine } from './utilityEngine.ts';

/** Runs while the main module is being evaluated: schemes must be registered before Electron is ready, and it waits for that. */
export function startWindow(folder: string | undefined): void {
  keepPrivate();
  recordCrashesOf('window');
  const warning = runningElectronWarning();
  if (warning !== null) console.error(`${warning.message}\n${warning.advice}`);
  registerSchemes();
  guardNetwork();
  guardContents();

  const updates = new Updates({
    app: updatedApp(),
    source: app.isPackaged ? readSource(process.resourcesPath) : null,
    network: networkNow,
    changed: () => bridge.notify({ kind: 'library-changed' }),
  });
  const engine = new UtilityEngine();
  const application = openWindowApplication(
    {
      startProcess: engine.start,
      startTrial: () => new UtilityEngine().start(),
      cipher: systemCipher,
      power: windowPower(),
      warn: (sentence) => console.error(sentence),
      ...(folder === undefined ? {} : { library: folder }),
    },
    (notice) => bridge.notify(notice),
    updates,
  );
  let letIn = (): void => undefined;
  /** The page loads in its own process while this one opens the library: what it asks for waits until then. */
  const isOpen = new Promise<void>((resolve) => (letIn = resolve));
  const run: typeof application.run = async (...asked) => {
    await isOpen;
    return application.run(...asked);
  };
  const bridge = serveBridge({ ...application, run }, engine, {
    restart,
    settingsChanged: () => void speak(),
  });

  const leaving = new Leaving(() => bridge.work());
  const open = (): void => createWindow((window) => leaving.guard(window), isOpen);

  if (isFirst(application.services.place.folder, () => bridge.focus())) void app.whenReady().then(show);

  /** Once nothing is in the way of leaving. */
  function restart(): void {
    void leaving.ask().then((leave) => {
      if (!leave) return;
      relaunch();
      app.quit();
    });
  }

  /** The system's own menus and dialogs, in the window's language. */
  async function speak(): Promise<void> {
    await followLanguage();
    setMenu(() => bridge.notify({ kind: 'help' }));
  }

  async function show(): Promise<void> {
    guardSession();
    await speak();
    serveProtocols(application);
    const opening = openLibrary(application.services);
    open();
    if (!(await opening)) {
      app.exit(exit.failed);
      return;
    }
    letIn();
    app.on('activate', open);
    void application.follow();
    void lookAtStart(updates);
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
