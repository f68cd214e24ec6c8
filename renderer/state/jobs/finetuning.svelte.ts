// A finetune as the user sees it: options, how far, the loss curve, and what came of it.
import type {
  Checkpoint,
  FinetuneMethod,
  ModelEntry,
  Progress,
  WindowRequest,
} from '../../../preload/window.ts';
import { USUAL_ENCODER } from './builtIn.ts';
import { RunningCommand } from './runningCommand.svelte.ts';
import type { Session } from '../session.svelte.ts';

export interface LossPoint {
  readonly step: number;
  readonly loss: number;
}

type InstalledEncoder = Exclude<ModelEntry, { state: 'damaged' }>;

const isInstalledEncoder = (model: ModelEntry): model is InstalledEncoder =>
  model.state !== 'damaged' && model.state !== 'available' && model.kind === 'encoder';

/** In the order in which they are offered. */
const offered = ['head', 'auto', 'gda', 'proker', 'text', 'projector', 'full'] as const;

/** What an encoder is trained itself by. */
const trains: readonly (FinetuneMethod | 'auto')[] = ['text', 'projector', 'full'];

export class Finetuning {
  readonly #session: Session;
  readonly #onLearned: () => void;
  readonly command = new RunningCommand();
  #losses = $state.raw<readonly LossPoint[]>([]);
  #checkpoints = $state.raw<readonly Checkpoint[]>([]);
  #fresh = $state.raw<Checkpoint | null>(null);
  /** Id of the checkpoint that was active when this visit's finetune began. */
  #before = $state.raw<string | null>(null);
  #request: WindowRequest<'finetune'> = {};
  #interrupted = $state(false);
  #encoder = $state(USUAL_ENCODER);
  #encoders = $state.raw<readonly InstalledEncoder[]>([]);
  method = $state<FinetuneMethod | 'auto'>('head');
  /** As it was typed; nothing for the usual one. */
  seed = $state('');

  /** @param onLearned called after each finetune that made a checkpoint */
  constructor(session: Session, onLearned: () => void) {
    this.#session = session;
    this.#onLearned = onLearned;
  }

  get encoder(): string {
    return this.#encoder;
  }

  /** A method that the encoder cannot be learned with gives way to the usual one. */
  set encoder(id: string) {
    this.#encoder = id;
    if (!this.methods.includes(this.method)) this.method = 'head';
  }

  /** Those on this machine. */
  get encoders(): readonly InstalledEncoder[] {
    return this.#encoders;
  }

  get losses(): readonly LossPoint[] {
    return this.#losses;
  }

  get checkpoints(): readonly Checkpoint[] {
    return this.#checkpoints;
  }

  /** The checkpoint that this visit made. */
  get fresh(): Checkpoint | null {
    return this.#fresh;
  }

  /** Whether the last one ended by no fault of its own, and can go on. */
  get interrupted(): boolean {
    return this.#interrupted;
  }

  /** The checkpoint that named faces before the fresh one: what the change is measured against, and the way back. */
  readonly previous = $derived(this.#checkpoints.find(({ id }) => id === this.#before) ?? null);

  /** What the encoder can be learned with; everything until it is known. */
  readonly methods = $derived.by(() => {
    const known = this.#encoders.find(({ id }) => id === this.#encoder)?.methods;
    return offered.filter((method) => method === 'auto' || (known?.includes(method) ?? true));
  });

  /** Whether the encoder stays as it is, by whatever method names are learned. */
  readonly staysAsIs = $derived(!this.methods.some((method) => trains.includes(method)));

  /** Whether the seed can be taken as one: nothing, or a whole number. */
  readonly seedFits = $derived(/^\d*$/.test(this.seed.trim()) && Number.isSafeInteger(Number(this.seed)));

  /** To be called when the screen opens: what was left there last time is not asked again. */
  async open(): Promise<void> {
    const entries = (await this.#session.ask('models.list', {})) ?? [];
    this.#encoders = entries.filter(isInstalledEncoder);
    if (!this.command.running) this.encoder = this.#session.window?.settings.encoder ?? this.encoder;
    await this.read();
  }

  async read(): Promise<void> {
    this.#checkpoints = (await this.#session.ask('checkpoints.list', {})) ?? [];
  }

  async run(): Promise<void> {
    if (!this.seedFits) return;
    this.#before = this.#checkpoints.find(({ active }) => active)?.id ?? null;
    this.#losses = [];
    this.#request = {
      // What is tried automatically are all encoders.
      ...(this.method === 'auto' ? {} : { encoder: this.encoder }),
      method: this.method,
      ...(this.seed.trim() === '' ? {} : { seed: Number(this.seed) }),
      fpir: this.#session.window?.settings.fpir ?? 0.01,
    };
    await this.#learn(this.#request);
  }

  /** With the options that it had: only such a training can go on. */
  goOn(): Promise<void> {
    const { method = 'head' } = this.#request;
    const goesOn = method === 'text' || method === 'projector' || method === 'full';
    return this.#learn(!goesOn ? this.#request : { ...this.#request, resume: true });
  }

  async #learn(request: WindowRequest<'finetune'>): Promise<void> {
    this.#interrupted = false;
    this.#fresh = null;
    const learned = await this.command.run((signal) =>
      this.#session.bridge.call('finetune', request, { progress: (said) => this.#hear(said) }, signal),
    );
    if (learned?.ok === true) this.#fresh = learned.value;
    else if (learned?.ok === false) {
      const { kind } = learned.failure;
      this.#interrupted = kind === 'engine-died' || kind === 'disconnected';
      this.#session.tell(learned.failure);
    }
    await this.read();
    if (this.#fresh !== null) this.#onLearned();
  }

  async use(id: string): Promise<void> {
    const used = await this.#session.ask('checkpoints.use', { id });
    if (used !== null) await this.read();
  }

  async erase(id: string): Promise<void> {
    const erased = await this.#session.ask('checkpoints.remove', { id });
    if (erased === null) return;
    if (this.#fresh?.id === id) this.#fresh = null;
    await this.read();
  }

  #hear(said: Progress): void {
    this.command.report(said);
    if (said.loss !== undefined) this.#losses = [...this.#losses, { step: said.done, loss: said.loss }];
  }
}
