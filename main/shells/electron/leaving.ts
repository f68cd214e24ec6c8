// Asks before work under way is ended with the window, and once is enough.
import { BrowserWindow, dialog, type MessageBoxOptions } from 'electron';
import type { LongWork } from '../../../preload/window.ts';
import { words } from './native/language.ts';

const LEAVE = 1;

export class Leaving {
  readonly #work: () => readonly LongWork[];
  #asking: Promise<boolean> | null = null;
  #agreed = false;

  /** @param work what would end; empty where nothing would */
  constructor(work: () => readonly LongWork[]) {
    this.#work = work;
  }

  /** Whether nothing is in the way of leaving: nobody has to be asked, or somebody was. */
  get free(): boolean {
    return this.#agreed || this.#work().length === 0;
  }

  /** Whether the window may go; the user is asked where work would end with it. */
  ask(): Promise<boolean> {
    if (this.free) return Promise.resolve(true);
    this.#asking ??= this.#question().finally(() => (this.#asking = null));
    return this.#asking;
  }

  /** Holds a window that is closed until the user has answered. */
  guard(window: BrowserWindow): void {
    this.#agreed = false;
    window.on('close', (event) => {
      if (this.free) return;
      event.preventDefault();
      void this.ask().then((leave) => {
        if (leave) window.close();
      });
    });
  }

  async #question(): Promise<boolean> {
    const { leaving, work } = words();
    const options: MessageBoxOptions = {
      type: 'question',
      message: leaving.question(this.#work().map((kind) => work[kind])),
      detail: leaving.detail,
      buttons: [leaving.stay, leaving.leave],
      defaultId: 0,
      cancelId: 0,
    };
    const [window] = BrowserWindow.getAllWindows();
    const { response } = await (window === undefined
      ? dialog.showMessageBox(options)
      : dialog.showMessageBox(window, options));
    this.#agreed = response === LEAVE;
    return this.#agreed;
  }
}
