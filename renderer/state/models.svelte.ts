// Encoders and detectors: what there is, and what is being fetched.
import type { Failure, ModelEntry, Progress } from '../../preload/window.ts';
import type { Session } from './session.svelte.ts';

export class Models {
  readonly #session: Session;
  #entries = $state.raw<readonly ModelEntry[]>([]);
  #pulls = $state.raw<ReadonlyMap<string, Progress | null>>(new Map());
  readonly #aborts = new Map<string, AbortController>();

  constructor(session: Session) {
    this.#session = session;
  }

  get entries(): readonly ModelEntry[] {
    return this.#entries;
  }

  /** Running downloads by model. */
  get pulls(): ReadonlyMap<string, Progress | null> {
    return this.#pulls;
  }

  entry(id: string): ModelEntry | undefined {
    return this.#entries.find((entry) => entry.id === id);
  }

  isHere(id: string): boolean {
    const state = this.entry(id)?.state;
    return state === 'installed' || state === 'built-in';
  }

  async read(): Promise<void> {
    this.#entries = (await this.#session.ask('models.list', {})) ?? [];
  }

  /** Null when the model is here. */
  async pull(id: string): Promise<Failure | null> {
    const abort = new AbortController();
    this.#aborts.set(id, abort);
    this.#pulls = new Map(this.#pulls).set(id, null);
    const progress = (said: Progress): void => void (this.#pulls = new Map(this.#pulls).set(id, said));
    const pulled = await this.#session.bridge.call('models.pull', { id }, { progress }, abort.signal);
    this.#aborts.delete(id);
    const pulls = new Map(this.#pulls);
    pulls.delete(id);
    this.#pulls = pulls;
    await this.read();
    return pulled.ok ? null : pulled.failure;
  }

  cancel(id: string): void {
    this.#aborts.get(id)?.abort();
  }

  async add(file: string, id: string): Promise<boolean> {
    const added = await this.#session.ask('models.add', { file, id });
    await this.read();
    return added !== null;
  }
}
