// What cards show of people beside their rows, read for those that are on the screen: a library may have thousands.
import { SvelteMap } from 'svelte/reactivity';
import type { Coverage, PersonCard } from '../../preload/window.ts';

/** Of somebody of whom nothing is known, or not yet. */
export const noCoverage: Coverage = { front: 0, left: 0, right: 0, up: 0, down: 0 };

/** Cards of one call: a few screens full. */
const AT_ONCE = 48;

export class Cards {
  readonly #read: (people: readonly string[]) => Promise<readonly PersonCard[] | null>;
  readonly #cards = new SvelteMap<string, PersonCard>();
  /** Asked for since the library changed. */
  readonly #asked = new Set<string>();
  /** Waiting for their call: the last ones asked for are on the screen. */
  #wanted: string[] = [];
  #reading = false;
  #round = $state(0);

  constructor(read: (people: readonly string[]) => Promise<readonly PersonCard[] | null>) {
    this.#read = read;
  }

  /** What was known last; the card is read where that may be out of date. */
  of(person: string): PersonCard | undefined {
    void this.#round;
    if (!this.#asked.has(person)) {
      this.#asked.add(person);
      this.#wanted.push(person);
      // All that are asked for in this turn go together.
      if (!this.#reading) void this.#run();
    }
    return this.#cards.get(person);
  }

  /** The library has changed: cards on the screen are read again. */
  renew(): void {
    this.#asked.clear();
    this.#wanted = [];
    this.#round++;
  }

  async #run(): Promise<void> {
    this.#reading = true;
    await Promise.resolve();
    while (this.#wanted.length > 0) {
      const round = this.#round;
      const cards = await this.#read(this.#wanted.splice(-AT_ONCE));
      // What is out of date by now is read again.
      if (cards === null || round !== this.#round) continue;
      for (const card of cards) this.#cards.set(card.id, card);
    }
    this.#reading = false;
  }
}
