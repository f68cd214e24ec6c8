// Keeps photos from taking the last of the disk: the catalogues that name them have to fit as well, or the photos of
// the last moment would be lost for want of a few kilobytes.
import { statfs } from 'node:fs/promises';

/** What files take up beside their bytes: the rest of their last block, and their name. */
const BLOCK = 4096;
/** A catalogue is written anew beside the old one: about so many bytes for each face in it. */
const BYTES_PER_FACE = 1200;
const RESERVE = 64 * 1024;

export class Space {
  readonly #folder: string;
  readonly #faces: () => number;
  /** What is being written and may not have reached the disk's own count. */
  #claimed = 0;

  constructor(folder: string, faces: () => number) {
    this.#folder = folder;
    this.#faces = faces;
  }

  /** What all catalogues, written anew, would take at most. In bytes. */
  get forCatalogues(): number {
    return this.#faces() * BYTES_PER_FACE + RESERVE;
  }

  /** Runs work that writes files of these sizes; throws what a full disk throws where they would not fit. */
  async spend<T>(sizes: readonly number[], work: () => Promise<T>): Promise<T> {
    const bytes = sizes.reduce((sum, size) => sum + Math.ceil(size / BLOCK + 1) * BLOCK, 0);
    this.#claimed += bytes;
    try {
      const { bavail, bsize } = await statfs(this.#folder);
      if (bavail * bsize < this.#claimed + this.forCatalogues) {
        throw Object.assign(new Error('no space left'), { code: 'ENOSPC', path: this.#folder });
      }
      return await work();
    } finally {
      this.#claimed -= bytes;
    }
  }
}
