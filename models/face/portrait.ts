// How a person's picture is cut from a photo: the face with its hair and shoulders, as it stands in the photo.
import type { Box } from '../image/geometry.ts';
/** Side of the picture, in longer sides of the face's box, which reaches from the brows to the chin. */
const AROUND = 2.1;
/** How far above its middle the picture looks, in sides of the box: there is more hair than neck in a face's frame. */
const RAISED = 0.08;

/**
 * A square around the face, in whole pixels and wholly inside the photo: at the photo's edge it moves inwards, and in a
 * photo that the face fills it is the largest that fits. Never empty.
 */
export function portraitOf([x, y, w, h]: Box, width: number, height: number): Box {
  const face = Math.max(w, h);
  const side = Math.max(1, Math.floor(Math.min(AROUND * face, width, height)));
  const within = (middle: number, size: number): number =>
    Math.round(Math.min(Math.max(middle - side / 2, 0), size - side));
  return [within(x + w / 2, width), within(y + h / 2 - RAISED * face, height), side, side];
}
