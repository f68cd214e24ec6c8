// How doubtful it is whose each face is: weighed for the people whom a screen shows, in turns, and again only when faces
// have changed hands. What the screens ask for at every change must not keep cameras waiting.
import { pass } from '../../work/turns.ts';
import { DOUBTFUL, doubtsOf, type PersonSums } from '../../../models/identity/doubt.ts';
import { normalise, rowOf, rowsOfVectors } from '../../../models/linear/vectors.ts';
import type { LibraryEmbeddings } from '../../library/embeddings.ts';
import type { Library } from '../../library/library.ts';

/** Milliseconds for which an answer waits for doubts; pages are told of those that come later. */
const PATIENCE = 60;

/** The faces and embeddings that doubts are of. */
export interface Weighed {
  readonly library: Pick<Library, 'revision' | 'people' | 'faceKeys'>;
  readonly encoder: string;
  readonly cache: LibraryEmbeddings;
}

interface Known extends PersonSums {
  readonly stamp: string;
  readonly rowOfPerson: ReadonlyMap<string, number>;
  /** Faces in each sum. */
  readonly counts: Uint32Array;
  /** By person: doubts by face. */
  readonly doubts: Map<string, ReadonlyMap<string, number>>;
}

export class Doubts {
  /** Called when more is known than the last answer said. */
  readonly #changed: () => void;
  #known: Known | null = null;
  /** What was found doubtful before anything changed hands: better than nothing while it is weighed anew. */
  #before: ReadonlyMap<string, ReadonlyMap<string, number>> = new Map();
  #weighing: Promise<unknown> = Promise.resolve();

  constructor(changed: () => void) {
    this.#changed = changed;
  }

  /**
   * By face, of these people: how much more it looks like the likest other person than like the rest of its own. Where
   * weighing takes long this is what was known before.
   */
  async of(people: readonly string[], weighed: Weighed): Promise<ReadonlyMap<string, number>> {
    const weighing = this.#weighing.then(() => this.#weigh(people, weighed));
    this.#weighing = weighing.catch(() => undefined);
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<'late'>((resolve) => {
      timer = setTimeout(() => resolve('late'), PATIENCE);
    });
    const answer = await Promise.race([weighing, late]);
    clearTimeout(timer);
    if (answer !== 'late') return answer;
    const shown = this.#collect(people);
    void weighing.then((later) => {
      if (countDoubtful(later) !== countDoubtful(shown)) this.#changed();
    });
    return shown;
  }

  #collect(people: readonly string[]): Map<string, number> {
    const found = new Map<string, number>();
    for (const person of people) {
      for (const [face, doubt] of this.#known?.doubts.get(person) ?? this.#before.get(person) ?? []) {
        found.set(face, doubt);
      }
    }
    return found;
  }

  async #weigh(people: readonly string[], weighed: Weighed): Promise<ReadonlyMap<string, number>> {
    const known = await this.sums(weighed);
    for (const person of people) {
      if (!known.doubts.has(person)) known.doubts.set(person, doubtsAbout(person, weighed, known));
      await pass();
    }
    return this.#collect(people);
  }

  /** Everybody's sums, added up anew where anything has changed. */
  async sums({ library, encoder, cache }: Weighed): Promise<Known> {
    const stamp = `${library.revision()} ${encoder} ${cache.size}`;
    if (this.#known?.stamp === stamp) return this.#known;
    const people = library.people();
    const counts = new Uint32Array(people.length);
    let [dimensions, sums] = [0, new Float32Array(0)];
    for (const [row, { id }] of people.entries()) {
      for (const face of library.faceKeys({ person: id })) {
        const embedding = cache.get(face.id);
        if (embedding === undefined) continue;
        if (dimensions === 0)
          [dimensions, sums] = [embedding.length, new Float32Array(people.length * embedding.length)];
        const start = row * dimensions;
        for (let at = 0; at < dimensions; at++) sums[start + at] += embedding[at];
        counts[row] = (counts[row] ?? 0) + 1;
      }
      await pass();
    }
    // A person without embeddings has a mean of zeros, and nobody is like that.
    const means = sums.slice();
    for (let row = 0; row < people.length; row++) normalise(rowOf(means, row, dimensions));
    const rowOfPerson = new Map(people.map(({ id }, row) => [id, row]));
    if (this.#known !== null) this.#before = this.#known.doubts;
    return (this.#known = { stamp, dimensions, sums, means, rowOfPerson, counts, doubts: new Map() });
  }
}

function doubtsAbout(person: string, { library, cache }: Weighed, known: Known): ReadonlyMap<string, number> {
  const row = known.rowOfPerson.get(person);
  const faces = library.faceKeys({ person }).flatMap(({ id }) => {
    const embedding = cache.get(id);
    return embedding === undefined ? [] : [{ id, embedding }];
  });
  if (row === undefined || faces.length === 0) return new Map();
  const doubts = doubtsOf(rowsOfVectors(faces.map(({ embedding }) => embedding)), row, known);
  return new Map(doubts === null ? [] : faces.map(({ id }, at) => [id, doubts[at] ?? 0]));
}

const countDoubtful = (doubts: ReadonlyMap<string, number>): number =>
  [...doubts.values()].filter((doubt) => doubt > DOUBTFUL).length;
