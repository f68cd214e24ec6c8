// Which cameras are open: while one is, background work goes slowly.
import type { Pace } from '../../work/pace.ts';

/** Milliseconds after its last frame from which a camera counts as closed: its page sleeps, or is gone without a word. */
const QUIET = 10_000;

export interface OpenCamera {
  /** To be called with every frame. */
  frame(): void;
  close(): void;
}

export class OpenCameras {
  readonly #pace: Pick<Pace, 'give'>;
  readonly #open = new Set<OpenCamera>();

  constructor(pace: Pick<Pace, 'give'>) {
    this.#pace = pace;
  }

  get any(): boolean {
    return this.#open.size > 0;
  }

  open(): OpenCamera {
    let timer: NodeJS.Timeout | null = null;
    const forget = (): void => this.#set(camera, false);
    const camera: OpenCamera = {
      frame: () => {
        if (timer === null) return;
        timer.refresh();
        this.#set(camera, true);
      },
      close: () => {
        if (timer !== null) clearTimeout(timer);
        timer = null;
        forget();
      },
    };
    timer = setTimeout(forget, QUIET);
    timer.unref();
    this.#set(camera, true);
    return camera;
  }

  #set(camera: OpenCamera, isOpen: boolean): void {
    if (isOpen) this.#open.add(camera);
    else this.#open.delete(camera);
    this.#pace.give('camera', this.any);
  }
}
