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
  places: readonly (readonly [number, number])[],
  { width, height }: InputSize,
  { around, step, most, area }: Rectangles,
): Box[] {
  // Places in the same square are gathered first: they are many.
  const gathered = new Map<number, Bounds>();
  const square = 2 * around;
  const squares = Math.ceil(width / square) + 1;
  for (const [x, y] of places) {
    const key = Math.floor(y / square) * squares + Math.floor(x / square);
    const one = gathered.get(key);
    if (one === undefined) gathered.set(key, { left: x, top: y, right: x, bottom: y });
    else grow(one, x, y, x, y);
  }
  const fit = (length: number, most: number) => Math.ceil(Math.min(length, most) / step) * step;
  const sidesOf = (left: number, right: number, most: number) => fit(right - left + 2 * around, most);
  const boxOf = ({ left, top, right, bottom }: Bounds): Box => {
    const [w, h] = [sidesOf(left, right, width), sidesOf(top, bottom, height)];
    const [x, y] = [(left + right - w) / 2, (top + bottom - h) / 2];
    return [within(x, width - w), within(y, height - h), w, h];
  };
  const costOf = ({ left, top, right, bottom }: Bounds): number =>
    sidesOf(left, right, width) * sidesOf(top, bottom, height) + RUN;
  const kept: { readonly bounds: Bounds; readonly cost: number }[] = [];
  for (const bounds of gathered.values()) {
    let cost = costOf(bounds);
    // Joins two as long as one run over both costs no more than two; what has grown may reach others.
    for (let at = 0; at < kept.length; at++) {
      const other = kept[at].bounds;
      const w = sidesOf(Math.min(bounds.left, other.left), Math.max(bounds.right, other.right), width);
      const h = sidesOf(Math.min(bounds.top, other.top), Math.max(bounds.bottom, other.bottom), height);
      const both = w * h + RUN;
      if (w > most || h > most || w * h > area || both > kept[at].cost + cost) continue;
      grow(bounds, other.left, other.top, other.right, other.bottom);
      cost = both;
      kept.splice(at, 1);
      at = -1;
    }
    kept.push({ bounds, cost });
  }
  return kept.map(({ bounds }) => boxOf(bounds));
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
