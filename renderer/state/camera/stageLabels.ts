// Where the names stand over a live picture: as over photos, and from frame to frame where they stood, as long as that is free.
import { placeLabels, type LabelSide } from '../../../models/image/labelPlaces.ts';
import type { Box, LiveFace } from '../../../preload/window.ts';

type Size = readonly [width: number, height: number];

/** Between a box and its words, in CSS pixels. */
const GAP = 4;
/** Tracks that are remembered, those that were seen last. */
const KEPT = 64;

export class StageLabels {
  /** By track: a face that is missed for a few frames comes back to its place. */
  readonly #sides = new Map<number, LabelSide>();

  /**
   * Left upper corners of the words by the track of their face, in CSS pixels of the stage; none for words of unknown size.
   *
   * @param boxOf the face's box on the stage, in CSS pixels
   * @param sizeOf of the words
   */
  place(
    faces: readonly LiveFace[],
    stage: Size,
    boxOf: (face: LiveFace) => Box,
    sizeOf: (face: LiveFace) => Size | undefined,
  ): ReadonlyMap<number, readonly [left: number, top: number]> {
    // Names before what nobody has to read; else in an order that lasts.
    const order = faces.toSorted(
      (a, b) => Number(a.name === null) - Number(b.name === null) || a.track - b.track,
    );
    const labels = order.map((face) => {
      const [x, y, width, height] = boxOf(face);
      const stood = this.#sides.get(face.track);
      return {
        box: [x - GAP, y - GAP, width + 2 * GAP, height + 2 * GAP] as const,
        size: sizeOf(face) ?? ([0, 0] as const),
        ...(stood === undefined ? {} : { stood }),
      };
    });
    const placed = placeLabels(labels, stage, 'below').flatMap((place, at) => {
      const face = order[at];
      return face === undefined || sizeOf(face) === undefined ? [] : [{ ...place, track: face.track }];
    });
    for (const { track, side } of placed) {
      this.#sides.delete(track);
      this.#sides.set(track, side);
    }
    for (const track of [...this.#sides.keys()].slice(0, -KEPT)) this.#sides.delete(track);
    return new Map(placed.map(({ track, corner }) => [track, corner]));
  }
}
