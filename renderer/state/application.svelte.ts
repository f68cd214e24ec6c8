// What every screen shares: where the user is, the library's people, the theme, and what to say when things fail.
import { SvelteSet } from 'svelte/reactivity';
import { toast } from 'svelte-sonner';
import type {
  WindowAnswer,
  WindowCommandName,
  Failure,
  PersonCard,
  WindowRequest,
  WindowSettings,
  WindowState,
} from '../../preload/window.ts';
import { strings } from '../strings.ts';
import type { Bridge, Listeners } from './bridge.ts';
import { Evaluating } from './evaluating.svelte.ts';
import { Finetuning } from './finetuning.svelte.ts';
import { Identifying } from './identifying.svelte.ts';
import { Importing } from './importing.svelte.ts';
import { Models } from './models.svelte.ts';
import { Packing } from './packing.svelte.ts';
import { Upgrade } from './upgrade.svelte.ts';

export type Screen =
  | { readonly at: 'people' }
  /** With `split`, the faces are selected that may be somebody else's. */
  | { readonly at: 'person'; readonly person: string; readonly split?: boolean }
  | { readonly at: 'import' | 'unnamed' | 'finetune' | 'identify' | 'evaluate' | 'settings' | 'welcome' }
  | { readonly at: 'capture'; readonly name: string };

/** Milliseconds for which it is said that the engine stopped, however soon it runs again. */
const ENGINE_TOAST = 15_000;

/** Milliseconds for which a failure stays: two sentences, read without hurry. */
const FAILURE_TOAST = 15_000;

export class Application {
  readonly bridge: Bridge;
  readonly models = new Models(this);
  // Long work lives here, not in a screen: it goes on while the user looks elsewhere.
  readonly upgrade = new Upgrade(this, this.models);
  readonly importing = new Importing(this);
  readonly finetuning = new Finetuning(this);
  readonly evaluating = new Evaluating(this);
  readonly identifying = new Identifying(this);
  readonly packing = new Packing(this);
  readonly #system = matchMedia('(prefers-color-scheme: dark)');
  /** Steps that were taken back: what a screen shows of them is not so any more. */
  readonly undone = new SvelteSet<number>();
  #screen = $state.raw<Screen>({ at: 'people' });
  #window = $state.raw<WindowState | null>(null);
  #people = $state.raw<readonly PersonCard[]>([]);
  #loaded = $state(false);
  #readings = 0;
  #trouble = $state.raw<Failure | null>(null);
  /** Grows with each change of the library, so that lists know when to read again. */
  #revision = $state(0);

  constructor(bridge: Bridge) {
    this.bridge = bridge;
    this.#system.addEventListener('change', () => this.#paint());
    bridge.onNotice((notice) => {
      switch (notice.kind) {
        case 'library-changed':
          void this.refresh();
          break;
        case 'engine-died':
          toast.error(strings.engineDied, { description: notice.message, duration: ENGINE_TOAST });
          break;
        case 'engine-restarted':
          toast.success(strings.engineRestarted);
          break;
        case 'engine-failed':
          toast.error(strings.engineFailed, {
            description: notice.failure.message,
            duration: Infinity,
            action: { label: strings.again, onClick: () => void this.startEngine() },
          });
          void this.refresh();
          break;
        case 'line-lost':
          this.#trouble = notice.failure;
          break;
        case 'line-restored':
          void this.start();
          break;
        default:
          notice satisfies never;
      }
    });
  }

  get screen(): Screen {
    return this.#screen;
  }

  get window(): WindowState | null {
    return this.#window;
  }

  get people(): readonly PersonCard[] {
    return this.#people;
  }

  get loaded(): boolean {
    return this.#loaded;
  }

  get revision(): number {
    return this.#revision;
  }

  /** Why there is nothing to show: the library cannot be opened, or the server does not answer. */
  get trouble(): Failure | null {
    return this.#trouble;
  }

  async start(): Promise<void> {
    const state = await this.bridge.call('state.read', {});
    this.#trouble = state.ok ? null : state.failure;
    if (!state.ok) return;
    this.#take(state.value);
    await this.refresh();
    // The line was lost, and is back.
    if (this.#loaded) return;
    if (!state.value.settings.welcomed) this.#screen = { at: 'welcome' };
    this.#loaded = true;
    void this.upgrade.open();
  }

  async refresh(): Promise<void> {
    const reading = ++this.#readings;
    const [state, people] = await Promise.all([this.ask('state.read', {}), this.ask('people.cards', {})]);
    // A slow answer must not come over a newer one.
    if (reading !== this.#readings) return;
    if (state !== null) this.#take(state);
    if (people !== null) this.#people = people;
    this.#revision++;
  }

  go(screen: Screen): void {
    this.#screen = screen;
  }

  personNamed(name: string): PersonCard | undefined {
    const wanted = name.trim().toLocaleLowerCase();
    return this.#people.find((person) => person.name.toLocaleLowerCase() === wanted);
  }

  /** The spelling of somebody who is there already, however it is typed. */
  spell(name: string): string {
    return this.personNamed(name)?.name ?? name.trim();
  }

  async change(settings: Partial<WindowSettings>): Promise<void> {
    const state = await this.ask('settings.change', settings);
    if (state !== null) this.#take(state);
  }

  async startEngine(): Promise<void> {
    const state = await this.ask('engine.start', {});
    if (state === null) return;
    this.#take(state);
    if (state.engineTrouble === null) toast.success(strings.engineRestarted);
  }

  /** Takes back that step, the newest where none is named. */
  async undo(step?: number): Promise<void> {
    const result = await this.bridge.call('undo', step === undefined ? {} : { step });
    if (!result.ok) this.tell(result.failure);
    else if (result.value === null) toast(strings.nothingToUndo);
    else {
      const { change, judged } = result.value;
      this.undone.add(result.value.step);
      toast.success(strings.undone(change));
      if (judged !== null) this.identifying.judging.takeBack(judged);
    }
    await this.refresh();
  }

  /** Runs a command and reads the library again, offering to take the change back where that can be done. */
  async alter<C extends WindowCommandName>(
    command: C,
    request: WindowRequest<C>,
    said?: (answer: WindowAnswer<C>) => string,
  ): Promise<WindowAnswer<C> | null> {
    const answer = await this.ask(command, request);
    if (answer === null) return null;
    await this.refresh();
    if (said !== undefined) {
      const step = stepOf(answer);
      const action = { label: strings.undo, onClick: () => void this.undo(step) };
      toast.success(said(answer), step === undefined ? {} : { action });
    }
    return answer;
  }

  /** Runs a command; a failure is told to the user, and null comes back. */
  async ask<C extends WindowCommandName>(
    command: C,
    request: WindowRequest<C>,
    listeners?: Listeners,
    signal?: AbortSignal,
  ): Promise<WindowAnswer<C> | null> {
    const result = await this.bridge.call(command, request, listeners, signal);
    if (result.ok) return result.value;
    this.tell(result.failure);
    return null;
  }

  /** What the user cancelled is no news, and a lost line is told by the whole screen. */
  tell(failure: Failure): void {
    if (failure.kind === 'cancelled' || failure.kind === 'disconnected') return;
    toast.error(failure.message, { description: failure.advice, duration: FAILURE_TOAST });
  }

  /** A bug, in words that do not hide it: nothing else would be seen of it. */
  tellBug(error: unknown): void {
    toast.error(strings.bug, { description: String(error), duration: FAILURE_TOAST });
  }

  #take(state: WindowState): void {
    this.#window = state;
    this.#paint();
  }

  #paint(): void {
    const theme = this.#window?.settings.theme ?? 'system';
    const dark = theme === 'dark' || (theme === 'system' && this.#system.matches);
    document.documentElement.dataset['theme'] = dark ? 'dark' : 'light';
  }
}

/** The step that a change of the library answers with; other answers have none. */
function stepOf(answer: unknown): number | undefined {
  return typeof answer === 'object' && answer !== null && 'step' in answer && typeof answer.step === 'number'
    ? answer.step
    : undefined;
}
