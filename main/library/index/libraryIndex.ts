// The index beside the catalogues: written when a library rests or is closed, and erased before anything is taken out of it.
// Without it, or with an old one, opening takes longer and finds the same.
import { mkdir, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { syncFolder, writeDurably } from '../../files/durable.ts';
import { isMissing } from '../../files/failures.ts';
import type { Layout } from '../disk/layout.ts';
import type { PersonFile } from '../disk/schema.ts';
import { withPlain } from '../untrusted/plain.ts';
import { decodeIndex, encodeIndex, type Indexed } from './format.ts';
import type { Stamps } from './stamps.ts';

/** Bytes that are read at most: two million faces. */
const LARGEST = 1e9;

/** What the index says; nothing where there is none that can be used. Never fails: the catalogues say the same. */
export async function readIndex(layout: Layout, secret: Uint8Array): Promise<ReadonlyMap<string, Indexed>> {
  try {
    const bytes = await withPlain(layout.index, async (file) => {
      const { size } = await file.stat();
      if (size > LARGEST) return null;
      const whole = Buffer.from(new ArrayBuffer(size));
      let length = 0;
      while (length < size) {
        const { bytesRead } = await file.read(whole, length);
        if (bytesRead === 0) return null;
        length += bytesRead;
      }
      return whole;
    });
    return (bytes && (await decodeIndex(bytes, secret))) ?? NOTHING;
  } catch {
    return NOTHING;
  }
}

const NOTHING: ReadonlyMap<string, Indexed> = new Map();

/** The library that the index is of. */
export interface IndexedLibrary {
  /** Of owners whose folders were compared with their catalogues, taken before that. */
  readonly stamps: ReadonlyMap<string, Stamps>;
  /** Whether there is an index that says what the catalogues say. */
  readonly isCurrent: boolean;
  /** What all catalogues say now. */
  owners(): readonly PersonFile[];
  /** Compares folders again, and answers with their stamps. */
  look(owners: readonly string[]): Promise<ReadonlyMap<string, Stamps>>;
  /** Runs work that writes so many bytes; throws where the disk has no room to spare. */
  spend(bytes: number, work: () => Promise<void>): Promise<void>;
  /** Runs work while nothing changes and every change is on disk. */
  atRest(work: () => Promise<void>): Promise<void>;
}

/** Milliseconds without a change after which the index is written. */
const REST = 20_000;

export class LibraryIndex {
  readonly #layout: Layout;
  readonly #secret: Uint8Array;
  readonly #library: IndexedLibrary;
  readonly #stamps: Map<string, Stamps>;
  readonly #changed = new Set<string>();
  /** Whether there may be a file. */
  #isThere = true;
  #isCurrent: boolean;
  #timer: NodeJS.Timeout | null = null;

  constructor(layout: Layout, secret: Uint8Array, library: IndexedLibrary) {
    this.#layout = layout;
    this.#secret = secret;
    this.#library = library;
    this.#stamps = new Map(library.stamps);
    this.#isCurrent = library.isCurrent;
  }

  /** To be called with the owners whose catalogues are written. */
  change(owners: Iterable<string>): void {
    for (const owner of owners) this.#changed.add(owner);
    this.#agitate();
  }

  /** Erases the file: to be done before anything is taken out of the library. It is safe on disk when it is done. */
  async erase(): Promise<void> {
    this.#agitate();
    if (!this.#isThere) return;
    try {
      await rm(this.#layout.index);
      await syncFolder(dirname(this.#layout.index));
    } catch (error) {
      if (!isMissing(error)) throw error;
    }
    this.#isThere = false;
  }

  /** Writes it a last time, where it is not current. Nothing changes any more. */
  async close(): Promise<void> {
    if (this.#timer !== null) clearTimeout(this.#timer);
    await this.#write();
  }

  #agitate(): void {
    this.#isCurrent = false;
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      // Where the library is closed meanwhile, that has written it.
      this.#library.atRest(() => this.#write()).catch(() => undefined);
    }, REST).unref();
  }

  /** Never fails: without it, opening takes longer. */
  async #write(): Promise<void> {
    if (this.#isCurrent) return;
    try {
      const changed = [...this.#changed];
      const looked = await this.#library.look(changed);
      this.#changed.clear();
      for (const owner of changed) this.#stamps.delete(owner);
      for (const [owner, stamps] of looked) this.#stamps.set(owner, stamps);
      const entries = this.#library
        .owners()
        .map((file) => ({ file, stamps: this.#stamps.get(file.id) ?? UNKNOWN }));
      const bytes = await encodeIndex(entries, this.#secret);
      await this.#library.spend(bytes.length, async () => {
        await mkdir(dirname(this.#layout.index), { recursive: true });
        this.#isThere = true;
        await writeDurably(this.#layout.index, bytes);
      });
      this.#isCurrent = true;
    } catch {
      await rm(this.#layout.index, { force: true }).catch(() => undefined);
    }
  }
}

const UNKNOWN: Stamps = { catalogue: null, folders: null };
