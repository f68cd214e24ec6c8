// Copies of identified photos with boxes and names drawn.
import { mkdir } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import { failed, type Failure } from '../../models/failure.ts';
import type { IdentifiedFace } from '../../preload/contract.ts';
import { annotatePhoto } from '../images/annotate.ts';
import { readPhoto } from '../images/read.ts';

/** Writes the copies of one run; photos of the same name from different folders get numbers. */
export class Annotator {
  readonly #folder: string;
  readonly #taken = new Set<string>();

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** Null where all went well. */
  async write(path: string, faces: readonly IdentifiedFace[]): Promise<Failure | null> {
    const bytes = await readPhoto(path);
    if (!bytes.ok) return bytes.failure;
    const copy = await annotatePhoto(bytes.value, { name: path, path }, faces);
    if (!copy.ok) return copy.failure;
    const target = join(this.#folder, this.#nameFor(path));
    try {
      await mkdir(this.#folder, { recursive: true });
      await writeFileAtomic(target, Buffer.from(copy.value));
      return null;
    } catch (error) {
      return writingFailure(error, target);
    }
  }

  #nameFor(path: string): string {
    const stem = basename(path, extname(path));
    // Never the name of an original, which may lie in the same folder.
    let name = `${stem}.named.jpg`;
    for (let number = 2; this.#taken.has(name.toLowerCase()); number++) {
      name = `${stem}.named (${number}).jpg`;
    }
    this.#taken.add(name.toLowerCase());
    return name;
  }
}

function writingFailure(error: unknown, path: string): Failure {
  const code: string = (error as NodeJS.ErrnoException).code ?? '';
  switch (code) {
    case 'ENOSPC':
    case 'EDQUOT':
      return failed(
        'disk-full',
        `The disk is full: ${path} was not written.`,
        'Free some space and try again.',
        path,
      ).failure;
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
    case 'EEXIST':
    case 'ENOTDIR':
      return failed('no-permission', `${path} may not be written.`, 'Choose another folder.', path).failure;
    default:
      throw error;
  }
}
