// Where the photos of an evaluation can be seen.
import type { PhotoRef } from '../../models/evaluation/evaluation.ts';
import type { ReportData } from '../../models/evaluation/reportPage.ts';

/** Both null where it can be seen nowhere. */
export interface SeenPhoto {
  /** Address of a small picture. */
  readonly picture: string | null;
  /** Address of the photo itself. */
  readonly address: string | null;
}

export type PhotoFinder = (photo: PhotoRef) => SeenPhoto;

/** Each part of a path is escaped by itself: `a#b/c d.jpg` is a file too. */
export const findIn =
  ({ pictures, folder }: Pick<ReportData, 'pictures' | 'folder'>): PhotoFinder =>
  ({ path, face }) => ({
    picture: (face === null ? undefined : pictures[face]) ?? pictures[path] ?? null,
    address: folder === null ? null : new URL(path.split('/').map(encodeURIComponent).join('/'), folder).href,
  });
