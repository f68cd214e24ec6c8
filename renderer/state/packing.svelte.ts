// ZIPs on their way out or in: how far they are, what stands in the way, and the way to stop.
import { toast } from 'svelte-sonner';
import type { Progress, WindowRequest } from '../../preload/window.ts';
import { strings } from '../strings.ts';
import type { Application } from './application.svelte.ts';

interface Export {
  readonly request: WindowRequest<'library.export'>;
  /** What is told when the ZIP is written. */
  readonly said: string;
}

/** Milliseconds before a ZIP is worth a dialog: most are written sooner. */
const WORTH_SAYING = 400;

export class Packing {
  readonly #application: Application;
  #abort = new AbortController();
  #running = $state<'export' | 'import' | null>(null);
  #shown = $state(false);
  #progress = $state.raw<Progress | null>(null);
  #inTheWay = $state.raw<Export | null>(null);

  constructor(application: Application) {
    this.#application = application;
  }

  /** What runs, once it has run long enough to say so. */
  get running(): 'export' | 'import' | null {
    return this.#shown ? this.#running : null;
  }

  get progress(): Progress | null {
    return this.#progress;
  }

  /** The file that an export would replace: the user is asked. */
  get inTheWay(): string | null {
    return this.#inTheWay?.request.file ?? null;
  }

  async export(request: Export['request'], said: string): Promise<void> {
    this.#inTheWay = null;
    const written = await this.#run('export', (hear, signal) =>
      this.#application.bridge.call('library.export', request, { progress: hear }, signal),
    );
    if (written.ok) toast.success(said);
    else if (written.failure.kind === 'already-there') this.#inTheWay = { request, said };
    else this.#application.tell(written.failure);
  }

  async replace(): Promise<void> {
    if (this.#inTheWay === null) return;
    const { request, said } = this.#inTheWay;
    await this.export({ ...request, replace: true }, said);
  }

  keep(): void {
    this.#inTheWay = null;
  }

  async import(file: string): Promise<void> {
    const taken = await this.#run('import', (hear, signal) =>
      this.#application.bridge.call('library.import', { file }, { progress: hear }, signal),
    );
    // What came in before it was stopped is there.
    await this.#application.refresh();
    if (taken.ok) toast.success(strings.settings.imported(taken.value.people, taken.value.photos));
    else this.#application.tell(taken.failure);
  }

  cancel(): void {
    this.#abort.abort();
  }

  async #run<T>(
    what: 'export' | 'import',
    work: (hear: (said: Progress) => void, signal: AbortSignal) => Promise<T>,
  ): Promise<T> {
    this.#abort = new AbortController();
    this.#progress = null;
    this.#running = what;
    const worthSaying = setTimeout(() => (this.#shown = true), WORTH_SAYING);
    try {
      return await work((said) => (this.#progress = said), this.#abort.signal);
    } finally {
      clearTimeout(worthSaying);
      this.#shown = false;
      this.#running = null;
    }
  }
}
