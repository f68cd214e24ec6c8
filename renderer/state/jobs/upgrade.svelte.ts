// An encoder's way in: fetched, the library learned anew with it in the background, the results side by side with what is in
// use. Asked for once, an encoder is wanted until the user has chosen, whatever happens on the way: closing the window only
// interrupts it. Several that are wanted come in one after the other, and are compared together.
import type { Checkpoint, Failure, PairedAnswers, Progress } from '../../../preload/window.ts';
import { strings } from '../../strings.ts';
import { TRAINABLE_ENCODER, USUAL_ENCODER } from './builtIn.ts';
import type { Session } from '../session.svelte.ts';
import type { Finetuning } from './finetuning.svelte.ts';
import type { Models } from '../models.svelte.ts';
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
  /** What was learned without the wanted encoders, and then with each of them. */
  readonly checkpoints: readonly Checkpoint[];
  /** The first held against each of the others on the same faces; null where there are none that both were tested on. */
  readonly paired: readonly (PairedAnswers | null)[];
}

export class Upgrade {
  readonly #session: Session;
  readonly #models: Models;
  readonly #finetuning: Finetuning;
  readonly #learning = new RunningCommand();
  #stage = $state<UpgradeStage>('none');
  #encoder = $state<string | null>(null);
  #failure = $state.raw<Failure | null>(null);
  #sides = $state.raw<Sides | null>(null);
  /** Encoders that were cancelled while they were on their way. */
  readonly #unwanted = new Set<string>();

  constructor(session: Session, models: Models, finetuning: Finetuning) {
    this.#session = session;
    this.#models = models;
    this.#finetuning = finetuning;
  }

  get stage(): UpgradeStage {
    return this.#stage;
  }

  /** Id of the encoder that the stage is about: the one that is fetched or learned with, or was last. */
  get encoder(): string | null {
    return this.#encoder;
  }

  /** Ids of all that were asked for, in order. */
  get wanted(): readonly string[] {
    return this.#session.window?.settings.upgrading ?? [];
  }

  get progress(): Progress | null {
    const pulled = this.#encoder === null ? undefined : this.#models.pulls.get(this.#encoder);
    return pulled ?? (this.#learning.running ? this.#learning.progress : null);
  }

  /** What interrupted it; null where the application was closed. */
  get failure(): Failure | null {
    return this.#failure;
  }

  get sides(): Sides | null {
    return this.#sides;
  }

  /** The usual encoder, where names still come from the one before it and nobody has tried the two side by side. */
  get suggested(): string | null {
    const { checkpoints } = this.#finetuning;
    const isOld = checkpoints.some(({ active, encoder }) => active && encoder === TRAINABLE_ENCODER);
    const isTried = checkpoints.some(({ encoder }) => encoder === USUAL_ENCODER);
    const isAsked = this.wanted.includes(USUAL_ENCODER);
    return isOld && !isTried && !isAsked && this.#models.isHere(USUAL_ENCODER) ? USUAL_ENCODER : null;
  }

  /** Whether the user has something to do or to wait for. */
  get pending(): boolean {
    return this.wanted.length > 0 && this.#stage !== 'none';
  }

  /** Whether it comes after the one that is on its way. */
  isQueued(id: string): boolean {
    return this.#isWorking && id !== this.#encoder && this.wanted.includes(id);
  }

  /** To be called when the application starts: where it was left, it goes on, and asks before it uses the network. */
  async open(): Promise<void> {
    if (this.wanted.length === 0) return;
    await this.#models.read();
    const away = this.wanted.find((id) => !this.#models.isHere(id));
    if (away === undefined) await this.#work();
    else [this.#encoder, this.#stage] = [away, 'interrupted'];
  }

  /** Asks for an encoder, or goes on with one that was interrupted. */
  async run(id: string): Promise<void> {
    this.#unwanted.delete(id);
    // One that was interrupted does not hold up the next; what was fetched of it is kept.
    const stuck = this.#stage === 'interrupted' ? this.#encoder : null;
    const others = this.wanted.filter((other) => other !== id && other !== stuck);
    await this.#session.change({ upgrading: [...others, id] });
    if (!this.#isWorking) await this.#work();
  }

  /** To be called when something was learned: there is something to compare with. */
  async goOn(): Promise<void> {
    if (this.#stage === 'waiting') await this.#work();
  }

  async cancel(id: string): Promise<void> {
    this.#unwanted.add(id);
    await this.#session.change({ upgrading: this.wanted.filter((other) => other !== id) });
    if (this.#isWorking) {
      this.#models.cancel(id);
      if (id === this.#encoder) this.#learning.cancel();
    } else {
      this.#rest();
      await this.open();
    }
  }

  async choose({ id, encoder }: Checkpoint): Promise<void> {
    if ((await this.#session.ask('checkpoints.use', { id })) === null) return;
    if (this.#sides !== null) {
      const checkpoints = this.#sides.checkpoints.map((one) => ({ ...one, active: one.id === id }));
      this.#sides = { ...this.#sides, checkpoints };
    }
    // What is learned next is learned with what was chosen.
    await this.#session.change({ encoder, upgrading: [] });
    this.#session.notify('success', strings.finetune.inUse);
  }

  get #isWorking(): boolean {
    return this.#stage === 'fetching' || this.#stage === 'learning';
  }

  /** Brings in one wanted encoder after the other, those that are asked for meanwhile too, then holds all side by side. */
  async #work(): Promise<void> {
    this.#failure = null;
    const done = new Map<string, Checkpoint>();
    let first: Checkpoint | null = null;
    for (let id = this.#next(done); id !== undefined; id = this.#next(done)) {
      this.#encoder = id;
      if (!this.#models.isHere(id)) this.#stage = 'fetching';
      const wrong = this.#models.isHere(id) ? null : await this.#models.pull(id);
      if (wrong !== null) {
        if (this.#unwanted.has(id)) continue;
        this.#interrupt(wrong);
        return;
      }
      this.#stage = 'learning';
      const checkpoints = (await this.#session.ask('checkpoints.list', {})) ?? [];
      const isOther = ({ encoder }: Checkpoint): boolean => !this.wanted.includes(encoder);
      first = checkpoints.find((one) => one.active && isOther(one)) ?? checkpoints.find(isOther) ?? null;
      const made = checkpoints.find(({ encoder }) => encoder === id);
      if (first === null) {
        // Somebody who has learned with it alone has chosen already.
        if (made === undefined) this.#stage = 'waiting';
        else await this.#end();
        return;
      }
      if (made !== undefined && made.createdAt > first.createdAt) {
        done.set(id, made);
        continue;
      }
      // The same split and the same strictness: the two are to differ in the encoder alone. The user chooses; until then
      // the active checkpoint stays.
      const { seed, fpir } = first;
      const learned = await this.#learning.run((signal) =>
        this.#session.bridge.call(
          'finetune',
          { encoder: id, seed, fpir, use: false },
          { progress: this.#learning.report },
          signal,
        ),
      );
      if (learned?.ok === true) done.set(id, learned.value);
      else if (!this.#unwanted.has(id)) {
        if (learned?.ok === false) this.#interrupt(learned.failure);
        return;
      }
    }
    if (first === null || done.size === 0) await this.#end();
    else await this.#compare(first, [...done.values()]);
  }

  #next(done: ReadonlyMap<string, Checkpoint>): string | undefined {
    return this.wanted.find((id) => !done.has(id) && !this.#unwanted.has(id));
  }

  async #compare(first: Checkpoint, made: readonly Checkpoint[]): Promise<void> {
    const paired: (PairedAnswers | null)[] = [];
    for (const { id } of made) {
      const compared = await this.#session.bridge.call('checkpoints.compare', { a: first.id, b: id });
      paired.push(compared.ok ? compared.value.heldOut : null);
    }
    await this.#finetuning.read();
    this.#sides = { checkpoints: [first, ...made], paired };
    this.#stage = 'compared';
    const names = made.map(({ encoder }) => strings.encoder(encoder));
    this.#session.notify('success', strings.upgrade.learned(names), {
      action: { label: strings.upgrade.compare, onClick: () => this.#session.go({ at: 'settings' }) },
      duration: Infinity,
    });
  }

  /** An application that is closed cancels too, and the user wants it still. */
  #interrupt(failure: Failure): void {
    this.#failure = failure;
    this.#stage = 'interrupted';
  }

  #rest(): void {
    this.#stage = 'none';
    this.#failure = null;
    this.#encoder = null;
  }

  async #end(): Promise<void> {
    this.#rest();
    await this.#session.change({ upgrading: [] });
  }
}
