// Proposes who may be one person under two names. Nothing is merged by itself: the user says so, or that they are two.
import { stepInTurns } from '../../work/turns.ts';
import { findSamePeople } from '../../../models/identity/samePeople.ts';
import type { SamePeople } from '../../../preload/window.ts';
import type { Doubts, Weighed } from './doubts.ts';
import type { Library } from '../../library/library.ts';

/** Pairs that are proposed at most: the likest are the ones worth a look. */
const SHOWN = 20;

/** Who was said not to be whom, one way or the other: by a face that is one's and denied to be the other's. */
function toldApart(library: Library): ReadonlySet<string> {
  return new Set(
    library
      .deniedFaces()
      .flatMap(({ person, denied }) =>
        person === null ? [] : denied.map((other) => keyOf(person.id, other)),
      ),
  );
}

const keyOf = (a: string, b: string): string => (a < b ? `${a} ${b}` : `${b} ${a}`);

/** Whether both are in one photo: nobody is there twice. */
function areTogether(library: Library, a: string, b: string): boolean {
  const photos = new Set(library.faceKeys({ person: a }).map(({ photo }) => photo));
  return library.faceKeys({ person: b }).some(({ photo }) => photos.has(photo));
}

export class SameProposals {
  readonly #doubts: Doubts;
  #last: {
    readonly of: object;
    readonly pairs: Promise<readonly (readonly [a: string, b: string])[]>;
  } | null = null;

  constructor(doubts: Doubts) {
    this.#doubts = doubts;
  }

  /** The likest pairs that nobody has told apart yet. */
  async of(weighed: Weighed & { readonly library: Library }): Promise<readonly SamePeople[]> {
    const { library } = weighed;
    const sums = await this.#doubts.sums(weighed);
    if (this.#last?.of !== sums) this.#last = { of: sums, pairs: pairsOf(sums) };
    const apart = toldApart(library);
    const proposals: SamePeople[] = [];
    for (const [a, b] of await this.#last.pairs) {
      const [one, other] = [library.person(a), library.person(b)];
      if (one === undefined || other === undefined || one.hidden || other.hidden) continue;
      if (apart.has(keyOf(a, b)) || areTogether(library, a, b)) continue;
      // The one with more faces is more likely to have the right name.
      const [into, from] = one.faces >= other.faces ? [one, other] : [other, one];
      proposals.push({ into: { id: into.id, name: into.name }, from: { id: from.id, name: from.name } });
      if (proposals.length === SHOWN) break;
    }
    return proposals;
  }
}

async function pairsOf(sums: Awaited<ReturnType<Doubts['sums']>>): Promise<(readonly [string, string])[]> {
  const ids = [...sums.rowOfPerson.keys()];
  const found = await stepInTurns(findSamePeople(sums, sums.counts));
  return found.map(({ a, b }) => [ids[a] ?? '', ids[b] ?? ''] as const);
}
