// The last evaluation, and pictures of the photos that it looked at: of these files, by their ids, and of no others.
import type { Evaluation } from '../../../models/evaluation/evaluation.ts';
import { photoIds } from '../../../models/evaluation/report/probePhotos.ts';
import { photoInside } from '../../jobs/report/photoInside.ts';
import { previewOf, thumbnailOf } from './smallPictures.ts';

/** Pixels of a thumbnail's side: twice what is shown, for dense screens. */
const THUMBNAIL = 260;

export class Measurement {
  #evaluation: Evaluation | null = null;
  #data: string | null = null;
  /** Paths from the data folder, by id. */
  #paths: ReadonlyMap<string, string> = new Map();

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
    this.#paths =
      data === null ? new Map() : new Map([...photoIds(evaluation)].map(([path, id]) => [id, path]));
  }

  /** A JPEG; null where the last evaluation has no such photo, or it can no longer be read. */
  async picture(kind: 'measured' | 'thumbnail', id: string): Promise<Uint8Array<ArrayBuffer> | null> {
    const path = this.#paths.get(id);
    if (path === undefined || this.#data === null) return null;
    const file = await photoInside(this.#data, path);
    if (file === null) return null;
    const made = await (kind === 'thumbnail' ? thumbnailOf(file, THUMBNAIL) : previewOf(file));
    return made.ok ? new Uint8Array(made.value) : null;
  }
}
