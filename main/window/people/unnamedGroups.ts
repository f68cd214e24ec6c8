// Faces that nobody owns, gathered by likeness in a worker thread. What was compared is kept while faces come and go: naming some
// leaves the other groups as they are, and new faces are compared alone.
import { success, type Result } from '../../../models/failure.ts';
import { haveSameStrangers, type Cohort } from '../../../models/identity/cohort/cohort.ts';
import { MOST_COMPARED } from '../../../models/identity/grouping/groupCut.ts';
import type { Grouped } from '../../../models/identity/grouping/groupFaces.ts';
import { accumulate, normalise, rowOf, rowsOfVectors } from '../../../models/linear/vectors.ts';
import type { EmbeddingCache } from '../../library/embeddings.ts';
import type { Library } from '../../library/library.ts';
import type { FaceKey } from '../../library/photos.ts';
import { sharedFloats, sharedIntegers } from '../../work/shared.ts';
import { eachInTurns, pass } from '../../work/turns.ts';
import type { Workers } from '../../work/workers.ts';

export interface GatheredGroup {
  /** Ids. */
  readonly faces: readonly string[];
  /** Of length 1; null where the face cannot be embedded. */
  readonly mean: Float32Array | null;
}

export interface Gathered {
  /** The largest first. */
  readonly groups: readonly GatheredGroup[];
  /** Groups that were not asked for. */
  readonly more: number;
  /** Faces that have been compared so far, and all of them. */
  readonly compared: number;
  readonly total: number;
}

export interface Unnamed {
  readonly library: Library;
  readonly faces: readonly FaceKey[];
  /** Encoder id, and its embeddings of the faces. */
  readonly encoder: string;
  readonly cache: EmbeddingCache;
  /** What strangers look like to the encoder; null where nobody knows. */
  readonly cohort: Cohort | null;
}

export interface Wanted {
  /** Groups at most. */
  readonly most: number;
  /** Faces that had been compared at the last answer: the next one waits until there are more, or all. */
  readonly after: number;
  readonly signal: AbortSignal;
}

/** From which likeness on groups are one, and by what. */
interface Cut {
  readonly value: number;
  /** The cohort, or how many faces without a name there were when all faces stood for strangers. */
  readonly by: Cohort | number;
}

/** Rows that are copied in one piece. */
const COPIED = 1000;

/** Every face that was seen, by row. */
class Rows {
  readonly library: Library;
  readonly encoder: string;
  readonly dimensions: number;
  embeddings: Float32Array;
  /** A number for each row's photo, -1 where the face is no longer unnamed. */
  photos: Int32Array;
  readonly ids: string[] = [];
  /** Faces without an embedding. */
  alone: readonly string[] = [];
  readonly #rowOf = new Map<string, number>();
  readonly #numbers = new Map<string, number>();
  pairs: Int32Array = new Int32Array(0);
  compared = 0;
  groups: Grouped = new Int32Array(0);
  /** Faces are compared by this one, or a higher one where too many are alike. */
  cut: number;

  constructor({ library, encoder }: Unnamed, dimensions: number, cut: number) {
    this.library = library;
    this.encoder = encoder;
    this.cut = cut;
    this.dimensions = dimensions;
    this.embeddings = sharedFloats(0);
    this.photos = sharedIntegers(0);
  }

  get size(): number {
    return this.ids.length;
  }

  /** Rows of faces that came, and of those that went: these stay, and count no more. */
  async update(faces: readonly FaceKey[], cache: EmbeddingCache): Promise<void> {
    const known = this.size;
    await this.#reserve(known + faces.reduce((fresh, { id }) => fresh + (this.#rowOf.has(id) ? 0 : 1), 0));
    const isThere = new Uint8Array(known);
    const alone: string[] = [];
    await eachInTurns(faces, ({ id, photo }) => {
      const row = this.#rowOf.get(id);
      const embedding = row === undefined ? cache.get(id) : undefined;
      if (row !== undefined) isThere[row] = 1;
      else if (embedding !== undefined) this.#add(id, photo, embedding);
      else alone.push(id);
    });
    this.alone = alone;
    for (let row = 0; row < known; row++) {
      if (isThere[row] === 1 || (this.photos[row] ?? -1) < 0) continue;
      this.photos[row] = -1;
      this.#rowOf.delete(this.ids[row] ?? '');
    }
  }

  /** Most rows are of faces that went. */
  get isWorn(): boolean {
    return this.size > 1000 && this.#rowOf.size < this.size / 2;
  }

  /** Makes room for so many rows, and for half as many more where some have been there: tens of megabytes, copied in turns. */
  async #reserve(needed: number): Promise<void> {
    if (needed <= this.photos.length) return;
    const room = this.size === 0 ? needed : Math.ceil(1.5 * needed);
    const [embeddings, photos] = [sharedFloats(room * this.dimensions), sharedIntegers(room)];
    for (let from = 0; from < this.size; from += COPIED) {
      const to = Math.min(from + COPIED, this.size);
      const rows = this.embeddings.subarray(from * this.dimensions, to * this.dimensions);
      embeddings.set(rows, from * this.dimensions);
      await pass();
    }
    photos.set(this.photos);
    [this.embeddings, this.photos] = [embeddings, photos];
  }

  #add(id: string, photo: string, embedding: Float32Array): void {
    const row = this.ids.length;
    const number = this.#numbers.get(photo) ?? this.#numbers.size;
    this.#numbers.set(photo, number);
    this.ids.push(id);
    this.#rowOf.set(id, row);
    this.embeddings.set(embedding, row * this.dimensions);
    this.photos[row] = number;
  }
}

export class UnnamedGroups {
  readonly #workers: Pick<Workers, 'run'>;
  #rows: Rows | null = null;
  /** That of the rows. */
  #cut: Cut | null = null;
  #running: Promise<Result<void>> | null = null;
  /** One update at a time: each takes several turns. */
  #updating: Promise<unknown> = Promise.resolve();
  /** Called when more has been compared. */
  readonly #waiting = new Set<() => void>();

  constructor(workers: Pick<Workers, 'run'>) {
    this.#workers = workers;
  }

  /** Faces in groups, as far as they have been compared. Comparing goes on, whoever asks. */
  async gather(unnamed: Unnamed, { most, after, signal }: Wanted): Promise<Result<Gathered>> {
    const updating = this.#updating.then(() => this.#rowsFor(unnamed));
    this.#updating = updating.catch(() => undefined);
    const updated = await updating;
    if (!updated.ok) return updated;
    const rows = updated.value;
    while (rows !== null && rows.compared < rows.size) {
      if (rows.compared > after) break;
      const step = this.#compare(rows);
      const failure = await Promise.race([step, this.#next(signal)]);
      if (failure !== null && !failure.ok) return failure;
      if (signal.aborted || rows !== this.#rows) break;
    }
    if (rows !== null && rows.compared < rows.size) void this.#compare(rows);
    return success(listed(unnamed.faces, rows, most));
  }

  async #rowsFor(unnamed: Unnamed): Promise<Result<Rows | null>> {
    const { library, encoder, faces, cache } = unnamed;
    let rows = this.#rows;
    if (rows?.library !== library || rows.encoder !== encoder || rows.isWorn) rows = null;
    const before = rows === null ? null : this.#cut;
    const cut = await this.#cutFor(unnamed, before);
    if (!cut.ok) return cut;
    this.#cut = cut.value;
    // What was compared by another cut says too little, or too much.
    if (cut.value.value !== before?.value) rows = null;
    if (rows === null) {
      const dimensions = faces.map(({ id }) => cache.get(id)).find((one) => one !== undefined)?.length;
      if (dimensions === undefined) return success(null);
      rows = this.#rows = new Rows(unnamed, dimensions, cut.value.value);
    }
    await rows.update(faces, cache);
    return success(rows);
  }

  /** The cut before, unless strangers look otherwise by now, or so many more faces say what they look like. */
  async #cutFor({ library, cohort, faces, cache }: Unnamed, before: Cut | null): Promise<Result<Cut>> {
    const by = before?.by;
    if (cohort !== null) {
      if (before !== null && typeof by === 'object' && haveSameStrangers(by, cohort)) return success(before);
      const cut = await this.#workers.run('cutOfCohort', [cohort]);
      return cut.ok ? success({ value: cut.value, by: cohort }) : cut;
    }
    if (before !== null && typeof by === 'number' && faces.length < 2 * by) return success(before);
    // Those with names as well: most of the last few without one may be one person's.
    const all = library.faceKeys();
    const every = Math.ceil(all.length / MOST_COMPARED);
    const some = all.flatMap(({ id }, at) => {
      const embedding = at % every === 0 ? cache.get(id) : undefined;
      return embedding === undefined ? [] : [embedding];
    });
    const cut = await this.#workers.run('cutOfFaces', [rowsOfVectors(some), some[0]?.length ?? 0]);
    return cut.ok ? success({ value: cut.value, by: faces.length }) : cut;
  }

  /** Resolves when more has been compared, or nobody waits any more. */
  #next(signal: AbortSignal): Promise<null> {
    return new Promise((resolve) => {
      const wake = (): void => {
        this.#waiting.delete(wake);
        signal.removeEventListener('abort', wake);
        resolve(null);
      };
      this.#waiting.add(wake);
      signal.addEventListener('abort', wake);
    });
  }

  /** Compares what has not been compared; one run at a time. */
  #compare(rows: Rows): Promise<Result<void>> {
    return (this.#running ??= this.#run(rows).finally(() => {
      this.#running = null;
      for (const wake of [...this.#waiting]) wake();
    }));
  }

  async #run(rows: Rows): Promise<Result<void>> {
    const { embeddings, dimensions, size, photos, pairs, compared, cut } = rows;
    const input = { embeddings, dimensions, rows: size, photos, pairs, compared, cut };
    const done = await this.#workers.run('groupFaces', input, {
      onEvent: (groups) => {
        rows.groups = groups;
        rows.compared = groups.length;
        for (const wake of [...this.#waiting]) wake();
      },
    });
    // What was found on the way is lost with its pairs: it is found again.
    if (!done.ok) {
      rows.compared = compared;
      return done;
    }
    rows.groups = done.value.groups;
    rows.pairs = done.value.pairs;
    rows.cut = done.value.cut;
    rows.compared = size;
    return success(undefined);
  }
}

/** The largest groups of those that have been compared; faces without an embedding are groups of their own. */
function listed(faces: readonly FaceKey[], rows: Rows | null, most: number): Gathered {
  if (rows === null) {
    const shown = faces.slice(0, most).map(({ id }) => ({ faces: [id], mean: null }));
    return { groups: shown, more: faces.length - shown.length, compared: 0, total: 0 };
  }
  const { alone } = rows;
  const members = new Map<number, number[]>();
  for (let row = 0; row < Math.min(rows.compared, rows.groups.length); row++) {
    if ((rows.photos[row] ?? -1) < 0) continue;
    const group = rows.groups[row] ?? -1;
    const own = members.get(group);
    if (own === undefined) members.set(group, [row]);
    else own.push(row);
  }
  const largest = [...members.values()].sort((a, b) => b.length - a.length);
  const groups: GatheredGroup[] = largest.slice(0, most).map((own) => ({
    faces: own.map((row) => rows.ids[row] ?? ''),
    mean: meanOf(rows, own),
  }));
  for (const id of alone.slice(0, most - groups.length)) groups.push({ faces: [id], mean: null });
  return {
    groups,
    more: largest.length + alone.length - groups.length,
    compared: rows.compared,
    total: rows.size,
  };
}

function meanOf({ embeddings, dimensions }: Rows, own: readonly number[]): Float32Array {
  const mean = new Float32Array(dimensions);
  for (const row of own) accumulate(mean, rowOf(embeddings, row, dimensions));
  return normalise(mean);
}
