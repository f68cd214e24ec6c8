// Where the machine's power comes from, as Linux tells it, and the wish that long work waits while it comes from a battery.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Pace } from './pace.ts';

export interface PowerSource {
  /** Whether there is a battery that the machine could run on. */
  hasBattery(): boolean;
  /** Whether it runs on it now. */
  onBattery(): boolean;
  /** Calls when that may have changed, until the answer is called. */
  hear(listener: () => void): () => void;
}

/** Where Linux says it. */
const SUPPLIES = '/sys/class/power_supply';

/** Milliseconds between two looks: a plug that is pulled is noticed within so long. */
const LOOK = 5000;

/** Null where only a window could be told: on other systems than Linux. */
export const systemPower = (): PowerSource | null =>
  process.platform === 'linux' ? linuxPower(SUPPLIES, LOOK) : null;

/** @param every milliseconds between two looks */
export const linuxPower = (folder: string, every: number): PowerSource => ({
  hasBattery: () => suppliesIn(folder).some(isBattery),
  onBattery() {
    const supplies = suppliesIn(folder);
    const batteries = supplies.filter(isBattery);
    // A charger may be plugged in and too weak, or held back to spare the battery: what counts is that it is there.
    if (supplies.some(({ type, online }) => type !== 'Battery' && online === '1')) return false;
    return batteries.some(({ status }) => status === 'Discharging');
  },
  hear(listener) {
    const timer = setInterval(listener, every);
    timer.unref();
    return () => clearInterval(timer);
  },
});

/** https://docs.kernel.org/power/power_supply_class.html */
interface Supply {
  readonly type: string;
  readonly scope: string;
  readonly status: string;
  readonly online: string;
}

/** Not those of mice, keyboards and telephones. */
const isBattery = ({ type, scope }: Supply): boolean => type === 'Battery' && scope !== 'Device';

function suppliesIn(folder: string): readonly Supply[] {
  let names: readonly string[];
  try {
    names = readdirSync(folder);
  } catch {
    return [];
  }
  return names.map((name) => {
    const read = (what: string): string => {
      try {
        return readFileSync(join(folder, name, what), 'utf8').trim();
      } catch {
        // It has none, or was unplugged just now.
        return '';
      }
    };
    return { type: read('type'), scope: read('scope'), status: read('status'), online: read('online') };
  });
}

/** Makes the pace give way to the battery, as long as that is wished. */
export class BatteryPause {
  readonly #pace: Pick<Pace, 'give'>;
  readonly #source: PowerSource | null;
  #deaf: (() => void) | null = null;

  constructor(pace: Pick<Pace, 'give'>, source: PowerSource | null) {
    this.#pace = pace;
    this.#source = source;
  }

  get hasBattery(): boolean {
    return this.#source?.hasBattery() ?? false;
  }

  set wished(wished: boolean) {
    this.#deaf?.();
    this.#deaf = null;
    const source = this.#source;
    if (!wished || source === null) {
      this.#pace.give('battery', false);
      return;
    }
    const look = (): void => this.#pace.give('battery', source.onBattery());
    this.#deaf = source.hear(look);
    look();
  }
}
