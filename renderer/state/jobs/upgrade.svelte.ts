// CLIP's way in: fetched, the library learned anew with it in the background, both results side by side. Asked for once, it
// is wanted until the user has chosen, whatever happens on the way: closing the window only interrupts it.
import type { Checkpoint, Failure, PairedAnswers, Progress } from '../../../preload/window.ts';
import { strings } from '../../strings.ts';
import type { Session } from '../session.svelte.ts';
import type { Finetuning } from './finetuning.svelte.ts';
import { CLIP, type Models } from '../models.svelte.ts';
import { RunningCommand } from './runningCommand.svelte.ts';

export type UpgradeStage =
  | 'none'
  | 'fetching'
  /** By a failure, or because the application was closed. */
  | 'interrupted'
  /** It is here, and nobody has been learned yet that it could be compared on. */
  | 'waiting'
  | 'learning'
  | 'compared';

export interface Sides {
  /** What was learned without CLIP, and with it. */
  readonly checkpoints: readonly [Checkpoint, Checkpoint];
  /** Both on the same faces; null where there are none that both were tested on. */
  readonly paired: PairedAnswers | null;
}

export class Upgrade {
  readonly #session: Session;
  readonly #models: Models;
  readonly #finetuning: Finetuning;
  readonly #learning = new RunningCommand();
  #stage = $state<UpgradeStage>('none');
  #failure = $state.raw<Failure | null>(null);
  #sides = $state.raw<Sides | null>(null);
  #unwanted = false;

  constructor(session: Session, models: Models, finetuning: Finetuning) {
    this.#session = session;
    this.#models = models;
    this.#finetuning = finetuning;
  }

  get stage(): UpgradeStage {
    return this.#stage;
  }

  get progress(): Progress | null {
    return this.#models.pulls.get(CLIP) ?? (this.#learning.running ? this.#learning.progress : null);
  }

  /** What interrupted it; null where the application was closed. */
  get failure(): Failure | null {
    return this.#failure;
  }

  get sides(): Sides | null {
    return this.#sides;
  }

  /** Whether the user has something to do or to wait for. */
  get pending(): boolean {
    return this.#session.window?.settings.upgrading === true && this.#stage !== 'none';
  }

  /** To be called when the application starts: where it was left, it goes on, and asks before it uses the network. */
  async open(): Promise<void> {
    if (this.#session.window?.settings.upgrading !== true) return;
    await this.#models.read();
    if (this.#models.clip?.state === 'installed') await this.#learn();
    else this.#stage = 'interrupted';
  }

  async run(): Promise<void> {
    if (this.#stage === 'fetching' || this.#stage === 'learning') return;
    this.#stage = 'fetching';
    this.#failure = null;
    this.#unwanted = false;
    await this.#session.change({ upgrading: true });
    const wrong = await this.#models.pull(CLIP);
    if (wrong === null) await this.#learn();
    else await this.#interrupt(wrong);
  }

  /** To be called when something was learned: there is something to compare with. */
  async goOn(): Promise<void> {
    if (this.#stage === 'waiting') await this.#learn();
  }

  async cancel(): Promise<void> {
    this.#unwanted = true;
    this.#models.cancel(CLIP);
    this.#learning.cancel();
    if (this.#stage === 'interrupted' || this.#stage === 'waiting') await this.#end();
  }

  async choose({ id, encoder }: Checkpoint): Promise<void> {
    if ((await this.#session.ask('checkpoints.use', { id })) === null) return;
    if (this.#sides !== null) {
      const [without, with_] = this.#sides.checkpoints;
      const mark = (one: Checkpoint): Checkpoint => ({ ...one, active: one.id === id });
      this.#sides = { ...this.#sides, checkpoints: [mark(without), mark(with_)] };
    }
    // What is learned next is learned with what was chosen.
    await this.#session.change({ encoder, upgrading: false });
    this.#session.notify('success', strings.finetune.inUse);
  }

  async #learn(): Promise<void> {
    this.#stage = 'learning';
    this.#failure = null;
    const checkpoints = (await this.#session.ask('checkpoints.list', {})) ?? [];
    const made = checkpoints.find(({ encoder }) => encoder === CLIP);
    const without =
      checkpoints.find(({ encoder, active }) => active && encoder !== CLIP) ??
      checkpoints.find(({ encoder }) => encoder !== CLIP);
    if (without === undefined) {
      // Somebody who has learned with CLIP alone has chosen already.
      if (made === undefined) this.#stage = 'waiting';
      else await this.#end();
      return;
    }
    if (made !== undefined && made.createdAt > without.createdAt) {
      await this.#compare(without, made);
      return;
    }
    // The same split and the same strictness: the two are to differ in the encoder alone. The user chooses; until then
    // the active checkpoint stays.
    const { seed, fpir } = without;
    const learned = await this.#learning.run((signal) =>
      this.#session.bridge.call(
        'finetune',
        { encoder: CLIP, seed, fpir, use: false },
        { progress: this.#learning.report },
        signal,
      ),
    );
    if (learned === null) return;
    if (learned.ok) await this.#compare(without, learned.value);
    else await this.#interrupt(learned.failure);
  }

  async #compare(without: Checkpoint, made: Checkpoint): Promise<void> {
    const compared = await this.#session.bridge.call('checkpoints.compare', {
      a: without.id,
      b: made.id,
    });
    await this.#finetuning.read();
    this.#sides = { checkpoints: [without, made], paired: compared.ok ? compared.value.heldOut : null };
    this.#stage = 'compared';
    this.#session.notify('success', strings.upgrade.learned, {
      action: { label: strings.upgrade.compare, onClick: () => this.#session.go({ at: 'settings' }) },
      duration: Infinity,
    });
  }

  async #interrupt(failure: Failure): Promise<void> {
    // An application that is closed cancels too, and the user wants it still.
    if (this.#unwanted) {
      await this.#end();
      return;
    }
    this.#failure = failure;
    this.#stage = 'interrupted';
  }

  async #end(): Promise<void> {
    this.#stage = 'none';
    this.#failure = null;
    await this.#session.change({ upgrading: false });
  }
}
