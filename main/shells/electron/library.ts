// The library at the start of the window, and a start with another one.
import { app, dialog } from 'electron';
import { rememberLibrary } from '../../libraryPlace.ts';
import type { Services } from '../../services.ts';

const buttons = ['Try again', 'Use the usual folder', 'Quit'];
const [AGAIN, USUAL, QUIT] = [0, 1, 2];

/** Tells what is wrong where it cannot be opened. A library that was chosen may lie on a disk that is yet to come. */
export async function openLibrary(services: Services): Promise<boolean> {
  for (;;) {
    const opened = await services.library({ create: true });
    if (opened.ok) return true;
    const { message, advice } = opened.failure;
    if (services.place.by !== 'choice') {
      dialog.showErrorBox(message, advice);
      return false;
    }
    const asked = { type: 'warning', message, detail: advice, buttons, cancelId: QUIT } as const;
    const { response } = await dialog.showMessageBox(asked);
    if (response === AGAIN) continue;
    if (response === USUAL) await forget();
    return false;
  }
}

async function forget(): Promise<void> {
  const forgotten = await rememberLibrary(null);
  if (forgotten.ok) relaunch();
  else dialog.showErrorBox(forgotten.failure.message, forgotten.failure.advice);
}

/** Starts Facet anew when this process has ended. */
export function relaunch(): void {
  // An AppImage is mounted anew for each start.
  const image = process.env['APPIMAGE'];
  app.relaunch(image === undefined ? {} : { execPath: image });
}
