// The People screen's list: filtered by typed text, sorted.
import type { PersonRow } from '../../preload/window.ts';

export type PeopleOrder = 'name' | 'most' | 'fewest';

/** Letters alone count: neither case nor accents. */
const plain = (text: string): string => text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();

export class PeopleList {
  readonly #people: () => readonly PersonRow[];
  query = $state('');
  order = $state<PeopleOrder>('name');

  /** Spelled out once: every key that is typed looks at all of them. */
  readonly #named = $derived.by(() => this.#people().map((person) => ({ person, text: plain(person.name) })));

  readonly #sorted = $derived.by(() => {
    const sign = { name: 0, most: -1, fewest: 1 }[this.order];
    // People come by name, and stay so where they have as many faces.
    return sign === 0
      ? this.#named
      : this.#named.toSorted((a, b) => sign * (a.person.faces - b.person.faces));
  });

  readonly shown: readonly PersonRow[] = $derived.by(() => {
    const words = plain(this.query).split(/\s+/).filter(Boolean);
    return this.#sorted
      .filter(({ text }) => words.every((word) => text.includes(word)))
      .map(({ person }) => person);
  });

  constructor(people: () => readonly PersonRow[]) {
    this.#people = people;
  }
}
