// Where the words beside boxes stand, so that in a crowd, too, each can be read.
import { sharedArea } from './boxes.ts';
import type { Box } from './geometry.ts';

/** Which of the places around its box a label has: a number of `candidatesOf`. */
export type LabelSide = number;

export interface Label {
  readonly box: Box;
  /** Width and height of the words. */
  readonly size: readonly [number, number];
  /** Where it stood in the picture before this one: it stays there while no other place is clearly better. */
  readonly stood?: LabelSide;
}

/** A label's left upper corner, and on which side of its box that is. */
export interface LabelPlace {
  readonly corner: readonly [number, number];
  readonly side: LabelSide;
}

/** How much worse it is to lie over other words than over somebody's face. */
const OVER_WORDS = 4;
/**
 * Shares of its words that a label must uncover by leaving the place where it stood, for one that is free and for one that
 * is not: boxes of a film tremble.
 */
const WORTH_MOVING = { free: 0.1, crowded: 0.25 };

/**
 * The labels' places, all inside the frame. Each stands above or below its box, else beside it, where it covers least of
 * the words before it and of all boxes: whose words matter most comes first.
 *
 * @param frame width and height; all sizes in the same unit
 * @param first where a label stands that has room everywhere
 */
export function placeLabels(
  labels: readonly Label[],
  frame: readonly [number, number],
  first: 'above' | 'below',
): LabelPlace[] {
  const placed: Box[] = [];
  return labels.map((label) => {
    const { size, stood } = label;
    const places = candidatesOf(label, first).map(([left, top], side) => {
      const at: Box = [clamp(left, frame[0] - size[0]), clamp(top, frame[1] - size[1]), ...size];
      const cost =
        OVER_WORDS * placed.reduce((sum, other) => sum + sharedArea(at, other), 0) +
        labels.reduce((sum, other) => sum + sharedArea(at, other.box), 0);
      return { at, side, cost };
    });
    const least = places.reduce((best, place) => (place.cost < best.cost ? place : best));
    const before = places.find(({ side }) => side === stood);
    const worth = WORTH_MOVING[least.cost === 0 ? 'free' : 'crowded'];
    const stays = before !== undefined && before.cost <= least.cost + worth * size[0] * size[1];
    const { at, side } = stays ? before : least;
    placed.push(at);
    return { corner: [at[0], at[1]], side };
  });
}

/** Left upper corners around the box, the best one first: near and far from its left, then from its right end; beside it. */
function candidatesOf(
  { box: [x, y, w, h], size: [width, height] }: Label,
  first: 'above' | 'below',
): readonly (readonly [number, number])[] {
  const right = x + w - width;
  const [above, below] = [y - height, y + h];
  const [near, far] = first === 'above' ? [above, below] : [below, above];
  return [
    ...[[x, near] as const, [x, far] as const, [right, near] as const, [right, far] as const],
    ...[[x + w, y] as const, [x - width, y] as const],
  ];
}

const clamp = (value: number, limit: number): number => Math.max(0, Math.min(value, limit));
