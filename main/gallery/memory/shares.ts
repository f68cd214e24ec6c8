// A gallery's rows in shares, one a thread: row r is row floor(r / n) of share r modulo n.
import type { Worker } from 'node:worker_threads';
import type { Found } from '../../../models/identity/gallery/best.ts';
import { ScannedRows } from '../../../models/identity/gallery/scan.ts';
import { callsTo, keptByCalls } from '../../files/threads/threadCalls.ts';

export interface ScanCalls {
  open(dimensions: number, capacity: number): void;
  /** Answers with how far scores may be off. */
  set(places: Int32Array, values: Float32Array): number;
  scan(faces: Float32Array, most: number): Found[];
}

/** A share: in a thread of its own, or here. */
interface Share {
  open(dimensions: number, capacity: number): Promise<void>;
  set(places: Int32Array, values: Float32Array): Promise<number>;
  scan(faces: Float32Array, most: number): Promise<Found[]>;
  close(): Promise<void>;
}

export interface ShareOptions {
  readonly dimensions: number;
  /** Rows at most. */
  readonly capacity: number;
  /** How a thread is started, and how many are; none: the rows are scanned here. */
  readonly threads: { readonly count: number; readonly start: () => Worker } | null;
}

export class Shares {
  readonly capacity: number;
  readonly #dimensions: number;
  readonly #shares: readonly Share[];
  readonly #errors: Float64Array;

  private constructor(options: ShareOptions, shares: readonly Share[]) {
    this.capacity = options.capacity;
    this.#dimensions = options.dimensions;
    this.#shares = shares;
    this.#errors = new Float64Array(shares.length);
  }

  static async open(options: ShareOptions): Promise<Shares> {
    const { threads, dimensions, capacity } = options;
    const shares =
      threads === null
        ? [share()]
        : Array.from({ length: threads.count }, () => threadShare(threads.start()));
    const each = Math.ceil(capacity / shares.length);
    await Promise.all(shares.map((one) => one.open(dimensions, each)));
    return new Shares(options, shares);
  }

  /** How far a scanned score may be off, but for the rounding of the face. */
  get error(): number {
    return Math.max(...this.#errors);
  }

  /** Rows go in from the first on: none is left out on the way to the last. */
  async set(first: number, values: Float32Array): Promise<void> {
    const size = this.#dimensions;
    const count = this.#shares.length;
    await Promise.all(
      this.#shares.map(async (one, place) => {
        const rows: number[] = [];
        for (let row = 0; row * size < values.length; row++)
          if ((first + row) % count === place) rows.push(row);
        if (rows.length === 0) return;
        const own = new Float32Array(rows.length * size);
        rows.forEach((row, at) => own.set(values.subarray(row * size, (row + 1) * size), at * size));
        const places = Int32Array.from(rows, (row) => Math.floor((first + row) / count));
        this.#errors[place] = await one.set(places, own);
      }),
    );
  }

  /** The best rows of each face over all shares, the best first. */
  async scan(faces: Float32Array, most: number): Promise<Found[]> {
    const found = await Promise.all(this.#shares.map((one) => one.scan(faces, most)));
    const count = this.#shares.length;
    return found[0].map((_, face) => {
      const all = found.flatMap((of, place) =>
        Array.from(of[face].rows, (row, at) => ({ row: row * count + place, score: of[face].scores[at] })),
      );
      const best = all.sort((a, b) => b.score - a.score || a.row - b.row).slice(0, most);
      return {
        rows: Int32Array.from(best, ({ row }) => row),
        scores: Float32Array.from(best, ({ score }) => score),
      };
    });
  }

  async close(): Promise<void> {
    await Promise.all(this.#shares.map((one) => one.close()));
  }
}

function share(): Share {
  let rows = new ScannedRows(1, 1);
  return {
    open: (dimensions, capacity) => {
      rows = new ScannedRows(dimensions, capacity);
      return Promise.resolve();
    },
    set: (places, values) => {
      const size = rows.dimensions;
      places.forEach((place, at) => rows.set(place, values.subarray(at * size, (at + 1) * size)));
      return Promise.resolve(rows.error);
    },
    scan: (faces, most) => Promise.resolve(rows.scan(faces, most)),
    close: () => Promise.resolve(),
  };
}

function threadShare(worker: Worker): Share {
  const rpc = callsTo<ScanCalls, object>(worker, {});
  const kept = keptByCalls(worker);
  return {
    open: (dimensions, capacity) => kept(rpc.open(dimensions, capacity)),
    set: (places, values) => kept(rpc.set(places, values)),
    scan: (faces, most) => kept(rpc.scan(faces, most)),
    close: async () => {
      await worker.terminate();
    },
  };
}
