// Rows in float32, from which the best are scored again: in memory, or where they are too many in a file without a name.
import { open, rm, type FileHandle } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { temporaryFor } from '../../files/durable.ts';
import { join } from 'node:path';

export interface ExactRows {
  /** From that row on. */
  write(first: number, values: Float32Array): Promise<void>;
  /** `[rows.length, D]`. */
  read(rows: readonly number[]): Promise<Float32Array>;
  close(): Promise<void>;
}

/** Bytes of rows that are held in memory; more go to a file. */
export const MOST_HELD = 256e6;

export class HeldRows implements ExactRows {
  readonly #dimensions: number;
  #values: Float32Array;

  constructor(dimensions: number, capacity = 64) {
    this.#dimensions = dimensions;
    this.#values = new Float32Array(capacity * dimensions);
  }

  write(row: number, values: Float32Array): Promise<void> {
    const end = row * this.#dimensions + values.length;
    if (end > this.#values.length) {
      const grown = new Float32Array(Math.max(end, 2 * this.#values.length));
      grown.set(this.#values);
      this.#values = grown;
    }
    this.#values.set(values, row * this.#dimensions);
    return Promise.resolve();
  }

  read(rows: readonly number[]): Promise<Float32Array> {
    const size = this.#dimensions;
    const read = new Float32Array(rows.length * size);
    rows.forEach((row, at) => read.set(this.#values.subarray(row * size, (row + 1) * size), at * size));
    return Promise.resolve(read);
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}

/** The file is gone when it is closed, and on systems that allow it has no name from the start. */
export class FileRows implements ExactRows {
  readonly #dimensions: number;
  readonly #file: FileHandle;
  readonly #path: string;

  private constructor(dimensions: number, file: FileHandle, path: string) {
    this.#dimensions = dimensions;
    this.#file = file;
    this.#path = path;
  }

  static async open(dimensions: number, folder = tmpdir()): Promise<FileRows> {
    const path = temporaryFor(join(folder, 'facet-gallery'));
    const file = await open(path, 'wx+', 0o600);
    if (process.platform !== 'win32') await rm(path);
    return new FileRows(dimensions, file, path);
  }

  async write(row: number, values: Float32Array): Promise<void> {
    await this.#file.write(
      new Uint8Array(values.buffer, values.byteOffset, values.byteLength),
      0,
      values.byteLength,
      row * this.#dimensions * 4,
    );
  }

  async read(rows: readonly number[]): Promise<Float32Array> {
    const read = new Float32Array(rows.length * this.#dimensions);
    const line = this.#dimensions * 4;
    await Promise.all(
      rows.map((row, at) =>
        this.#file.read(new Uint8Array(read.buffer, at * line, line), 0, line, row * line),
      ),
    );
    return read;
  }

  async close(): Promise<void> {
    await this.#file.close();
    await rm(this.#path, { force: true });
  }
}
