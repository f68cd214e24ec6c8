// What everything in the window stands on: calls to the application, messages to the user, the library's people, the screen
// that is open, and undo.
import { SvelteSet } from 'svelte/reactivity';
import type {
  Failure,
  PersonRow,
  Undone,
  WindowAnswer,
  WindowCommandName,
  WindowRequest,
  WindowSettings,
  WindowState,
} from '../../preload/window.ts';
import { languageOf, type AnyLanguage } from '../../models/language/languages.ts';
import { strings, translate, useLanguage } from '../strings.ts';
import { Cards } from './cards.svelte.ts';
import type { Bridge, Listeners } from '../transport/bridge.ts';
import type { Notify } from '../notifications.ts';

export type Screen =
  | { readonly at: 'people' }
  /** With `split`, the faces are selected that may be somebody else's. */
  | { readonly at: 'person'; readonly person: string; readonly split?: boolean }
  | {
      readonly at:
        'import' | 'unnamed' | 'finetune' | 'identify' | 'evaluate' | 'settings' | 'welcome' | 'try' | 'help';
    }
  | { readonly at: 'capture'; readonly name: string };

/** Milliseconds for which a failure stays: two sentences, read without hurry. */
const FAILURE_SHOWN = 15_000;

export class Session {
  readonly bridge: Bridge;
  readonly notify: Notify;
  /** Undone steps: what a screen shows of them is no longer so. */
  readonly undone = new SvelteSet<number>();
  readonly #undoListeners = new Set<(undone: Undone) => void>();
  #screen = $state.raw<Screen>({ at: 'people' });
  #window = $state.raw<WindowState | null>(null);
  #language = $state.raw<AnyLanguage>('en');
  #everybody = $state.raw<readonly PersonRow[]>([]);
  readonly #people = $derived(this.#everybody.filter(({ hidden }) => !hidden));
  /** Who is named on no screen but where hidden people are looked through. */
  readonly hidden = $derived(this.#everybody.filter(({ hidden }) => hidden));
  readonly #named = $derived(
    new Map(this.#everybody.map((person) => [person.name.toLocaleLowerCase(), person] as const)),
  );
  readonly #byId = $derived(new Map(this.#everybody.map((person) => [person.id, person] as const)));
  readonly cards = new Cards((people) => this.ask('people.cards', { people }));
  #readings = 0;
  /** Grows with each change of the library, so that lists know when to read again. */
  #revision = $state(0);

  constructor(bridge: Bridge, notify: Notify) {
    this.bridge = bridge;
    this.notify = notify;
    this.#speak();
  }

  get screen(): Screen {
    return this.#screen;
  }

  /** Settings and the state of library and engine; null before they are read. */
  get window(): WindowState | null {
    return this.#window;
  }

  /** The language in use; whoever shows strings draws them anew when it changes. */
  get language(): AnyLanguage {
    return this.#language;
  }

  /** Everybody who is not hidden. */
  get people(): readonly PersonRow[] {
    return this.#people;
  }

  get revision(): number {
    return this.#revision;
  }

  go(screen: Screen): void {
    this.#screen = screen;
  }

  /** To be called with each state that the application answers with. */
  take(state: WindowState): void {
    this.#window = state;
    this.#speak();
  }

  /** To be called when background work gives way to something else, or to nothing. */
  giveWay(way: WindowState['givingWay']): void {
    if (this.#window !== null) this.#window = { ...this.#window, givingWay: way };
  }

  /** What was named at the start, else what is set, else what the system or the browser asks for. */
  #speak(): void {
    const wished = globalThis.navigator?.languages ?? [];
    const set = this.#window?.settings.language ?? 'system';
    const language = this.#window?.languageNamed ?? (set === 'system' ? languageOf(wished) : set);
    // Before anybody who waits for the change reads a string.
    useLanguage(language, wished);
    this.#language = language;
  }

  /** Reads state and people again. */
  async refresh(): Promise<void> {
    const reading = ++this.#readings;
    const [state, people] = await Promise.all([this.ask('state.read', {}), this.ask('people.rows', {})]);
    // A slow answer must not come over a newer one.
    if (reading !== this.#readings) return;
    if (state !== null) this.take(state);
    if (people !== null) this.#everybody = people;
    this.#revision++;
    this.cards.renew();
  }

  /** Their names, in order. */
  readonly names = $derived(this.#people.map(({ name }) => name));

  person(id: string): PersonRow | undefined {
    return this.#byId.get(id);
  }

  personNamed(name: string): PersonRow | undefined {
    return this.#named.get(name.trim().toLocaleLowerCase());
  }

  /** The spelling of a person who is in the library already, however it is typed. */
  spell(name: string): string {
    return this.personNamed(name)?.name ?? name.trim();
  }

  async change(settings: Partial<WindowSettings>): Promise<void> {
    const state = await this.ask('settings.change', settings);
    if (state !== null) this.take(state);
  }

  /** Runs a command; a failure is shown to the user, and null comes back. */
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

  /** Runs a command and reads the library again, offering undo where the change can be undone. */
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
      this.notify('success', said(answer), step === undefined ? {} : { action });
    }
    return answer;
  }

  /** Undoes that step, the newest where none is named. */
  async undo(step?: number): Promise<void> {
    const result = await this.bridge.call('undo', step === undefined ? {} : { step });
    if (!result.ok) this.tell(result.failure);
    else if (result.value === null) this.notify('info', strings.nothingToUndo);
    else {
      this.undone.add(result.value.step);
      this.notify('success', strings.undone(result.value.change));
      for (const listener of this.#undoListeners) listener(result.value);
    }
    await this.refresh();
  }

  /** Calls `listener` with each step that was undone. */
  onUndone(listener: (undone: Undone) => void): void {
    this.#undoListeners.add(listener);
  }

  /** Shows a failure. Not one that the user caused by cancelling, nor a lost connection, which takes the whole screen. */
  tell(failure: Failure): void {
    if (failure.kind === 'cancelled' || failure.kind === 'disconnected') return;
    this.notify('error', translate(failure.message), {
      description: translate(failure.advice),
      duration: FAILURE_SHOWN,
    });
  }

  /** Shows a bug as what it is: nothing else would be seen of it. */
  tellBug(error: unknown): void {
    this.notify('error', strings.bug, { description: String(error), duration: FAILURE_SHOWN });
  }
}

/** The step that a change of the library answers with; other answers have none. */
function stepOf(answer: unknown): number | undefined {
  return typeof answer === 'object' && answer !== null && 'step' in answer && typeof answer.step === 'number'
    ? answer.step
    : undefined;
}
