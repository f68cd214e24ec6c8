// A gallery in memory: exact search by a scan of int8 rows, whose best are scored again in float32.
import type { Worker } from 'node:worker_threads';
import { arithmeticThreads } from '../../files/threads/processors.ts';
import { success, type Result } from '../../../models/failure.ts';
import { headOf, personRowsOf, type Candidates } from '../../../models/identity/gallery/candidates.ts';
import { roundingOf } from '../../../models/identity/gallery/scan.ts';
import { scorePeople } from '../../../models/identity/prototypes.ts';
import { project } from '../../../models/identity/space.ts';
import { rowOf } from '../../../models/linear/vectors.ts';
import type { Enrolled, FoundCandidates, GalleryTerms, SearchedGallery } from '../gallery.ts';
import { FileRows, HeldRows, MOST_HELD, type ExactRows } from './exactRows.ts';
import { Places } from './places.ts';
import { Shares } from './shares.ts';

export interface MemoryGalleryOptions {
  /** What names are given by. */
  readonly terms: () => GalleryTerms;
  /** Rows that are expected; more may come. */
  readonly capacity?: number;
  /** Starts a thread of `scanWorker.ts`; without it all rows are scanned in this thread. */
  readonly startThread?: () => Worker;
}

/** Numbers in rows that this thread scans by itself, in a few milliseconds. */
const MOST_HERE = 5e6;
/** A scan is bound by memory: more threads than these wait for each other. */
const MOST_THREADS = 4;
/** Rows that a first scan brings for each person that is asked for. */
const ROWS_A_PERSON = 8;
export class MemoryGallery implements SearchedGallery {
  readonly #options: MemoryGalleryOptions;
  readonly #dimensions: number;
  /** Rows that nobody has any more are zeros. */
  readonly #places = new Places();
  #shares: Shares;
  #exact: ExactRows;
  /** Searches under way: what they read stays until they are done. */
  readonly #pending = new Set<Promise<unknown>>();

  private constructor(options: MemoryGalleryOptions, dimensions: number, shares: Shares, exact: ExactRows) {
    this.#options = options;
    this.#dimensions = dimensions;
    this.#shares = shares;
    this.#exact = exact;
  }

  static async open(options: MemoryGalleryOptions): Promise<MemoryGallery> {
    const { dimensions } = options.terms().space;
    const capacity = options.capacity ?? 1024;
    const large = capacity * dimensions * 4 > MOST_HELD;
    return new MemoryGallery(
      options,
      dimensions,
      await openShares(options, dimensions, capacity),
      large ? await FileRows.open(dimensions) : new HeldRows(dimensions),
    );
  }

  get encoder(): GalleryTerms['encoder'] {
    return this.#options.terms().encoder;
  }

  /** People. */
  get count(): number {
    return this.#places.count;
  }

  has(id: string): boolean {
    return this.#places.find(id) !== null;
  }

  source(): ReturnType<SearchedGallery['source']> {
    return { kind: 'server' };
  }

  /** Enrols people; those of the same id give way, and the last of several does not. */
  async put(given: readonly Enrolled[]): Promise<void> {
    const people = [...new Map(given.map((each) => [each.id, each])).values()];
    await this.erase(people.map(({ id }) => id));
    let from = this.#places.rows;
    const appended: Float32Array[] = [];
    for (const { id, name, rows } of people) {
      const end = this.#places.rows;
      const { start } = this.#places.add({ id, name }, rows.length / this.#dimensions);
      if (start === end) appended.push(rows);
      else await this.#write(start, rows);
    }
    for (const rows of gathered(appended, this.#dimensions)) {
      await this.#write(from, rows);
      from += rows.length / this.#dimensions;
    }
  }

  /** Whoever is not there is passed over. */
  async erase(ids: readonly string[]): Promise<void> {
    for (const id of ids) {
      const place = this.#places.find(id);
      if (place === null) continue;
      this.#places.remove(place);
      await this.#write(place.start, new Float32Array(place.count * this.#dimensions));
    }
  }

  async nearest(embeddings: Float32Array, most: number): Promise<Result<FoundCandidates>> {
    const terms = this.#options.terms();
    const faces = project(terms.space, embeddings);
    return success({ ...(await this.search(faces, most, terms.blend)), terms, total: this.count });
  }

  /** The same for faces in the gallery's space. */
  search(faces: Float32Array, most: number, blend: number): Promise<Candidates> {
    const searching = this.#search(faces, most, blend);
    this.#pending.add(searching);
    void searching.catch(() => undefined).then(() => this.#pending.delete(searching));
    return searching;
  }

  async #search(faces: Float32Array, most: number, blend: number): Promise<Candidates> {
    const size = this.#dimensions;
    for (let rows = ROWS_A_PERSON * most; ; rows *= 4) {
      const found = await this.#shares.scan(faces, rows);
      const rest = await this.#candidates(
        found.flatMap(({ rows }) => [...rows]),
        blend,
      );
      const count = rest.people.length;
      const scores = count === 0 ? new Float32Array() : scorePeople(rest.head, faces);
      const complete = found.every(({ scores: scanned, rows: own }, face) => {
        if (own.length < rows) return true;
        // [Note: exact search by int8] of models/identity/gallery/scan.ts
        const missed =
          scanned[scanned.length - 1] + this.#shares.error + roundingOf(rowOf(faces, face, size));
        const best = scores.slice(face * count, (face + 1) * count).sort();
        return count >= most && best[count - most] >= missed;
      });
      if (complete) return bestOf(rest, scores, most);
    }
  }

  async close(): Promise<void> {
    await this.#settled();
    await Promise.all([this.#shares.close(), this.#exact.close()]);
  }

  async #settled(): Promise<void> {
    await Promise.allSettled(this.#pending);
  }

  async #candidates(rows: readonly number[], blend: number): Promise<Candidates> {
    const places = [
      ...new Map(
        rows
          .map((row) => this.#places.ownerOf(row))
          .filter((place) => place !== null)
          .map((place) => [place.start, place]),
      ).values(),
    ];
    const wanted = places.flatMap(({ start, count }) => Array.from({ length: count }, (_, at) => start + at));
    const values = await this.#exact.read(wanted);
    let from = 0;
    const people = places.map(({ count }) => {
      const end = from + count * this.#dimensions;
      const own = values.subarray(from, end);
      from = end;
      return own;
    });
    return {
      people: places.map((place) => this.#places.personAt(place)),
      head: headOf(people, this.#dimensions, blend),
    };
  }

  async #write(start: number, rows: Float32Array): Promise<void> {
    const end = start + rows.length / this.#dimensions;
    if (end > this.#shares.capacity) await this.#grow(Math.max(end, Math.ceil(1.5 * this.#shares.capacity)));
    await this.#exact.write(start, rows);
    await this.#shares.set(start, rows);
  }

  /** Moves everything to where there is room for more. */
  async #grow(capacity: number): Promise<void> {
    const size = this.#dimensions;
    const large = capacity * size * 4 > MOST_HELD;
    const [before, exact] = [this.#shares, this.#exact];
    const after = await openShares(this.#options, size, capacity);
    const kept = large && exact instanceof HeldRows ? await FileRows.open(size) : exact;
    for (let row = 0; row < before.capacity; row += AT_ONCE) {
      const rows = Array.from({ length: Math.min(AT_ONCE, before.capacity - row) }, (_, at) => row + at);
      const values = await exact.read(rows);
      if (kept !== exact) await kept.write(row, values);
      await after.set(row, values);
    }
    [this.#shares, this.#exact] = [after, kept];
    await this.#settled();
    await before.close();
    if (kept !== exact) await exact.close();
  }
}

/** Rows that are written at a time. */
const AT_ONCE = 4096;

/** The rows of several people together, so many at a time. */
function* gathered(people: readonly Float32Array[], dimensions: number): Generator<Float32Array> {
  let some: Float32Array[] = [];
  let length = 0;
  const flush = (): Float32Array => {
    const together = new Float32Array(length);
    let at = 0;
    for (const rows of some) {
      together.set(rows, at);
      at += rows.length;
    }
    [some, length] = [[], 0];
    return together;
  };
  for (const rows of people) {
    some.push(rows);
    length += rows.length;
    if (length >= AT_ONCE * dimensions) yield flush();
  }
  if (length > 0) yield flush();
}

function openShares(
  { startThread }: MemoryGalleryOptions,
  dimensions: number,
  capacity: number,
): Promise<Shares> {
  const here = startThread === undefined || capacity * dimensions <= MOST_HERE;
  const count = Math.min(MOST_THREADS, arithmeticThreads());
  return Shares.open({ dimensions, capacity, threads: here ? null : { count, start: startThread } });
}

/** Those who are among the best `most` of a face. */
function bestOf({ people, head }: Candidates, scores: Float32Array, most: number): Candidates {
  const count = people.length;
  const kept = new Set<number>();
  for (let face = 0; face * count < scores.length; face++) {
    const own = scores.subarray(face * count, (face + 1) * count);
    const order = Array.from(own.keys()).sort((a, b) => own[b] - own[a] || a - b);
    for (const place of order.slice(0, most)) kept.add(place);
  }
  const places = [...kept].sort((a, b) => a - b);
  const rows = personRowsOf(head);
  return {
    people: places.map((place) => people[place]),
    head: headOf(
      places.map((place) => rows[place]),
      head.dimensions,
      head.blend,
    ),
  };
}
