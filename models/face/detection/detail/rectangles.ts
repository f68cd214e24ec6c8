// Which parts of a picture the network looks at, so that it sees every place that is worth it.
import type { Box } from '../../../image/geometry.ts';
import type { InputSides, InputSize } from '../decoder.ts';

/** What a run of the network costs besides its pixels, in pixels. */
const RUN = 4000;

/** How rectangles are laid around places, in pixels. */
export interface Rectangles extends InputSides {
  /** What is shown around each place. */
  readonly around: number;
}

/** Few rectangles that show `around` pixels around each place, within the picture where that is large enough. */
export function rectanglesAround(
  places: readonly Place[],
  { width, height }: InputSize,
  { around, step, most, area }: Rectangles,
): Box[] {
  // One form of object, whatever the callers': what was compiled for it stays.
  const frame: Frame = { width, height, around, step, most, area };
  return joined(gathered(places, 2 * around, width), frame).map((bounds) => boxOf(bounds, frame));
}

type Place = readonly [number, number];
type Frame = InputSize & Rectangles;

/** Places in the same square are gathered first: they are many. */
function gathered(places: readonly Place[], square: number, width: number): Bounds[] {
  const bySquare = new Map<number, Bounds>();
  const squares = Math.ceil(width / square) + 1;
  for (const [x, y] of places) {
    const key = Math.floor(y / square) * squares + Math.floor(x / square);
    const one = bySquare.get(key);
    if (one === undefined) bySquare.set(key, { left: x, top: y, right: x, bottom: y });
    else grow(one, x, y, x, y);
  }
  return [...bySquare.values()];
}

interface Kept {
  readonly bounds: Bounds;
  readonly cost: number;
}

/** Joins two as long as one run over both costs no more than two. */
function joined(all: readonly Bounds[], frame: Frame): Bounds[] {
  const kept: Kept[] = [];
  for (const bounds of all) {
    let cost = costOf(bounds, frame);
    // What has grown may reach others.
    for (let other = worthJoining(kept, bounds, cost, frame); other !== null;) {
      const { left, top, right, bottom } = other.bounds;
      grow(bounds, left, top, right, bottom);
      cost = costOf(bounds, frame);
      kept.splice(kept.indexOf(other), 1);
      other = worthJoining(kept, bounds, cost, frame);
    }
    kept.push({ bounds, cost });
  }
  return kept.map(({ bounds }) => bounds);
}

/** The first one that costs no more together with `bounds`. */
function worthJoining(kept: readonly Kept[], bounds: Bounds, cost: number, frame: Frame): Kept | null {
  const { width, height, most, area } = frame;
  for (const one of kept) {
    const other = one.bounds;
    const w = sideOf(Math.min(bounds.left, other.left), Math.max(bounds.right, other.right), width, frame);
    const h = sideOf(Math.min(bounds.top, other.top), Math.max(bounds.bottom, other.bottom), height, frame);
    if (w <= most && h <= most && w * h <= area && w * h + RUN <= one.cost + cost) return one;
  }
  return null;
}

/** Side of a rectangle around what lies between, within `limit` pixels, as the network takes it. */
const sideOf = (from: number, to: number, limit: number, { around, step }: Frame): number =>
  Math.ceil(Math.min(to - from + 2 * around, limit) / step) * step;

const costOf = ({ left, top, right, bottom }: Bounds, frame: Frame): number =>
  sideOf(left, right, frame.width, frame) * sideOf(top, bottom, frame.height, frame) + RUN;

function boxOf({ left, top, right, bottom }: Bounds, frame: Frame): Box {
  const { width, height } = frame;
  const [w, h] = [sideOf(left, right, width, frame), sideOf(top, bottom, height, frame)];
  const [x, y] = [(left + right - w) / 2, (top + bottom - h) / 2];
  return [within(x, width - w), within(y, height - h), w, h];
}

/** Made larger as places are gathered: a photo has thousands of them. */
interface Bounds {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

function grow(bounds: Bounds, left: number, top: number, right: number, bottom: number): void {
  bounds.left = Math.min(bounds.left, left);
  bounds.top = Math.min(bounds.top, top);
  bounds.right = Math.max(bounds.right, right);
  bounds.bottom = Math.max(bounds.bottom, bottom);
}

const within = (value: number, most: number): number =>
  Math.max(0, Math.min(Math.round(value), Math.floor(most)));
