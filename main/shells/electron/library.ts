// The library at the start of the window, and a start with another one.
import { app, dialog } from 'electron';
import { rememberLibrary } from '../../libraryPlace.ts';
import type { Services } from '../../services.ts';
import { translate, words } from './native/language.ts';

const [AGAIN, USUAL, QUIT] = [0, 1, 2];

/** Tells what is wrong where it cannot be opened. A library that was chosen may lie on a disk that is yet to come. */
export async function openLibrary(services: Services): Promise<boolean> {
  for (;;) {
    const opened = await services.library({ create: true });
    if (opened.ok) return true;
    const message = translate(opened.failure.message);
    const advice = translate(opened.failure.advice);
    const { again, usual, quit } = words().library;
    const buttons = [again, usual, quit];
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
  else dialog.showErrorBox(translate(forgotten.failure.message), translate(forgotten.failure.advice));
}

/** Starts Facet anew when this process has ended. */
export function relaunch(): void {
  // An AppImage is mounted anew for each start.
  const image = process.env['APPIMAGE'];
  app.relaunch(image === undefined ? {} : { execPath: image });
}
