// Photos on screens.
import type { Box } from '../../models/image/geometry.ts';
import type { Face } from '../contract/people.ts';

export interface ShownPhoto {
  readonly id: string;
  readonly name: string;
  readonly width: number;
  readonly height: number;
  readonly takenAt: string | null;
  readonly faces: readonly Face[];
}

/** Bytes of a photo, and of all photos of one call: larger files are no photos. */
export const LARGEST_PHOTO = 200e6;

/** A photo file that has no path here: dropped into a page, pasted, or taken by the camera. */
export interface PhotoBytes {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** Photos to try Facet with, without photos of one's own: one person in two of them. */
export interface SamplePhotos {
  readonly first: PhotoBytes & {
    readonly width: number;
    readonly height: number;
    /** Where the person is in it. */
    readonly face: Box;
  };
  readonly second: PhotoBytes;
}
