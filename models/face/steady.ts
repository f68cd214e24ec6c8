// Landmarks of faces that the 68-point network does not know, profiles above all: the detector's own, steadied.
import type { Box, Landmarks, Point, RgbImage } from '../image/geometry.ts';
import { mirror } from '../image/mirror.ts';
import type { Similarity } from '../image/similarity.ts';
import { moveLandmarks } from './align.ts';
import { inputOf, letterbox, type Decoder, type RunNetwork } from './detection/decoder.ts';
import { overlap, SAME_FACE, sideOf } from './detection/overlap.ts';
import type { Detection } from './face.ts';
import { estimatePose } from './pose.ts';

/** The view is so many times as wide as the face, and as large as the network's input may be. */
const FACTOR = 4;
/** Faces that lean more than this many degrees are looked at upright. */
const LEANING = 15;

const inPlace: Similarity = { a: 1, b: 0, tx: 0, ty: 0 };

/**
 * The landmarks of a face that was found: the mean of what the detector says of the face, alone and with as many pixels as it
 * takes, and of its mirror image; those that are known where it sees neither.
 */
export async function steadyLandmarks(
  image: RgbImage,
  { box, landmarks }: Detection,
  decoder: Decoder,
  run: RunNetwork,
): Promise<Landmarks> {
  const side = FACTOR * sideOf(box);
  const view: Box = [box[0] + (box[2] - side) / 2, box[1] + (box[3] - side) / 2, side, side];
  const { roll } = estimatePose(landmarks);
  const size = { width: decoder.size, height: decoder.size };
  const { picture, toImage } = letterbox(image, view, Math.abs(roll) > LEANING ? roll : 0, size);
  const seen: Landmarks[] = [];
  for (const isMirrored of [false, true]) {
    const outputs = await run(inputOf([isMirrored ? mirror(picture) : picture], decoder));
    const found = decoder.decode(outputs, inPlace, size);
    const own = found.find((one) => overlap(one.box, middle(decoder.size)) > SAME_FACE)?.landmarks;
    if (own !== undefined) seen.push(isMirrored ? mirrored(own, decoder.size) : own);
  }
  return seen.length === 0 ? landmarks : moveLandmarks(meanOf(seen), toImage);
}

/** The box of the face in its view. */
const middle = (size: number): Box => {
  const side = size / FACTOR;
  return [(size - side) / 2, (size - side) / 2, side, side];
};

/** Of the face whose mirror image has these, in a picture of that width. */
function mirrored([a, b, c, d, e]: Landmarks, width: number): Landmarks {
  const turn = ([x, y]: Point): Point => [width - 1 - x, y];
  return [turn(b), turn(a), turn(c), turn(e), turn(d)];
}

function meanOf(all: readonly Landmarks[]): Landmarks {
  const point = (i: number): Point => [
    all.reduce((sum, one) => sum + one[i][0], 0) / all.length,
    all.reduce((sum, one) => sum + one[i][1], 0) / all.length,
  ];
  return [point(0), point(1), point(2), point(3), point(4)];
}
