// Decides where each network runs: on the first device that answers as the processor does, and sooner.
import { deviceTitles, isDeviceKind, type DeviceKind } from '../../../models/device.ts';
import { failed, success, type Failure, type Result } from '../../../models/failure.ts';
import type { StartedEngine } from '../client.ts';
import type { Device } from '../engine.ts';
import type { DeviceTrial, InstalledModel } from '../protocol.ts';
import { limitsOf } from '../watchdog.ts';
import { acceleratorsOf, whyMissing, type Accelerator } from './candidates.ts';
import { processor } from './processor.ts';
import type { Verdicts } from './verdicts.ts';

/** How far an answer may lie from the processor's, in units of the largest number of the answer where that is over 1. */
export const MOST_DIFFERENCE = 1e-3;

/** A device that somebody chose by hand. */
export interface DeviceWish {
  readonly kind: DeviceKind;
  /** Whether the work fails where the device cannot be used; else the processor does it. */
  readonly required: boolean;
}

/** Null where the text leaves the choice to Facet, or names no device. */
export const wishOf = (text: string, required: boolean): DeviceWish | null =>
  isDeviceKind(text) ? { kind: text, required } : null;

/** What tells of devices; a test puts others in their place. */
export interface DeviceFacts {
  readonly candidates: readonly Accelerator[];
  readonly whyMissing: (kind: Accelerator) => string | null;
  /** Milliseconds for which a trial may be silent, and which it may take at most: a driver may hang. */
  readonly limits: { readonly silence: number; readonly whole: number };
}

const ofThisMachine: DeviceFacts = {
  candidates: acceleratorsOf(process.platform),
  whyMissing,
  limits: { silence: 20_000, whole: 120_000 },
};

export class Devices {
  readonly #verdicts: Verdicts;
  readonly #trialEngine: () => Pick<StartedEngine, 'tryDevice' | 'close'>;
  readonly #facts: DeviceFacts;
  readonly #decided = new Map<string, Promise<Result<Device>>>();
  readonly #wish: () => Promise<DeviceWish | null>;
  /** Trials come one after the other: two at a time would spoil each other's stopwatch. */
  #trials: Promise<unknown> = Promise.resolve();

  /**
   * @param wish null leaves the choice to Facet
   * @param trialEngine starts a process of its own, which a driver may take down
   */
  constructor(
    wish: () => Promise<DeviceWish | null>,
    verdicts: Verdicts,
    trialEngine: () => Pick<StartedEngine, 'tryDevice' | 'close'>,
    facts = ofThisMachine,
  ) {
    this.#wish = wish;
    this.#verdicts = verdicts;
    this.#trialEngine = trialEngine;
    this.#facts = facts;
  }

  /** To be called when the wish has changed: networks are placed anew when they are next asked for. */
  placeAnew(): void {
    this.#decided.clear();
  }

  /** Where the model runs. Fails where another device was demanded, or where the model cannot be run at all. */
  of(model: InstalledModel): Promise<Result<Device>> {
    const key = `${model.digest} ${model.folder}`;
    const known = this.#decided.get(key);
    if (known !== undefined) return known;
    const deciding = this.#decide(model);
    this.#decided.set(key, deciding);
    void deciding.then(({ ok }) => ok || this.#decided.delete(key));
    return deciding;
  }

  async #decide(model: InstalledModel): Promise<Result<Device>> {
    const wish = await this.#wish();
    if (wish?.kind === 'cpu') return success(processor('the processor was chosen by hand'));
    const passedOver: string[] = [];
    for (const kind of wish === null ? this.#facts.candidates : ([wish.kind] as readonly Accelerator[])) {
      const against = await this.#reasonAgainst(kind, model, wish === null);
      if (!against.ok) return against;
      if (against.value === null) {
        const reason = passedOver.length === 0 ? {} : { reason: passedOver.join('; ') };
        return success({ kind, name: deviceTitles[kind], ...reason });
      }
      passedOver.push(`${deviceTitles[kind]}: ${against.value}`);
    }
    if (wish?.required !== true) return success(processor(passedOver.join('; ')));
    return failed(
      'bad-arguments',
      `${model.manifest.id} cannot be run as was asked. ${passedOver.join('; ')}.`,
      'Leave the device to Facet: --device auto',
    );
  }

  /** Null where nothing is against it. Who chooses by hand gets a slow device, but not a wrong one. */
  async #reasonAgainst(
    kind: Accelerator,
    model: InstalledModel,
    mustBeFaster: boolean,
  ): Promise<Result<string | null>> {
    const missing = this.#facts.candidates.includes(kind)
      ? this.#facts.whyMissing(kind)
      : 'there is none on this system';
    if (missing !== null) return success(missing);
    const key = `${kind} ${model.digest}`;
    const found = await this.#inTurn(async () => {
      const known = this.#verdicts.of(key);
      return known === null ? this.#try(key, kind, model) : success(known);
    });
    return found.ok ? success(reasonAgainst(found.value, mustBeFaster)) : found;
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#trials.then(work);
    this.#trials = turn.catch(() => undefined);
    return turn;
  }

  async #try(key: string, kind: Accelerator, model: InstalledModel): Promise<Result<DeviceTrial>> {
    this.#verdicts.begin(key);
    const engine = this.#trialEngine();
    let found: Result<DeviceTrial> | null = null;
    try {
      const { silence, whole } = this.#facts.limits;
      const limits = { ...limitsOf('answers'), silence };
      const signal = AbortSignal.timeout(whole);
      found = await engine.tryDevice(model, kind, limits, signal);
      // The process of the trial ended, or had to be ended: that is an answer too.
      if (!found.ok && signal.aborted) found = success({ runs: false, reason: 'its trial came to no end' });
      else if (!found.ok && found.failure.kind === 'engine-died')
        found = success({ runs: false, reason: `its trial ended the process (${whyOf(found.failure)})` });
      return found;
    } finally {
      this.#verdicts.end(key, found?.ok === true ? found.value : null);
      await engine.close();
    }
  }
}

/** What is in the brackets of the client's message: a signal, an exit code, or what the watchdog saw. */
const whyOf = ({ message }: Failure): string => /\((.*)\)/s.exec(message)?.[1].split('\n', 1)[0] ?? message;

/** What the trial has against the device, in words; null where it has nothing. */
export function reasonAgainst(trial: DeviceTrial, mustBeFaster: boolean): string | null {
  if (!trial.runs) return trial.reason;
  const { difference, speed } = trial;
  // Written so that NaN is a difference too.
  if (!(difference <= MOST_DIFFERENCE))
    return Number.isFinite(difference)
      ? `its answers lie ${difference.toPrecision(2)} from the processor’s; ${MOST_DIFFERENCE} is allowed`
      : 'its answers are no numbers';
  if (mustBeFaster && !(speed > 1))
    return `it takes ${(1 / speed).toFixed(1)} times as long as the processor`;
  return null;
}
