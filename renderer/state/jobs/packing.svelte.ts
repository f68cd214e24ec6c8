// ZIPs on their way out or in, and data sets on their way out: how far they are, what stands in the way, and the way to stop.
import type { WindowRequest } from '../../../preload/window.ts';
import { strings } from '../../strings.ts';
import { RunningCommand } from './runningCommand.svelte.ts';
import type { Session } from '../session.svelte.ts';

interface Export {
  readonly request: WindowRequest<'library.export'>;
  /** What is told when the ZIP is written. */
  readonly said: string;
}

/** Milliseconds before a ZIP is worth a dialog: most are written sooner. */
const WORTH_SAYING = 400;

export class Packing {
  readonly #session: Session;
  readonly command = new RunningCommand();
  #direction = $state<'export' | 'import' | 'dataset' | null>(null);
  #shown = $state(false);
  #inTheWay = $state.raw<Export | null>(null);

  constructor(session: Session) {
    this.#session = session;
  }

  /** What runs, once it has run long enough to say so. */
  get shown(): 'export' | 'import' | 'dataset' | null {
    return this.#shown ? this.#direction : null;
  }

  /** The file that an export would replace: the user is asked. */
  get inTheWay(): string | null {
    return this.#inTheWay?.request.file ?? null;
  }

  async export(request: Export['request'], said: string): Promise<void> {
    this.#inTheWay = null;
    const written = await this.#run('export', (signal) =>
      this.#session.bridge.call('library.export', request, { progress: this.command.report }, signal),
    );
    if (written === null) return;
    if (written.ok) this.#session.notify('success', said);
    else if (written.failure.kind === 'already-there') this.#inTheWay = { request, said };
    else this.#session.tell(written.failure);
  }

  async replace(): Promise<void> {
    if (this.#inTheWay === null) return;
    const { request, said } = this.#inTheWay;
    await this.export({ ...request, replace: true }, said);
  }

  keep(): void {
    this.#inTheWay = null;
  }

  /** Photos, faces and names for training elsewhere. */
  async dataset(request: WindowRequest<'library.dataset'>): Promise<void> {
    const written = await this.#run('dataset', (signal) =>
      this.#session.bridge.call('library.dataset', request, { progress: this.command.report }, signal),
    );
    if (written === null) return;
    if (written.ok) {
      const { faces, photos } = written.value;
      this.#session.notify('success', strings.settings.datasetWritten(faces, photos));
    } else this.#session.tell(written.failure);
  }

  async import(file: string): Promise<void> {
    const taken = await this.#run('import', (signal) =>
      this.#session.bridge.call('library.import', { file }, { progress: this.command.report }, signal),
    );
    if (taken === null) return;
    // What came in before it was stopped is there.
    await this.#session.refresh();
    if (taken.ok) {
      const { people, photos } = taken.value;
      this.#session.notify('success', strings.settings.imported(people, photos));
    } else this.#session.tell(taken.failure);
  }

  async #run<T>(
    direction: 'export' | 'import' | 'dataset',
    work: (signal: AbortSignal) => Promise<T>,
  ): Promise<T | null> {
    if (this.command.running) return null;
    this.#direction = direction;
    const worthSaying = setTimeout(() => (this.#shown = true), WORTH_SAYING);
    try {
      return await this.command.run(work);
    } finally {
      clearTimeout(worthSaying);
      this.#shown = false;
      this.#direction = null;
    }
  }
}
