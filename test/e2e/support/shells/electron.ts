// The window in a real Electron, on a display.
import { _electron, errors, type ElectronApplication } from 'playwright-core';
import { join } from 'node:path';
import { findElectron } from '../../../../main/electronRuntime.ts';
import { blockWatch } from './blockWatch.ts';
import { camera, holdCamera, loseCamera } from './cameras.ts';
import { display } from './display.ts';
import { asRoot, environment, listen, root, type OpenShell, type ShellOptions } from './shell.ts';
import { within } from './started.ts';

/** How Electron is started by hand, beside one that is open. */
export async function secondElectron(options: ShellOptions): Promise<{
  readonly command: string;
  readonly args: string[];
  readonly env: Record<string, string>;
}> {
  const found = findElectron();
  if (found === null) throw new Error('no Electron; the test should have been skipped');
  return {
    command: found.executable,
    // A profile of its own: the one-instance lock belongs to it.
    args: [...asRoot, ...camera(options), `--user-data-dir=${join(options.folder, 'profile')}`, root],
    env: { ...environment(options), DISPLAY: (await display()) ?? '' },
  };
}

/** Process ids of the engines of that window. */
export const enginesOf = (application: ElectronApplication): Promise<number[]> =>
  application.evaluate(({ app }) =>
    app.getAppMetrics().flatMap(({ pid, name }) => (name === 'Facet engine' ? [pid] : [])),
  );

/**
 * On a machine that does other things, one launch in thirty never comes back from Playwright although the window is open and its
 * page loaded (its own DevTools show it): that process is ended, and another one started.
 */
export async function launchElectron(
  options: NonNullable<Parameters<typeof _electron.launch>[0]>,
): Promise<ElectronApplication> {
  try {
    return await _electron.launch({ ...options, timeout: 20_000 });
  } catch (error) {
    if (!(error instanceof errors.TimeoutError)) throw error;
    console.warn('Electron was launched a second time: Playwright did not hear of the first.');
    return _electron.launch({ ...options, timeout: 30_000 });
  }
}

export async function openElectron(options: ShellOptions): Promise<OpenShell> {
  const { command, args, env } = await secondElectron(options);
  const application = await launchElectron({
    executablePath: command,
    args,
    env,
    ...(options.colorScheme === undefined ? {} : { colorScheme: options.colorScheme }),
  });
  let said = '';
  application.process().stderr?.on('data', (text: Buffer) => (said += text.toString()));
  const page = await application.firstWindow();
  const nextMessage = (): Promise<string> =>
    application.evaluate(
      ({ dialog }) =>
        new Promise<string>((asked) => {
          dialog.showMessageBox = (...given: unknown[]) => {
            asked((given.at(-1) as { readonly message: string }).message);
            return Promise.resolve({ response: 0, checkboxChecked: false });
          };
        }),
    );
  return {
    kind: 'electron',
    page,
    said: () => said,
    complaints: listen(page),
    async choose(button, paths, press = () => page.getByRole('button', { name: button }).click()) {
      const answer = application.evaluate(
        ({ dialog }, filePaths) => {
          dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths });
        },
        [...paths],
      );
      await within(30, 'Electron hears what is chosen', answer);
      await press();
    },
    // The page's own handlers are checked by security.test.ts; here the system has the last word.
    allowCamera: (allowed) =>
      application.evaluate(({ session }, may) => {
        session.defaultSession.setPermissionRequestHandler((_page, _permission, answer) => answer(may));
        session.defaultSession.setPermissionCheckHandler(() => may);
      }, allowed),
    loseCamera,
    holdCamera,
    engines: () => enginesOf(application),
    processes: () => application.evaluate(({ app }) => app.getAppMetrics().map(({ pid }) => pid)),
    nextMessage,
    longestBlock: blockWatch(application),
    async leaveAndStay() {
      const asked = nextMessage();
      await application.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());
      return asked;
    },
    async close() {
      // Whatever goes on: a test that closes the window means it.
      const answer = application
        .evaluate(({ dialog }) => {
          dialog.showMessageBox = () => Promise.resolve({ response: 1, checkboxChecked: false });
        })
        .catch(() => undefined);
      await within(30, 'Electron hears how to answer', answer);
      await within(60, 'Electron closes', application.close());
    },
  };
}
