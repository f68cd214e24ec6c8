// Copies of photos with the names of their faces in them.
import { mkdir, rm } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { success, type Result } from '../../../models/failure.ts';
import { renamePatiently, temporaryFor, writeSynced } from '../../files/durable.ts';
import { fileFailure } from '../../files/failures.ts';
import { handOver } from '../../files/private.ts';
import { embedXmp } from '../../metadata/exiftool.ts';
import { xmpForCopy, type Written } from '../../metadata/writeTags.ts';
import type { NamedRegion } from '../../metadata/writeXmp.ts';
import { CopyNames } from '../photoFiles/copyNames.ts';

export class TaggedCopies {
  readonly #folder: string;
  readonly #names = new CopyNames('tagged');

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** A photo with nobody's name has no copy. */
  async write(path: string, bytes: Uint8Array, regions: readonly NamedRegion[]): Promise<Result<Written>> {
    if (regions.length === 0) return success({ file: null, changed: false, otherwise: [] });
    const xmp = await xmpForCopy(path, bytes, regions);
    if (!xmp.ok) return xmp;
    const file = join(this.#folder, this.#names.nameFor(path, extname(path)));
    const temporary = temporaryFor(file);
    try {
      const made = await mkdir(this.#folder, { recursive: true });
      if (made !== undefined) handOver(made);
      await writeSynced(temporary, bytes);
      const embedded = await embedXmp(temporary, xmp.value.text);
      if (!embedded.ok) return embedded;
      await renamePatiently(temporary, file);
      handOver(file);
      return success({ file, changed: true, otherwise: xmp.value.otherwise });
    } catch (error) {
      return fileFailure(error, file);
    } finally {
      await rm(temporary, { force: true });
    }
  }
}
