// Room on the disk that is kept for erasing: it rewrites catalogues beside the old ones, which a full disk would refuse.
import { randomBytes } from 'node:crypto';
import { lstat, mkdir, rm, writeFile } from 'node:fs/promises';
import { Unfinished } from './faults.ts';
import { codeOf, isMissing } from '../../files/failures.ts';
import type { Layout } from './layout.ts';
import type { Space } from './space.ts';

/** The file grows by whole steps, so that it is not written at every change. In bytes. */
const STEP = 64 * 1024;

const FULL: ReadonlySet<string> = new Set(['ENOSPC', 'EDQUOT']);
export const isFull = (error: unknown): boolean => !(error instanceof Unfinished) && FULL.has(codeOf(error));

export class Reserve {
  readonly #layout: Layout;
  readonly #space: Space;
  /** In bytes; null while it is not known. */
  #size: number | null = null;

  constructor(layout: Layout, space: Space) {
    this.#layout = layout;
    this.#space = space;
  }

  /** Makes it as large as the catalogues may need, where the disk has room. Never fails: a full disk has none to keep. */
  async keep(): Promise<void> {
    const wanted = Math.ceil(this.#space.forCatalogues / STEP) * STEP;
    try {
      const size = (this.#size ??= await this.#measure());
      if (size >= wanted) return;
      this.#size = null;
      await this.#space.spend([wanted - size], () => this.#append(wanted - size));
      this.#size = wanted;
    } catch {
      // Too little is kept, as before there was a reserve; the next change tries again.
    }
  }

  /** Gives the room back to the disk; false where there was none. */
  release(): Promise<boolean> {
    this.#size = null;
    return releaseReserve(this.#layout);
  }

  async #measure(): Promise<number> {
    try {
      const found = await lstat(this.#layout.reserve);
      // A link would lead elsewhere, and a second name would be of another file.
      if (found.isFile() && found.nlink === 1) return found.size;
      await rm(this.#layout.reserve, { recursive: true });
    } catch (error) {
      if (!isMissing(error)) throw error;
    }
    return 0;
  }

  /** Random bytes: no disk compresses them away. */
  async #append(bytes: number): Promise<void> {
    await mkdir(this.#layout.cache, { recursive: true });
    for (let left = bytes; left > 0; left -= STEP) {
      await writeFile(this.#layout.reserve, randomBytes(Math.min(left, STEP)), { flag: 'a' });
    }
  }
}

/** The same for a library that is not open: even its lock may need the room. */
export async function releaseReserve({ reserve }: Layout): Promise<boolean> {
  try {
    await rm(reserve);
    return true;
  } catch (error) {
    if (isMissing(error)) return false;
    throw error;
  }
}
