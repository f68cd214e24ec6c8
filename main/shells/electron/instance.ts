// One window for each user: a second start shows the first one's, or says that it has another library open.
import { app, dialog } from 'electron';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { exit } from '../cli/exit.ts';
import { earlyWords, words } from './native/language.ts';

/** Where the first start notes which library it has open. */
const note = (): string => join(app.getPath('userData'), 'open-library');

/** Whether this is the first start; a second one ends. */
export function isFirst(folder: string, focus: () => void): boolean {
  const library = resolve(folder);
  if (!app.requestSingleInstanceLock({ library })) {
    const open = noted();
    if (open === null || open === library) {
      app.quit();
    } else {
      void earlyWords().then(({ another }) => {
        console.error(`${another.message(open)}\n${another.advice(library)}`);
        app.exit(exit.failed);
      });
    }
    return false;
  }
  mkdirSync(app.getPath('userData'), { recursive: true });
  writeFileSync(note(), library);
  app.on('second-instance', (_event, _arguments, _folder, told) => {
    focus();
    const { library: wanted } = (told ?? {}) as { readonly library?: unknown };
    if (typeof wanted !== 'string' || wanted === library) return;
    const { another } = words();
    void dialog.showMessageBox({
      type: 'info',
      message: another.message(library),
      detail: another.detail(wanted),
    });
  });
  return true;
}

function noted(): string | null {
  try {
    return readFileSync(note(), 'utf8');
  } catch (error) {
    // The first start has not come so far yet.
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}
