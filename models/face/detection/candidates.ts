// What a network is sure of, and what may be a face besides: the second never moves the first.
import type { Detection } from '../face.ts';
import { overlap, SAME_FACE } from './overlap.ts';

/** A network's usual threshold: less is weak, and is looked at in four turns before anything else. */
export const STRONG = 0.5;

/** A detection and how it came about. */
export interface Candidate {
  readonly detection: Detection;
  /** Longer side of the box over the side of the network's usual view. */
  readonly share: number;
  /** Whether it was seen on a level of the pyramid and not in a view of the whole photo. */
  readonly onLevel: boolean;
}

/** One detection a face: candidates of `threshold` and more among themselves, then the others where none of those is. */
export function strongAndWeak(
  candidates: readonly Detection[],
  threshold: number,
  suppress: (candidates: readonly Detection[]) => Detection[],
): Detection[] {
  const strong = suppress(candidates.filter(({ score }) => score >= threshold));
  const weak = suppress(candidates.filter(({ score }) => score < threshold));
  return [
    ...strong,
    ...weak.filter(({ box }) => !strong.some((other) => overlap(other.box, box) > SAME_FACE)),
  ];
}

/** Detectors place boxes and points best when a face fills about this share of their view. */
const bestShare = 0.25;

/** Of detections of the same face in several views, the one at the best size stays, with the best score of all. */
export function mergeViews(candidates: readonly Candidate[]): Candidate[] {
  const misfit = ({ share }: Candidate) => Math.abs(Math.log(share / bestShare));
  const kept: Candidate[] = [];
  for (const candidate of [...candidates].sort((a, b) => misfit(a) - misfit(b))) {
    const { detection } = candidate;
    const at = kept.findIndex((other) => overlap(other.detection.box, detection.box) > SAME_FACE);
    if (at < 0) kept.push(candidate);
    else {
      const same = kept[at];
      const score = Math.max(same.detection.score, detection.score);
      const onLevel = same.onLevel && candidate.onLevel;
      kept[at] = { ...same, detection: { ...same.detection, score }, onLevel };
    }
  }
  return kept;
}
