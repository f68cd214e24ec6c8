// Who is said to be in a photo, by other applications.

/** Where the names were found. */
export type TagSource = 'XMP' | 'Picasa' | 'Google Takeout' | 'digiKam' | 'Immich';

/** A box with a name, in shares of the photo as it is stored, before it is turned upright. */
export interface Region {
  /** Null where the other application has no name for it, or only a guess. */
  readonly name: string | null;
  /** Its user said that nobody is to be asked about it. */
  readonly ignored?: true;
  /** Who its user said it is not. */
  readonly denied?: readonly string[];
  /** Of its centre. */
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly source: TagSource;
}

export interface PhotoTags {
  readonly regions: readonly Region[];
  /** People who are in the photo somewhere. */
  readonly names: readonly { readonly name: string; readonly source: TagSource }[];
}

/** Pixels of a photo as it is stored. */
export interface StoredSize {
  readonly width: number;
  readonly height: number;
}

/** How much the shape of a photo may differ from the one that regions were drawn on: it was cropped otherwise. */
const SAME_SHAPE = 0.02;

export const isSameShape = (a: StoredSize, b: StoredSize): boolean =>
  Math.abs((a.width / a.height) * (b.height / b.width) - 1) <= SAME_SHAPE;

/** The EXIF orientation that takes another one back. */
export const inverseOrientation = (orientation: number): number =>
  ({ 6: 8, 8: 6 })[orientation] ?? orientation;

/**
 * The region in a photo that is shown upright: EXIF orientation, 1 to 8, tells how it is stored.
 */
export function turnRegion<R extends Pick<Region, 'x' | 'y' | 'width' | 'height'>>(
  region: R,
  orientation: number,
): R {
  const { x, y, width, height } = region;
  const [shownX, shownY] = {
    2: [1 - x, y],
    3: [1 - x, 1 - y],
    4: [x, 1 - y],
    5: [y, x],
    6: [1 - y, x],
    7: [1 - y, 1 - x],
    8: [y, 1 - x],
  }[orientation] ?? [x, y];
  const size = orientation > 4 ? { width: height, height: width } : { width, height };
  return { ...region, ...size, x: shownX, y: shownY };
}
