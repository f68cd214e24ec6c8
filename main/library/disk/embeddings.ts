// The embeddings of one encoder in one binary file, appended to as faces come.
//
// Header, 64 bytes: "FACETEMB", version, dimensions (both uint32), the encoder's digest (32 bytes), 12 zeros, CRC-32 of
// the 60 bytes before. Then records: face id (32 bytes), `dimensions` float32, CRC-32 of the record's bytes before. All
// numbers little-endian. A record that does not check, and a tail that is too short for one, count as not there.
import { constants } from 'node:fs';
import { mkdir, open, rm, type FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';
import { crc32 } from 'node:zlib';
import { writeDurably } from '../../files/durable.ts';
import { isMissing } from '../../files/failures.ts';
import type { EncoderKey } from '../embeddings.ts';
import { openPlain, withPlain } from '../untrusted/plain.ts';
import { eachInTurns, everyInTurns, isDue, pass } from '../../work/turns.ts';

const MAGIC = 'FACETEMB';
const VERSION = 1;
const HEADER = 64;
const ID = 32;
const CRC = 4;
/** Bytes that are read at most: the file is read whole, and 200,000 faces take less. */
const LARGEST = 800e6;

type Embeddings = readonly (readonly [face: string, embedding: Float32Array])[];

export class EmbeddingFile {
  readonly #path: string;
  readonly #encoder: EncoderKey;
  readonly #isKnown: (face: string) => boolean;
  /** Those that were read are numbers in `#read`: a view of each, of a hundred thousand, would take longer than reading them. */
  readonly #vectors = new Map<string, Float32Array | number>();
  #read: Float32Array = new Float32Array(0);
  #handle: FileHandle | null = null;
  /** Where the next record goes; 0 while there is no file that can be used. */
  #end = 0;
  #closed = false;
  /** Whether the file holds what no encoder wrote, so that it has to be written anew. */
  #isForeign = false;
  /** Records that do not check, and a tail that is none. */
  #damaged = 0;
  #writing: Promise<unknown> = Promise.resolve();

  private constructor(path: string, encoder: EncoderKey, isKnown: (face: string) => boolean) {
    this.#path = path;
    this.#encoder = encoder;
    this.#isKnown = isKnown;
  }

  /** Reads the file; embeddings of faces that are not known are erased from it at once. */
  static async open(
    path: string,
    encoder: EncoderKey,
    isKnown: (face: string) => boolean,
  ): Promise<EmbeddingFile> {
    const file = new EmbeddingFile(path, encoder, isKnown);
    const bytes = await readAligned(path);
    // It cannot be read, and it may hold anybody's.
    if (bytes === 'too-large') await rm(path, { force: true });
    else if (bytes !== null && headerFits(bytes, encoder)) await file.#parse(bytes);
    if (file.#isForeign || !(await everyInTurns(file.#vectors.keys(), isKnown))) await file.purge();
    return file;
  }

  /** What the file holds; empty where there is none, or one of another encoder. Changes nothing. */
  static async read(path: string, encoder: EncoderKey): Promise<Map<string, Float32Array>> {
    const file = new EmbeddingFile(path, encoder, () => true);
    const bytes = await readAligned(path);
    if (bytes !== null && bytes !== 'too-large' && headerFits(bytes, encoder)) await file.#parse(bytes);
    return new Map([...file.#vectors.keys()].map((face) => [face, file.get(face) ?? new Float32Array(0)]));
  }

  get(face: string): Float32Array | undefined {
    const vector = this.#vectors.get(face);
    return typeof vector === 'number'
      ? this.#read.subarray(vector, vector + this.#encoder.dimensions)
      : vector;
  }

  get size(): number {
    return this.#vectors.size;
  }

  /** Appends what is new and known. Not synced: a cache may lose its last moments to a power cut. */
  put(embeddings: Iterable<readonly [face: string, embedding: Float32Array]>): Promise<void> {
    const given = [...embeddings].map(([face, embedding]) => {
      if (embedding.length !== this.#encoder.dimensions) {
        throw new Error(`an embedding of ${embedding.length} numbers, not ${this.#encoder.dimensions}`);
      }
      return [face, embedding.slice()] as const;
    });
    return this.#inTurn(async () => {
      const fresh = given.filter(([face]) => this.#isKnown(face) && !this.#vectors.has(face));
      if (fresh.length > 0 && !this.#closed) await this.#append(fresh);
    });
  }

  /** Erases the embeddings of faces that are no longer known. */
  async purge(): Promise<void> {
    await this.#rewrite((gone) => gone > 0 || this.#isForeign);
  }

  /** The same for damaged records, which only take room otherwise. Answers with how many records went. */
  mend(): Promise<number> {
    return this.#rewrite((gone) => gone > 0 || this.#isForeign || this.#damaged > 0);
  }

  #rewrite(isWorthIt: (gone: number) => boolean): Promise<number> {
    return this.#inTurn(async () => {
      const before = this.#vectors.size;
      for (const face of [...this.#vectors.keys()]) if (!this.#isKnown(face)) this.#vectors.delete(face);
      const gone = before - this.#vectors.size;
      if (!isWorthIt(gone)) return 0;
      const damaged = this.#damaged;
      this.#damaged = 0;
      this.#isForeign = false;
      await this.#closeHandle();
      this.#end = 0;
      const content = await this.#everything();
      try {
        await writeDurably(this.#path, content);
        this.#end = content.length;
      } catch {
        // A full disk must not keep what is to be erased. The next `put` writes everything anew.
        await rm(this.#path, { force: true });
      }
      return gone + damaged;
    });
  }

  /** Nothing is written after that. */
  async close(): Promise<void> {
    await this.#inTurn(() => {
      this.#closed = true;
      return this.#closeHandle();
    });
  }

  /** The whole file, and records that follow it. */
  async #everything(more: Embeddings = []): Promise<Buffer> {
    return Buffer.concat([header(this.#encoder), await this.#records([...this.#entries(), ...more])]);
  }

  *#entries(): Generator<Embeddings[number]> {
    for (const face of this.#vectors.keys()) {
      const vector = this.get(face);
      if (vector !== undefined) yield [face, vector];
    }
  }

  async #records(embeddings: Embeddings): Promise<Buffer> {
    const size = recordSize(this.#encoder.dimensions);
    const content = Buffer.allocUnsafe(size * embeddings.length);
    let at = 0;
    await eachInTurns(embeddings, ([face, embedding]) => {
      writeRecord(content.subarray(at, (at += size)), face, embedding);
    });
    return content;
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#writing.then(work);
    this.#writing = turn.catch(() => {});
    return turn;
  }

  async #append(fresh: Embeddings): Promise<void> {
    if (this.#handle === null) {
      await mkdir(dirname(this.#path), { recursive: true });
      this.#handle = await openOrCreate(this.#path);
      // Somebody deleted the file meanwhile, as anybody may.
      if ((await this.#handle.stat()).size < this.#end) this.#end = 0;
      if (this.#end === 0) await this.#handle.truncate(0);
    }
    const isNew = this.#end === 0;
    const content = isNew ? await this.#everything(fresh) : await this.#records(fresh);
    // At a place of our own reckoning, so that a write cut short by a full disk is written over by the next one.
    for (let written = 0; written < content.length;) {
      const { bytesWritten } = await this.#handle.write(content, written, null, this.#end + written);
      written += bytesWritten;
    }
    this.#end += content.length;
    for (const [face, embedding] of fresh) this.#vectors.set(face, embedding);
  }

  async #parse(bytes: Uint8Array): Promise<void> {
    const { dimensions } = this.#encoder;
    const size = recordSize(dimensions);
    const buffer = Buffer.from(bytes.buffer, 0, bytes.length);
    const floats = new Float32Array(bytes.buffer, 0, Math.floor(bytes.length / 4));
    this.#read = floats;
    let at = HEADER;
    for (; at + size <= bytes.length; at += size) {
      if (isDue()) await pass();
      const checked = buffer.subarray(at, at + size - CRC);
      if (crc32(checked) !== buffer.readUInt32LE(at + size - CRC)) {
        this.#damaged++;
        continue;
      }
      const place = (at + ID) / 4;
      // A checksum says that nothing was damaged, not that an encoder wrote it.
      if (!isUnit(floats, place, dimensions)) {
        this.#isForeign = true;
        this.#damaged++;
        continue;
      }
      this.#vectors.set(buffer.toString('hex', at, at + ID), place);
    }
    if (at < bytes.length) this.#damaged++;
    this.#end = at;
  }

  async #closeHandle(): Promise<void> {
    const handle = this.#handle;
    this.#handle = null;
    await handle?.close();
  }
}

/** Whether the length is 1, which sums of float32 miss by a little. */
function isUnit(floats: Float32Array, from: number, dimensions: number): boolean {
  let square = 0;
  for (let at = from; at < from + dimensions; at++) square += floats[at] ** 2;
  return Math.abs(square - 1) < 0.1;
}

const recordSize = (dimensions: number): number => ID + 4 * dimensions + CRC;

/** The whole file in memory of its own, so that views of float32 fall on multiples of four. */
const readAligned = (path: string, most = Infinity): Promise<Uint8Array<ArrayBuffer> | 'too-large' | null> =>
  withPlain(path, async (file) => {
    const size = Math.min((await file.stat()).size, most);
    if (size > LARGEST) return 'too-large';
    const bytes = new Uint8Array(size);
    let length = 0;
    while (length < bytes.length) {
      const { bytesRead } = await file.read(bytes, length);
      if (bytesRead === 0) break;
      length += bytesRead;
    }
    return bytes.subarray(0, length);
  });

async function openOrCreate(path: string): Promise<FileHandle> {
  try {
    return await openPlain(path, constants.O_RDWR);
  } catch (error) {
    if (!isMissing(error)) throw error;
    return await open(path, 'wx+');
  }
}

/** The encoder that a file says it belongs to; null where it is no such file. */
export async function readEncoder(path: string): Promise<EncoderKey | null> {
  const bytes = await readAligned(path, HEADER);
  if (bytes === null || bytes === 'too-large' || bytes.length < HEADER) return null;
  const encoder = {
    dimensions: new DataView(bytes.buffer).getUint32(12, true),
    digest: Buffer.from(bytes.buffer, 16, ID).toString('hex'),
  };
  return headerFits(bytes, encoder) ? encoder : null;
}

function header({ digest, dimensions }: EncoderKey): Buffer {
  const bytes = Buffer.alloc(HEADER);
  bytes.write(MAGIC, 'ascii');
  bytes.writeUInt32LE(VERSION, 8);
  bytes.writeUInt32LE(dimensions, 12);
  bytes.write(digest, 16, 'hex');
  bytes.writeUInt32LE(crc32(bytes.subarray(0, HEADER - CRC)), HEADER - CRC);
  return bytes;
}

const headerFits = (bytes: Uint8Array, encoder: EncoderKey): boolean =>
  header(encoder).equals(bytes.subarray(0, HEADER));

/** Numbers are copied as this machine has them: every one that Node runs on has the lowest byte first. */
function writeRecord(bytes: Buffer, face: string, embedding: Float32Array): void {
  bytes.write(face, 'hex');
  bytes.set(new Uint8Array(embedding.buffer, embedding.byteOffset, embedding.byteLength), ID);
  bytes.writeUInt32LE(crc32(bytes.subarray(0, bytes.length - CRC)), bytes.length - CRC);
}
