// Copies of identified photos with boxes and names drawn.
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import type { Failure } from '../../../models/failure.ts';
import type { IdentifiedFace } from '../../../preload/contract.ts';
import { handOver } from '../../files/private.ts';
import { annotatePhoto } from '../../images/annotate.ts';
import { readPhoto } from '../../images/read.ts';
import { fileFailure } from '../../files/failures.ts';
import { CopyNames } from '../photoFiles/copyNames.ts';

/** Writes the copies of one run; photos of the same name from different folders get numbers. */
export class Annotator {
  readonly #folder: string;
  readonly #names = new CopyNames('named');

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** Null where all went well. */
  async write(path: string, faces: readonly IdentifiedFace[]): Promise<Failure | null> {
    const bytes = await readPhoto(path);
    if (!bytes.ok) return bytes.failure;
    const copy = await annotatePhoto(bytes.value, { name: path, path }, faces);
    if (!copy.ok) return copy.failure;
    const target = join(this.#folder, this.#names.nameFor(path, '.jpg'));
    try {
      const made = await mkdir(this.#folder, { recursive: true });
      if (made !== undefined) handOver(made);
      await writeFileAtomic(target, Buffer.from(copy.value));
      handOver(target);
      return null;
    } catch (error) {
      return fileFailure(error, target).failure;
    }
  }
}
