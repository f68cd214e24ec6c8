// How doubtful it is whose each face is. Weighed in turns, and again only when faces have changed hands: what the screens
// ask for at every change must not keep cameras waiting.
import { setImmediate } from 'node:timers/promises';
import { accumulate, dot, normalise } from '../../../models/linear/vectors.ts';
import type { EmbeddingCache, LibraryFace } from '../../library/library.ts';
import { groupBy } from '../groupBy.ts';

/** Milliseconds of work after which others have their turn. */
const TURN = 20;

interface Owned {
  readonly id: string;
  readonly person: string;
  readonly embedding: Float32Array;
}

export class Doubts {
  /** Called when more is known than the last answer said. */
  readonly #changed: () => void;
  #encoder = '';
  /** Whose each face was when it was last weighed, or is being weighed. */
  #owners: ReadonlyMap<string, string> = new Map();
  #doubts: ReadonlyMap<string, number> = new Map();

  constructor(changed: () => void) {
    this.#changed = changed;
  }

  /**
   * How much more a face looks like the likest other person than like the rest of its own: the difference of cosines to
   * the means, the face itself left out of its own. A person with one face has nothing to doubt it by. Where weighing takes
   * long this is what was known before.
   */
  of(faces: readonly LibraryFace[], encoder: string, cache: EmbeddingCache): ReadonlyMap<string, number> {
    const owned = faces.flatMap(({ id, person }): Owned[] => {
      const embedding = cache.get(id);
      return person === null || embedding === undefined ? [] : [{ id, person: person.id, embedding }];
    });
    const known = this.#owners;
    if (
      encoder !== this.#encoder ||
      owned.length !== known.size ||
      owned.some(({ id, person }) => known.get(id) !== person)
    ) {
      this.#encoder = encoder;
      this.#owners = new Map(owned.map(({ id, person }) => [id, person]));
      void this.#weigh(owned, this.#owners);
    }
    return this.#doubts;
  }

  async #weigh(faces: readonly Owned[], owners: ReadonlyMap<string, string>): Promise<void> {
    const people = [...groupBy(faces, ({ person }) => person).values()];
    const sums = people.map((own) => sumOf(own));
    const means = sums.map((sum) => normalise(sum.slice()));
    const doubts = new Map<string, number>();
    let turn = performance.now();
    let waited = false;
    for (const [place, own] of people.entries()) {
      const others = means.filter((_, at) => at !== place);
      const sum = sums[place];
      if (sum === undefined || own.length < 2 || others.length === 0) continue;
      for (const { id, embedding } of own) {
        const rest = sum.slice();
        accumulate(rest, embedding, -1);
        let likest = -1;
        for (const mean of others) likest = Math.max(likest, dot(mean, embedding));
        doubts.set(id, likest - dot(normalise(rest), embedding));
        if (performance.now() - turn < TURN) continue;
        waited = true;
        await setImmediate();
        // Faces changed hands meanwhile: they are weighed anew already.
        if (this.#owners !== owners) return;
        turn = performance.now();
      }
    }
    this.#doubts = doubts;
    if (waited) this.#changed();
  }
}

function sumOf(own: readonly Owned[]): Float32Array {
  const sum = new Float32Array(own[0]?.embedding.length ?? 0);
  for (const { embedding } of own) accumulate(sum, embedding);
  return sum;
}
