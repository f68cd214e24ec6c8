// The whole window: the session, the long work that goes on whatever screen is open, and what the application reports.
import type { Failure, GivingWay, Notice } from '../../preload/window.ts';
import { strings, translate } from '../strings.ts';
import { Evaluating } from './jobs/evaluating.svelte.ts';
import { Finetuning } from './jobs/finetuning.svelte.ts';
import { Following } from './following.svelte.ts';
import { SharedGallery } from './gallery.svelte.ts';
import { Help } from '../help/help.svelte.ts';
import { Identifying } from './identifying.svelte.ts';
import { Importing } from './jobs/importing.svelte.ts';
import { Models } from './models.svelte.ts';
import { Packing } from './jobs/packing.svelte.ts';
import type { Session } from './session.svelte.ts';
import { Upgrade } from './jobs/upgrade.svelte.ts';

/** Milliseconds for which the window says that the engine stopped, however soon it runs again. */
const ENGINE_SHOWN = 15_000;

export class Application {
  readonly session: Session;
  readonly models: Models;
  readonly finetuning: Finetuning;
  readonly upgrade: Upgrade;
  readonly importing: Importing;
  readonly evaluating: Evaluating;
  readonly identifying: Identifying;
  readonly packing: Packing;
  readonly gallery: SharedGallery;
  readonly following: Following;
  readonly help = new Help();
  #loaded = $state(false);
  #trouble = $state.raw<Failure | null>(null);

  constructor(session: Session) {
    this.session = session;
    this.models = new Models(session);
    this.finetuning = new Finetuning(session, () => void this.upgrade.goOn());
    this.upgrade = new Upgrade(session, this.models, this.finetuning);
    this.following = new Following(session);
    this.importing = new Importing(session, this.following);
    this.evaluating = new Evaluating(session);
    this.gallery = new SharedGallery(session);
    this.identifying = new Identifying(session, this.gallery);
    this.packing = new Packing(session);
    session.bridge.onNotice((notice) => this.#hear(notice));
  }

  /** Whether there is something to show. */
  get loaded(): boolean {
    return this.#loaded;
  }

  /** Why there is nothing to show: the library cannot be opened, or the server does not answer. */
  get trouble(): Failure | null {
    return this.#trouble;
  }

  /** What work that goes on behind the screens gives way to at present; null where it does not, or where there is none. */
  get givingWay(): GivingWay | null {
    const { importing, finetuning, evaluating, following } = this;
    const commands = [importing, finetuning, evaluating].map(({ command }) => command.running);
    const looking = following.folders.some(({ state }) => state.at === 'looking');
    return looking || commands.includes(true) ? (this.session.window?.givingWay ?? null) : null;
  }

  async start(): Promise<void> {
    const { session } = this;
    const state = await session.bridge.call('state.read', {});
    this.#trouble = state.ok ? null : state.failure;
    if (!state.ok) return;
    session.take(state.value);
    await session.refresh();
    void this.following.read();
    // The connection was lost, and is back.
    if (this.#loaded) return;
    if (!state.value.settings.welcomed) session.go({ at: 'welcome' });
    this.#loaded = true;
    void this.upgrade.open();
  }

  async startEngine(): Promise<void> {
    const { session } = this;
    const state = await session.ask('engine.start', {});
    if (state === null) return;
    session.take(state);
    if (state.engineTrouble === null) session.notify('success', strings.engineRestarted);
  }

  /** Shows what Help says about the screen that is open. The welcome comes first. */
  openHelp(): void {
    const { screen } = this.session;
    if (!this.#loaded || screen.at === 'welcome' || screen.at === 'help') return;
    this.help.openFor(screen);
    this.session.go({ at: 'help' });
  }

  #hear(notice: Notice): void {
    const { session } = this;
    switch (notice.kind) {
      case 'library-changed':
        void session.refresh();
        break;
      case 'engine-died':
        session.notify('error', strings.engineDied, {
          description: translate(notice.message),
          duration: ENGINE_SHOWN,
        });
        break;
      case 'engine-restarted':
        session.notify('success', strings.engineRestarted);
        break;
      case 'engine-failed':
        session.notify('error', strings.engineFailed, {
          description: translate(notice.failure.message),
          duration: Infinity,
          action: { label: strings.again, onClick: () => void this.startEngine() },
        });
        void session.refresh();
        break;
      case 'unrated':
        session.notify('error', strings.unrated, told(notice.failure));
        break;
      case 'backup-failed':
        session.notify('error', strings.backups.failed, told(notice.failure));
        break;
      case 'giving-way':
        session.giveWay(notice.way);
        break;
      case 'help':
        this.openHelp();
        break;
      case 'line-lost':
        this.#trouble = notice.failure;
        break;
      case 'following-changed':
        void this.following.read();
        break;
      case 'line-restored':
        void this.start();
        break;
      default:
        notice satisfies never;
    }
  }
}

/** A notice's text that stays until it is closed. */
const told = ({ message, advice }: Failure) => ({
  description: `${translate(message)} ${translate(advice)}`,
  duration: Infinity,
});
