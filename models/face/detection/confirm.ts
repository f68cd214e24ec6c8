// A second look at what may be a face: alone, at the size that suits the network, upright, and both ways up.
import type { Box, Landmarks } from '../../image/geometry.ts';
import type { Detection } from '../face.ts';
import { estimatePose } from '../pose.ts';
import { STRONG, type Candidate } from './candidates.ts';
import type { SecondOpinion } from './landmarks68.ts';
import { overlap, SAME_FACE, sideOf } from './overlap.ts';

/** Faces in a part of the photo, straightened by each of `rolls` degrees, as a square of about `pixels`. */
export type Look = (view: Box, rolls: readonly number[], pixels?: number) => Promise<Detection[][]>;

/** How a face is looked at again. */
export interface Looks {
  readonly look: Look;
  /** What the 68-point network says of a face. */
  readonly opinion?: (landmarks: Landmarks) => Promise<SecondOpinion>;
}

/** Shares of the view at which networks place a face well enough to need no second look. */
const WELL_FRAMED = [0.15, 0.3] as const;
/** A face is looked at again in views that are this many times as wide. */
const AGAIN = [4, 5.5] as const;
/** The last look at what the whole photo shows: a blurred face is sure in a view that it fills, with many pixels. */
const CLOSE = { factor: 1.6, pixels: 256 } as const;
/** What texture looks like a face now and then, it seldom does so twice, or this surely. */
export const SURE = 0.75;
/** Levels show many times more texture than the whole photo, so their faces must be this sure on the second look. */
const SURE_ON_LEVEL = 0.7;
/** Less sure faces get a second opinion: badges and elbows reach 0.78, faces mostly 0.8 and more. */
export const NEEDS_OPINION = 0.8;
/** Nor does a face that is aligned upside down contradict itself so little, in eye distances: two of three upright ones do. */
const CONSISTENT = 0.06;
/** Upside-down faces seldom reach this. */
const UNDOUBTED = 0.9;
/** Faces that lean more than this many degrees are looked at upright. */
const LEANING = 15;
/** A level shows faces as they are; up to here it shows one that is sure from afar as well as a look at it upright would. */
const MOST_LEANING = 35;
/** One that leans so much though it was straightened was straightened wrongly. */
const LYING = 30;
const TURNS = [0, 180, 90, -90] as const;
/** Views in which turns are compared: so many times the face, and so many pixels; those of what may be no face are smaller. */
const TURNED = { factor: 3, pixels: 96, doubtful: 64 } as const;
/** A weak candidate that reaches less than this in every turn is dropped. */
const LIKELY = 0.5;
/** How much surer another way up must be. */
const SURER = 0.04;
/** Both ways up are as likely where the scores differ by less. */
const UNDECIDED = 0.08;
/** How many times as much the landmarks of the wrong way up contradict themselves at least. */
const CLEARLY = 1.5;

/** Whether networks place a face that fills this share of their view well enough. */
const isWellFramed = (share: number): boolean => share >= WELL_FRAMED[0] && share <= WELL_FRAMED[1];

const leansMoreThan = (degrees: number, { landmarks }: Detection): boolean =>
  Math.abs(estimatePose(landmarks).roll) > degrees;

/**
 * Whether a level shows a face that is sure from afar as well as a second look at it alone would: at the right size, and not leaning much.
 *
 * @param share of the face on the level in the network's usual view
 */
export const levelWillDo = ({ detection, share, onLevel }: Candidate, shareOnLevel: number): boolean =>
  !onLevel &&
  detection.score > SURE &&
  !leansMoreThan(MOST_LEANING, detection) &&
  !isWellFramed(share) &&
  isWellFramed(shareOnLevel);

/** The face of a candidate for which a level will do, as that shows it; looked at alone where it does not. */
export async function confirmOnLevel(
  candidate: Candidate,
  seen: readonly Detection[],
  looks: Looks,
): Promise<Detection | null> {
  const { box, score } = candidate.detection;
  const best = nearest(seen, box);
  if (best === undefined || best.score < SURE || leansMoreThan(MOST_LEANING, best))
    return confirm(candidate, looks, true);
  return bothWaysUp({ ...best, score: Math.max(best.score, score) }, looks);
}

function around(box: Box, factor: number): Box {
  const side = factor * sideOf(box);
  return [box[0] + (box[2] - side) / 2, box[1] + (box[3] - side) / 2, side, side];
}

/**
 * The face of a candidate, or null where it turns out to be none.
 *
 * @param turning whether a face that is not undoubted is compared with itself both ways up
 */
export async function confirm(
  candidate: Candidate,
  looks: Looks,
  turning: boolean,
): Promise<Detection | null> {
  const { detection, share, onLevel } = candidate;
  const { box, score, landmarks } = detection;
  if (score < STRONG) {
    const turned = bestOf(await lookInTurns(box, 0, looks, TURNED.doubtful));
    return likely(turned) ? accept(await upright(turned.box, turned.roll, looks), SURE_ON_LEVEL) : null;
  }
  const { roll } = estimatePose(landmarks);
  const leans = leansMoreThan(LEANING, detection);
  const settle = (face: Detection) => (turning ? bothWaysUp(face, looks) : face);
  if (score > SURE && isWellFramed(share) && !leans && !onLevel) return settle(detection);
  // Landmarks of an unsure candidate may lean where the face does not.
  const [near, far] = AGAIN;
  const straight = leans ? roll : 0;
  const views = [[near, straight], ...(leans ? [[near, 0]] : []), [far, straight]] as const;
  for (const [factor, angle] of views) {
    const [found] = await looks.look(around(box, factor), [angle]);
    const best = nearest(found, box);
    if (best && (best.score > SURE_ON_LEVEL || !onLevel))
      return settle({ ...best, score: Math.max(best.score, score) });
  }
  if (!onLevel) {
    // From afar, where few things look like faces: one in profile is seen with more pixels or not at all.
    for (const factor of AGAIN) {
      const view = around(box, factor);
      const [found] = await looks.look(view, [straight], sideOf(view));
      const best = nearest(found, box);
      if (best) return settle(best);
    }
  }
  if (!turning) return score > SURE && !onLevel ? detection : null;
  if (!onLevel) {
    const [found] = await looks.look(around(box, CLOSE.factor), [straight], CLOSE.pixels);
    const best = nearest(found, box);
    if (best && best.score > NEEDS_OPINION) return settle(best);
  }
  const turned = bestOf(await lookInTurns(box, straight, looks, TURNED.doubtful));
  const other = likely(turned) ? await upright(turned.box, turned.roll, looks) : null;
  return accept(other, SURE_ON_LEVEL) ?? (score > SURE && !onLevel ? detection : null);
}

const likely = (turned: Turned | null): turned is Turned => turned !== null && turned.score >= LIKELY;

const accept = (face: Detection | null, least: number): Detection | null =>
  face !== null && face.score > least ? face : null;

/** The face as it is, or turned where it looks more like one then: networks know upside-down faces, and misplace them. */
async function bothWaysUp(face: Detection, looks: Looks): Promise<Detection> {
  if (face.score >= UNDOUBTED) return face;
  const contradiction = async ({ landmarks }: Detection) =>
    (await looks.opinion?.(landmarks))?.disagreement ?? Infinity;
  const here = await contradiction(face);
  if (here <= CONSISTENT) return face;
  const { roll } = estimatePose(face.landmarks);
  const turns = await lookInTurns(face.box, roll, looks, TURNED.pixels);
  const best = bestOf(turns);
  if (best !== null && (best.turn !== 0 || best.leans > LYING)) {
    const other = await upright(best.box, best.roll, looks);
    return other !== null && other.score + SURER > face.score ? other : face;
  }
  const over = turns.find(({ turn }) => turn === 180);
  if (over === undefined || over.score < (best?.score ?? 0) - UNDECIDED) return face;
  const other = await upright(over.box, over.roll, looks, false);
  if (other === null) return face;
  // As sure either way: landmarks that are upside down contradict themselves.
  if ((await contradiction(other)) >= here / CLEARLY) return face;
  return (await upright(over.box, over.roll, looks)) ?? other;
}

interface Turned {
  readonly turn: number;
  /** Degrees by which the view was straightened. */
  readonly roll: number;
  /** Degrees by which it leans all the same. */
  readonly leans: number;
  readonly box: Box;
  readonly score: number;
}

/** A face in its four turns, those in which it looks like one. */
async function lookInTurns(box: Box, roll: number, { look }: Looks, pixels: number): Promise<Turned[]> {
  const seen = await look(
    around(box, TURNED.factor),
    TURNS.map((turn) => roll + turn),
    pixels,
  );
  return TURNS.flatMap((turn, at) => {
    const found = surestAt(seen[at], box);
    if (!found) return [];
    const { box: place, score, landmarks } = found;
    return [
      {
        turn,
        roll: roll + turn,
        leans: between(estimatePose(landmarks).roll, roll + turn),
        box: place,
        score,
      },
    ];
  });
}

/** The turn in which it looks most like a face; the first where none is clearly better. */
function bestOf(turns: readonly Turned[]): Turned | null {
  let best: Turned | null = null;
  for (const one of turns) if (one.score > (best?.score ?? 0) + (one.turn === 0 ? 0 : SURER)) best = one;
  return best;
}

/**
 * The face in `box` at the size that suits the network, straightened by `roll` and then by what it still leans.
 *
 * @param closely whether one that is not sure is looked at with more pixels
 */
async function upright(box: Box, roll: number, { look }: Looks, closely = true): Promise<Detection | null> {
  const again = async (place: Box, angle: number) => {
    const view = around(place, AGAIN[0]);
    const [found] = await look(view, [angle]);
    const near = nearest(found, box);
    if (!near || !closely || near.score > NEEDS_OPINION) return near;
    // Some faces are surer with more pixels.
    const [closer] = await look(view, [angle], sideOf(view));
    const nearer = nearest(closer, box);
    return nearer && nearer.score > near.score ? nearer : near;
  };
  const first = await again(box, roll);
  if (!first) return null;
  // With more pixels the landmarks say better how much it leans.
  const leans = estimatePose(first.landmarks).roll;
  if (between(leans, roll) <= LEANING) return first;
  const second = await again(first.box, leans);
  return second && second.score > first.score ? second : first;
}

/** How far two directions lie apart, in degrees: 180 at most. */
const between = (one: number, other: number): number =>
  Math.abs(((((one - other + 180) % 360) + 360) % 360) - 180);

/** The one that shows the face in `box`. */
const nearest = (detections: readonly Detection[], box: Box): Detection | undefined =>
  detections
    .filter((one) => overlap(one.box, box) > SAME_FACE)
    .sort((a, b) => overlap(b.box, box) - overlap(a.box, box))
    .at(0);

/** The surest one in the middle of a face's view, whatever its size: what may be a face is boxed badly now and then. */
const surestAt = (detections: readonly Detection[], box: Box): Detection | undefined =>
  detections
    .filter((one) => isAt(one.box, box))
    .sort((a, b) => b.score - a.score)
    .at(0);

/** Whether the middle of one box lies near the other's. */
const isAt = (one: Box, other: Box): boolean => {
  const apart = Math.hypot(
    one[0] + one[2] / 2 - other[0] - other[2] / 2,
    one[1] + one[3] / 2 - other[1] - other[3] / 2,
  );
  return apart < 0.6 * Math.max(sideOf(one), sideOf(other));
};
