// Encoders and detectors: what there is, what is being fetched, and CLIP's arrival in the background.
import type { Checkpoint, ModelEntry, Progress } from '../../preload/window.ts';
import type { Application } from './application.svelte.ts';

/** The model that Welcome offers: the paper's. */
const CLIP = 'clip-rn50';

export class Models {
  readonly #application: Application;
  #entries = $state.raw<readonly ModelEntry[]>([]);
  #pulls = $state.raw<ReadonlyMap<string, Progress | null>>(new Map());
  readonly #aborts = new Map<string, AbortController>();

  constructor(application: Application) {
    this.#application = application;
  }

  get entries(): readonly ModelEntry[] {
    return this.#entries;
  }

  /** Running downloads by model. */
  get pulls(): ReadonlyMap<string, Progress | null> {
    return this.#pulls;
  }

  get clip(): ModelEntry | undefined {
    return this.#entries.find(({ id }) => id === CLIP);
  }

  async read(): Promise<void> {
    this.#entries = (await this.#application.ask('models.list', {})) ?? [];
  }

  async pull(id: string): Promise<boolean> {
    const abort = new AbortController();
    this.#aborts.set(id, abort);
    this.#pulls = new Map(this.#pulls).set(id, null);
    const progress = (said: Progress): void => void (this.#pulls = new Map(this.#pulls).set(id, said));
    const entry = await this.#application.ask('models.pull', { id }, { progress }, abort.signal);
    const pulls = new Map(this.#pulls);
    pulls.delete(id);
    this.#pulls = pulls;
    await this.read();
    return entry !== null;
  }

  cancel(id: string): void {
    this.#aborts.get(id)?.abort();
  }

  async add(file: string, id: string): Promise<boolean> {
    const added = await this.#application.ask('models.add', { file, id });
    await this.read();
    return added !== null;
  }
}

/** CLIP's way in: fetched, the library embedded and finetuned again, both results side by side. */
export class Upgrade {
  readonly #application: Application;
  readonly #models: Models;
  #running = $state(false);
  #progress = $state.raw<Progress | null>(null);
  #compared = $state.raw<readonly Checkpoint[]>([]);

  constructor(application: Application, models: Models) {
    this.#application = application;
    this.#models = models;
  }

  get running(): boolean {
    return this.#running;
  }

  get progress(): Progress | null {
    return this.#models.pulls.get(CLIP) ?? this.#progress;
  }

  /** The newest checkpoint of each encoder, once there are two. */
  get compared(): readonly Checkpoint[] {
    return this.#compared;
  }

  async run(): Promise<void> {
    this.#running = true;
    const fetched = await this.#models.pull(CLIP);
    if (fetched && this.#application.people.some(({ faces }) => faces > 0)) await this.#finetuneBoth();
    this.#running = false;
  }

  async #finetuneBoth(): Promise<void> {
    const before = (await this.#application.ask('checkpoints.list', {})) ?? [];
    const active = before.find((checkpoint) => checkpoint.active);
    const progress = (said: Progress): void => void (this.#progress = said);
    const made = await this.#application.ask('finetune', { encoder: CLIP }, { progress });
    this.#progress = null;
    if (made === null) return;
    this.#compared = active === undefined ? [made] : [active, made];
    // The user chooses; until then the checkpoint that worked stays in use.
    if (active !== undefined) await this.#application.ask('checkpoints.use', { id: active.id });
  }

  cancel(): void {
    this.#models.cancel(CLIP);
  }
}
