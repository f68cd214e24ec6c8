// Which face a region of another application is of, and which regions are of faces that no search found.
import { overlap } from '../../../models/face/detection/overlap.ts';
import type { Box } from '../../../preload/contract.ts';
import type { Region } from '../../metadata/tags.ts';
import { boxInside } from '../faces/drawFaces.ts';

/** Overlap (intersection over union) from which a region is of a face: programs draw boxes of very different sizes. */
const SAME_FACE = 0.2;

interface Boxed {
  readonly box: Box;
}

interface Size {
  readonly width: number;
  readonly height: number;
}

const boxOf = (region: Region, { width, height }: Size): Box => [
  (region.x - region.width / 2) * width,
  (region.y - region.height / 2) * height,
  region.width * width,
  region.height * height,
];

const isSame = (a: Box, b: Box): boolean => overlap(a, b) >= SAME_FACE || centresMeet(a, b);

/**
 * Boxes of the named regions in a photo that are of no face in it: somebody vouches for a face there. Of several on one place
 * the first; a region beside a face that another region has is not one of them.
 */
export function missedBoxes(regions: readonly Region[], faces: readonly Boxed[], size: Size): readonly Box[] {
  const matched = matchRegions(regions, faces, size.width, size.height);
  const missed: Box[] = [];
  for (const [at, region] of regions.entries()) {
    const box = boxInside(boxOf(region, size), size.width, size.height);
    if (box === null || region.name === null || matched[at] !== null) continue;
    if (![...faces.map((face) => face.box), ...missed].some((other) => isSame(box, other))) missed.push(box);
  }
  return missed;
}

/** For each region the face that it is of, each at most once, the closest pairs first; null where there is none. */
export function matchRegions<F extends Boxed>(
  regions: readonly Region[],
  faces: readonly F[],
  width: number,
  height: number,
): readonly (F | null)[] {
  const boxes = regions.map((region) => boxOf(region, { width, height }));
  const pairs = boxes.flatMap((box, at) =>
    faces.map((face) => ({ at, face, score: overlap(box, face.box), same: isSame(box, face.box) })),
  );
  const matched: (F | null)[] = regions.map(() => null);
  for (const { at, face, same } of pairs.sort((a, b) => b.score - a.score)) {
    if (same && matched[at] === null && !matched.includes(face)) matched[at] = face;
  }
  return matched;
}

/** Whether each box's centre lies in the other: one is drawn around the head, the other around the eyes and mouth. */
const centresMeet = (a: Box, b: Box): boolean => holdsCentre(a, b) && holdsCentre(b, a);

function holdsCentre([x, y, width, height]: Box, [left, top, w, h]: Box): boolean {
  const [cx, cy] = [left + w / 2, top + h / 2];
  return cx >= x && cx <= x + width && cy >= y && cy <= y + height;
}
