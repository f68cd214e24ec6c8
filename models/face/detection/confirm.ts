// A second look at what may be a face: alone, at the size that suits the network, upright, and both ways up.
import type { Box } from '../../image/geometry.ts';
import type { Detection } from '../face.ts';
import { estimatePose } from '../pose.ts';
import { SAME_FACE, STRONG, type Candidate } from './candidates.ts';
import { overlap } from './overlap.ts';

/** Faces in a part of the photo, straightened by `roll` degrees, as a square of about `pixels`. */
export type Look = (view: Box, roll?: number, pixels?: number) => Promise<Detection[]>;

/** Shares of the view at which networks place a face well enough to need no second look. */
const WELL_FRAMED = [0.15, 0.3] as const;
/** A face is looked at again in views that are this many times as wide. */
const AGAIN = [4, 5.5] as const;
/** What texture looks like a face now and then, it seldom does so twice, or this surely. */
export const SURE = 0.75;
/** Levels show many times more texture than the whole photo, so their faces must be this sure on the second look. */
const SURE_ON_LEVEL = 0.7;
/** Upside-down faces seldom reach this. */
const UNDOUBTED = 0.9;
/** Faces that lean more than this many degrees are looked at upright. */
const LEANING = 15;
const TURNS = [0, 180, 90, -90] as const;
/** Views in which turns are compared: so many times the face, and so many pixels; a weak candidate's are smaller. */
const TURNED = { factor: 3, pixels: 96, weak: 64 } as const;
/** A weak candidate that reaches less than this in every turn is dropped. */
const LIKELY = 0.6;
/** How much surer another way up must be. */
const SURER = 0.04;

const sideOf = ([, , width, height]: Box) => Math.max(width, height);

function around(box: Box, factor: number): Box {
  const side = factor * sideOf(box);
  return [box[0] + (box[2] - side) / 2, box[1] + (box[3] - side) / 2, side, side];
}

/**
 * The face of a candidate, or null where it turns out to be none.
 *
 * @param turning whether a face that is not undoubted is compared with itself both ways up
 */
export async function confirm(candidate: Candidate, look: Look, turning: boolean): Promise<Detection | null> {
  const { detection, share, onLevel } = candidate;
  const { box, score, landmarks } = detection;
  if (score < STRONG) {
    const turned = await bestTurn(box, 0, look, TURNED.weak);
    return turned.score < LIKELY ? null : accept(await upright(turned.box, turned.roll, look), SURE_ON_LEVEL);
  }
  const { roll } = estimatePose(landmarks);
  const leans = Math.abs(roll) > LEANING;
  const settle = (face: Detection) => (turning ? bothWaysUp(face, look) : face);
  const well = share >= WELL_FRAMED[0] && share <= WELL_FRAMED[1] && score > SURE;
  if (well && !leans && !onLevel) return settle(detection);
  // Landmarks of an unsure candidate may lean where the face does not.
  const [near, far] = AGAIN;
  const straight = leans ? roll : 0;
  const views = [[near, straight], ...(leans ? [[near, 0]] : []), [far, straight]] as const;
  for (const [factor, angle] of views) {
    const best = nearest(await look(around(box, factor), angle), box);
    if (best && (best.score > SURE_ON_LEVEL || !onLevel))
      return settle({ ...best, score: Math.max(best.score, score) });
  }
  if (!turning) return score > SURE && !onLevel ? detection : null;
  const turned = await bestTurn(box, straight, look);
  const other = turned.score < LIKELY ? null : await upright(turned.box, turned.roll, look);
  return accept(other, SURE_ON_LEVEL) ?? (score > SURE && !onLevel ? detection : null);
}

const accept = (face: Detection | null, least: number): Detection | null =>
  face !== null && face.score > least ? face : null;

/** The face as it is, or turned where it looks more like one then: networks know upside-down faces, and misplace them. */
async function bothWaysUp(face: Detection, look: Look): Promise<Detection> {
  if (face.score >= UNDOUBTED) return face;
  const { roll } = estimatePose(face.landmarks);
  const turned = await bestTurn(face.box, roll, look);
  if (turned.turn === 0) return face;
  const other = await upright(turned.box, turned.roll, look);
  return other !== null && other.score + SURER > face.score ? other : face;
}

interface Turned {
  readonly turn: number;
  /** Degrees by which the view was straightened. */
  readonly roll: number;
  readonly box: Box;
  readonly score: number;
}

/** Of a face's four turns the one in which it looks most like a face; the first where none is clearly better. */
async function bestTurn(box: Box, roll: number, look: Look, pixels: number = TURNED.pixels): Promise<Turned> {
  let best: Turned = { turn: 0, roll, box, score: 0 };
  for (const turn of TURNS) {
    const found = nearest(await look(around(box, TURNED.factor), roll + turn, pixels), box);
    if (found && found.score > best.score + (turn === 0 ? 0 : SURER))
      best = { turn, roll: roll + turn, box: found.box, score: found.score };
  }
  return best;
}

/** The face in `box` at the size that suits the network, straightened by `roll` and then by what it still leans. */
async function upright(box: Box, roll: number, look: Look): Promise<Detection | null> {
  const first = nearest(await look(around(box, AGAIN[0]), roll), box);
  if (!first) return null;
  const leans = estimatePose(first.landmarks).roll;
  if (Math.abs(((((leans - roll + 180) % 360) + 360) % 360) - 180) <= LEANING) return first;
  const second = nearest(await look(around(first.box, AGAIN[0]), leans), box);
  return second && second.score > first.score ? second : first;
}

/** The one that shows the face in `box`. */
const nearest = (detections: readonly Detection[], box: Box): Detection | undefined =>
  detections
    .filter((one) => overlap(one.box, box) > SAME_FACE)
    .sort((a, b) => overlap(b.box, box) - overlap(a.box, box))
    .at(0);
