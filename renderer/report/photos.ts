// Where the photos of an evaluation can be seen.
import type { Evaluation, PhotoRef } from '../../models/evaluation/evaluation.ts';
import { photoIds } from '../../models/evaluation/report/probePhotos.ts';
import type { ReportData } from '../../models/evaluation/report/reportPage.ts';

/** All null where it can be seen nowhere. */
export interface SeenPhoto {
  /** Address of a small picture. */
  readonly picture: string | null;
  /** Address of a large picture, to be shown in place. */
  readonly whole: string | null;
  /** Address of the photo itself, to be opened. */
  readonly address: string | null;
}

export type PhotoFinder = (photo: PhotoRef) => SeenPhoto;

/** Each part of a path is escaped by itself: `a#b/c d.jpg` is a file too. */
export const findIn =
  ({ pictures, folder }: Pick<ReportData, 'pictures' | 'folder'>): PhotoFinder =>
  ({ path, face }) => ({
    picture: pictureOf(pictures, face) ?? pictureOf(pictures, path),
    whole: null,
    // Photos of a library are called as they once were: they lie elsewhere.
    address:
      folder === null || face !== null
        ? null
        : new URL(path.split('/').map(encodeURIComponent).join('/'), folder).href,
  });

/** Names come from a file of anybody's: one may be called as every object's own properties are. */
const pictureOf = (pictures: ReportData['pictures'], name: string | null): string | null =>
  name !== null && Object.hasOwn(pictures, name) ? pictures[name] : null;

/** Addresses that a window serves. */
export interface WindowPictures {
  /** Of a face of the library. */
  crop(face: string): string;
  /** Of a photo that was measured, by its id. */
  measured(id: string): string;
  /** The same, small. */
  thumbnail(id: string): string;
}

/** In a window files have no addresses of their own: the library's faces have one, and the photos of this evaluation. */
export function findThrough(window: WindowPictures, evaluation: Evaluation): PhotoFinder {
  const ids = photoIds(evaluation);
  return ({ path, face }) => {
    if (face !== null) return { picture: window.crop(face), whole: null, address: null };
    const id = ids.get(path);
    return id === undefined
      ? { picture: null, whole: null, address: null }
      : { picture: window.thumbnail(id), whole: window.measured(id), address: null };
  };
}
