// Where the words beside boxes stand, so that in a crowd, too, each can be read.
import { sharedArea } from './boxes.ts';
import type { Box } from './geometry.ts';

export interface Label {
  readonly box: Box;
  /** Width and height of the words. */
  readonly size: readonly [number, number];
}

/** How much worse it is to lie over other words than over somebody's face. */
const OVER_WORDS = 4;

/**
 * Left upper corners of the labels, all inside the frame. Each stands above or below its box, else beside it, where it
 * covers least of the words before it and of all boxes: whose words matter most comes first.
 *
 * @param frame width and height; all sizes in the same unit
 * @param first where a label stands that has room everywhere
 */
export function placeLabels(
  labels: readonly Label[],
  frame: readonly [number, number],
  first: 'above' | 'below',
): (readonly [number, number])[] {
  const placed: Box[] = [];
  return labels.map(({ box, size: [width, height] }) => {
    const [x, y, w, h] = box;
    const right = x + w - width;
    const [above, below] = [y - height, y + h];
    const [near, far] = first === 'above' ? [above, below] : [below, above];
    const candidates: readonly (readonly [number, number])[] = [
      ...[[x, near] as const, [x, far] as const, [right, near] as const, [right, far] as const],
      ...[[x + w, y] as const, [x - width, y] as const],
    ];
    let best: Box = [0, 0, width, height];
    let least = Infinity;
    for (const [left, top] of candidates) {
      const at: Box = [clamp(left, frame[0] - width), clamp(top, frame[1] - height), width, height];
      const cost =
        OVER_WORDS * placed.reduce((sum, other) => sum + sharedArea(at, other), 0) +
        labels.reduce((sum, other) => sum + sharedArea(at, other.box), 0);
      if (cost >= least) continue;
      [best, least] = [at, cost];
    }
    placed.push(best);
    return [best[0], best[1]];
  });
}

const clamp = (value: number, limit: number): number => Math.max(0, Math.min(value, limit));
