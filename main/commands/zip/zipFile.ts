// A ZIP as it may come from anybody: its list of entries is checked before any of them is read, and nothing is unpacked to
// a path.
import { createHash } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { buffer } from 'node:stream/consumers';
import { open, type Entry, type ZipFile } from 'yauzl';
import { failed, success, type Result } from '../../../models/failure.ts';
import { LARGEST_FILE } from '../../images/limits.ts';
import { sortInTurns } from '../../work/turns.ts';
import { hashIn, INDEX, isOurEntry } from './archive.ts';

/** Bytes of the index at most. */
const LARGEST_INDEX = 128e6;
const MOST_ENTRIES = 500_000;
/** Text of this many times its compressed size is made to fill a disk or memory; the index comes to a tenth of it. */
const LARGEST_RATIO = 100;
/** Bytes of an entry's local header before its name (APPNOTE 4.3.7). */
const LOCAL_HEADER = 30;
const [STORED, DEFLATED] = [0, 8];
/** Of the upper half of the external attributes: what kind of file it was on Unix. */
const [KIND_MASK, REGULAR] = [0o170000, 0o100000];

/** Why the ZIP cannot be Facet's, in words that follow its name. */
class Unacceptable extends Error {}

export class Archive {
  readonly #zip: ZipFile;
  readonly #entries: ReadonlyMap<string, Entry>;

  private constructor(zip: ZipFile, entries: ReadonlyMap<string, Entry>) {
    this.#zip = zip;
    this.#entries = entries;
  }

  /** Fails with `bad-arguments` where it is not a ZIP, or has an entry that Facet does not write. */
  static async open(file: string): Promise<Result<Archive>> {
    // A pipe would be waited for without an end.
    const isFile = await stat(file).then(
      (found) => found.isFile(),
      () => false,
    );
    if (!isFile)
      return failed('bad-arguments', `${file} is not a file.`, 'Choose a ZIP that Facet wrote.', file);
    try {
      return success(await Archive.#list(file));
    } catch (error) {
      const why = error instanceof Unacceptable ? error.message : 'is not a readable ZIP file';
      return failed('bad-arguments', `${file} ${why}.`, 'Choose a ZIP that Facet wrote.', file);
    }
  }

  static #list(file: string): Promise<Archive> {
    return new Promise((resolve, reject) => {
      open(file, { lazyEntries: true, autoClose: false, strictFileNames: true }, (error, zip) => {
        if (error) return reject(error);
        const fail = (reason: Error) => {
          zip.close();
          reject(reason);
        };
        if (zip.entryCount > MOST_ENTRIES) return fail(new Unacceptable('has too many entries'));
        const entries = new Map<string, Entry>();
        zip.on('entry', (entry: Entry) => {
          const why = objection(entry) ?? (entries.has(entry.fileName) ? 'has one entry twice' : null);
          if (why !== null) return fail(new Unacceptable(why));
          entries.set(entry.fileName, entry);
          zip.readEntry();
        });
        zip.on('end', () => {
          void overlap([...entries.values()]).then((found) => {
            if (found) fail(new Unacceptable('has entries that overlap'));
            else resolve(new Archive(zip, entries));
          }, fail);
        });
        zip.on('error', fail);
        zip.readEntry();
      });
    });
  }

  /** Null where there is no such entry, or a damaged one. */
  read(name: string): Promise<Buffer | null> {
    const entry = this.#entries.get(name);
    if (entry === undefined) return Promise.resolve(null);
    return new Promise((resolve) => {
      this.#zip.openReadStream(entry, (error, stream) => {
        if (error) resolve(null);
        else buffer(stream).then(resolve, () => resolve(null));
      });
    });
  }

  /** The entry, where its content has the hash that names it. */
  async readHashed(name: string, hash: string): Promise<Buffer | null> {
    const bytes = await this.read(name);
    return bytes !== null && createHash('sha256').update(bytes).digest('hex') === hash ? bytes : null;
  }

  /** Whether all entries but the index have the content that their names say; the names of those that have not. */
  async damaged(
    signal: AbortSignal,
    told: (done: number, total: number) => void,
  ): Promise<readonly string[]> {
    const wrong: string[] = [];
    let done = 0;
    for (const name of this.#entries.keys()) {
      signal.throwIfAborted();
      const hash = hashIn(name);
      if (hash !== null && (await this.digest(name)) !== hash) wrong.push(name);
      told(++done, this.#entries.size);
    }
    return wrong;
  }

  /** SHA-256 of an entry, chunk by chunk: a photo may be large. Null where it cannot be read. */
  digest(name: string): Promise<string | null> {
    const entry = this.#entries.get(name);
    if (entry === undefined) return Promise.resolve(null);
    const digest = createHash('sha256');
    return new Promise((resolve) => {
      this.#zip.openReadStream(entry, (error, stream) => {
        if (error) return resolve(null);
        stream.on('data', (chunk: Buffer) => digest.update(chunk));
        stream.on('error', () => resolve(null));
        stream.on('end', () => resolve(digest.digest('hex')));
      });
    });
  }

  close(): void {
    this.#zip.close();
  }
}

/** Why an entry cannot be Facet's; null where it can. Its name is somebody else's text and is not repeated. */
function objection(entry: Entry): string | null {
  const { fileName, uncompressedSize, compressedSize, compressionMethod, externalFileAttributes } = entry;
  if (!isOurEntry(fileName)) return 'has an entry whose name Facet does not write';
  if (entry.isEncrypted()) return 'is encrypted';
  if (compressionMethod !== STORED && compressionMethod !== DEFLATED)
    return 'is compressed in a way of its own';
  const kind = (externalFileAttributes >>> 16) & KIND_MASK;
  if (kind !== 0 && kind !== REGULAR) return 'has an entry that is not a file';
  if (uncompressedSize > (fileName === INDEX ? LARGEST_INDEX : LARGEST_FILE))
    return 'has an entry that is too large';
  if (uncompressedSize > 1e6 + compressedSize * LARGEST_RATIO)
    return 'has an entry that is far larger than its bytes';
  return null;
}

/** Whether two entries share bytes of the file, by which a small file can hold a large one many times. */
async function overlap(entries: readonly Entry[]): Promise<boolean> {
  const inOrder = await sortInTurns(
    entries,
    (a, b) => a.relativeOffsetOfLocalHeader - b.relativeOffsetOfLocalHeader,
  );
  return inOrder.some((entry, at) => {
    const end =
      entry.relativeOffsetOfLocalHeader + LOCAL_HEADER + entry.fileNameLength + entry.compressedSize;
    const next = inOrder[at + 1];
    return next !== undefined && next.relativeOffsetOfLocalHeader < end;
  });
}
