// Views of a photo: the whole of it, from near and far, and a face alone.
import type { Box, Point, RgbImage } from '../../image/geometry.ts';
import type { Detection } from '../face.ts';
import { STRONG, type Candidate } from './candidates.ts';
import { SURE, type Look } from './confirm.ts';
import {
  inputOf,
  letterbox,
  rowOf,
  turnView,
  type Decoder,
  type InputSize,
  type RunNetwork,
  type View,
} from './decoder.ts';
import { sideOf } from './overlap.ts';

/** A face larger than this share of the view is one that networks place badly or overlook. */
export const TOO_NEAR = 0.4;

/** Looks closely: a small face fills no more pixels of the network's input than it has. */
export function looker(image: RgbImage, decoder: Decoder, run: RunNetwork): Look {
  const { size, sides, closeUp } = decoder;
  const least = Math.min(closeUp, 4 * sides.step);
  return async (view, rolls, pixels = Math.min(closeUp, Math.max(least, sideOf(view)))) => {
    const side = Math.min(size, Math.ceil(pixels / sides.step) * sides.step);
    const views = inTurns(rolls, (roll) => letterbox(image, view, roll, { width: side, height: side }));
    // In one run, where the network takes as many pictures as it is given.
    const batches = sides.step < sides.most ? [views] : views.map((one) => [one]);
    const seen: Detection[][] = [];
    for (const batch of batches) {
      const outputs = await run(
        inputOf(
          batch.map(({ picture }) => picture),
          decoder,
        ),
      );
      for (const [at, { picture, toImage }] of batch.entries())
        seen.push(decoder.decode(rowOf(outputs, at, batch.length), toImage, picture));
    }
    return seen;
  };
}

/** A square view straightened by each of `rolls`; of those that lie a quarter turn apart only the first is resampled. */
function inTurns([first, ...others]: readonly number[], straightened: (roll: number) => View): View[] {
  const upright = straightened(first);
  return [upright, ...others.map((roll) => turnedBy(roll - first, upright) ?? straightened(roll))];
}

/** A view turned by multiples of 90 degrees; null for anything else. */
function turnedBy(degrees: number, view: View): View | null {
  const quarters = (((degrees / 90) % 4) + 4) % 4;
  if (!Number.isInteger(quarters)) return null;
  let turned = view;
  for (let quarter = 0; quarter < quarters; quarter++) turned = turnView(turned);
  return turned;
}

/** The photo in a frame `factor` times its size. */
export const framed = ({ width, height }: RgbImage, factor: number): Box => [
  (width * (1 - factor)) / 2,
  (height * (1 - factor)) / 2,
  width * factor,
  height * factor,
];

/** The network's usual input, as little of it as the view's shape needs. */
function frameOf([, , width, height]: Box, { size, sides }: Decoder): InputSize {
  const fit = (length: number) =>
    Math.max(sides.step, Math.ceil((length * size) / Math.max(width, height) / sides.step) * sides.step);
  return { width: Math.min(size, fit(width)), height: Math.min(size, fit(height)) };
}

export interface Afar {
  readonly candidates: readonly Candidate[];
  /** Where a smaller face may be. */
  readonly hints: readonly Point[];
}

/** The whole photo, and the photo in a wide frame where that may show more. */
export async function lookFromAfar(
  image: RgbImage,
  decoder: Decoder,
  run: RunNetwork,
  weak: boolean,
): Promise<Afar> {
  const lookAt = async (factor: number): Promise<Afar> => {
    const view = framed(image, factor);
    const { picture, toImage } = letterbox(image, view, 0, frameOf(view, decoder));
    const outputs = await run(inputOf([picture], decoder));
    const detections = decoder.decode(outputs, toImage, picture, weak);
    return {
      candidates: detections.map((detection) => ({
        detection,
        share: sideOf(detection.box) / sideOf(view),
        onLevel: false,
      })),
      hints: decoder.hints?.(outputs, toImage, picture) ?? [],
    };
  };
  const { candidates: close, hints } = await lookAt(1);
  const fine = close.every(({ share }) => share <= TOO_NEAR);
  if (fine && close.some(({ detection }) => detection.score > SURE)) return { candidates: close, hints };
  const more = [...close, ...(await lookAt(2)).candidates];
  if (more.some(({ detection }) => detection.score >= STRONG)) return { candidates: more, hints };
  return { candidates: [...more, ...(await lookAt(4)).candidates], hints };
}
