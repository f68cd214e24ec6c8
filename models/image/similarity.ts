// Similarity transforms of the plane (rotation, one scale, shift) and the one that fits two sets of points best.
import type { Point } from './geometry.ts';

/** x' = a x - b y + tx, y' = b x + a y + ty. The scale is the length of (a, b), the rotation its angle. */
export interface Similarity {
  readonly a: number;
  readonly b: number;
  readonly tx: number;
  readonly ty: number;
}

export const transform = (s: Similarity, [x, y]: Point): Point => [
  s.a * x - s.b * y + s.tx,
  s.b * x + s.a * y + s.ty,
];

export const scaleOf = (s: Similarity): number => Math.hypot(s.a, s.b);

export function invert(s: Similarity): Similarity {
  const square = s.a * s.a + s.b * s.b;
  if (square === 0) throw new Error('a similarity of scale 0 has no inverse');
  const a = s.a / square;
  const b = -s.b / square;
  return { a, b, tx: -(a * s.tx - b * s.ty), ty: -(b * s.tx + a * s.ty) };
}

/**
 * The similarity that takes `from` nearest to `to` in the least-squares sense, each pair with its weight (1 where
 * none is given). Reflections are left out, so this is Umeyama (1991) in the plane, where it has a closed form.
 */
export function fitSimilarity(
  from: readonly Point[],
  to: readonly Point[],
  weights?: readonly number[],
): Similarity {
  let total = 0;
  let [fx, fy, gx, gy] = [0, 0, 0, 0];
  const weightOf = (i: number) => weights?.[i] ?? 1;
  from.forEach(([x, y], i) => {
    const [u, v] = to[i];
    const w = weightOf(i);
    total += w;
    fx += w * x;
    fy += w * y;
    gx += w * u;
    gy += w * v;
  });
  fx /= total;
  fy /= total;
  gx /= total;
  gy /= total;
  let [dot, cross, square] = [0, 0, 0];
  from.forEach((p, i) => {
    const q = to[i];
    const w = weightOf(i);
    const [x, y, u, v] = [p[0] - fx, p[1] - fy, q[0] - gx, q[1] - gy];
    dot += w * (x * u + y * v);
    cross += w * (x * v - y * u);
    square += w * (x * x + y * y);
  });
  // All points in one place: nothing is known of scale and rotation, so keep both.
  const a = square > 0 ? dot / square : 1;
  const b = square > 0 ? cross / square : 0;
  return { a, b, tx: gx - (a * fx - b * fy), ty: gy - (b * fx + a * fy) };
}
