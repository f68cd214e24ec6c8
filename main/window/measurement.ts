// The last evaluation, and pictures of the photos that it looked at: of these files, by their ids, and of no others.
import { join } from 'node:path';
import type { Evaluation } from '../../models/evaluation/evaluation.ts';
import { photoIds } from '../../models/evaluation/probePhotos.ts';
import { previewPhoto, thumbnail } from '../images/preview.ts';

/** Pixels of a thumbnail's side: twice what is shown, for dense screens. */
const THUMBNAIL = 260;

export class Measurement {
  #evaluation: Evaluation | null = null;
  #data: string | null = null;
  #files: ReadonlyMap<string, string> = new Map();

  /** Null before the first one. */
  get evaluation(): Evaluation | null {
    return this.#evaluation;
  }

  /** The folder that its paths start from; null where photos are the library's. */
  get data(): string | null {
    return this.#data;
  }

  keep(evaluation: Evaluation, data: string | null): void {
    this.#evaluation = evaluation;
    this.#data = data;
    this.#files =
      data === null
        ? new Map()
        : new Map([...photoIds(evaluation)].map(([path, id]) => [id, join(data, path)]));
  }

  /** A JPEG; null where the last evaluation has no such photo, or it can no longer be read. */
  async picture(kind: 'measured' | 'thumbnail', id: string): Promise<Uint8Array<ArrayBuffer> | null> {
    const file = this.#files.get(id);
    if (file === undefined) return null;
    const made = await (kind === 'thumbnail' ? thumbnail(file, THUMBNAIL) : previewPhoto(file));
    return made.ok ? new Uint8Array(made.value) : null;
  }
}
