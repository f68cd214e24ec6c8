// How sure a name is: logistic regression on a face's score and on its lead over the next person.
import type { Gallery } from '../gallery.ts';
import { fitLogistic, type LogisticSample } from '../logistic.ts';
import { USUAL_FPIR, type Confidence } from './calibration.ts';
import type { DrawnScores } from './drawnScores.ts';
import { leadAt, type HeldOutScores } from '../training/heldOut.ts';
import type { Rival } from './rivals.ts';
import { thresholdAt, type StrangerScores } from './strangerScores.ts';

/** Drawn strangers that the confidence is fitted to: it does not live in the far tail. */
const DRAWS = 2000;
/** How many enrolled people weigh as much as the cohort. */
const COHORT_WEIGHT = 10;
/** Log-odds of a typical gallery, and how firmly they hold against its own faces: means and precisions. */
const PRIOR = { means: [0, 2, 1], precisions: [4, 4, 4] };

/** Threshold for one person with one photo where nothing at all is known of strangers: only near-copies pass. */
export const BLIND = 0.9;

export const UNFITTED = { bias: PRIOR.means[0], score: PRIOR.means[1], margin: PRIOR.means[2] };

export function fitConfidence(
  { people, count }: Gallery,
  heldOut: HeldOutScores,
  scores: StrangerScores,
  rivals: readonly Rival[],
  drawn: DrawnScores | null,
): Confidence {
  const threshold = thresholdAt(scores, USUAL_FPIR);
  const floor = scores.mean + scores.deviation * scores.shift;
  const unit = threshold - floor;
  const sample = (best: number, margin: number, right: boolean, weight: number): LogisticSample => ({
    features: [(best - threshold) / unit, margin / unit],
    right,
    weight,
  });
  const samples: LogisticSample[] = [];
  people.forEach((person, row) => {
    if (Number.isNaN(heldOut.own[row])) return;
    const lead = leadAt(heldOut, row, person, floor);
    samples.push(sample(lead.best, lead.margin, lead.person === person, 1));
  });
  // As many strangers as mates: whether a face is a stranger's is a matter of the album, not of the face.
  const total = Math.max(samples.length, 1);
  const share = drawn === null ? 1 : rivals.length === 0 ? 0 : count / (count + COHORT_WEIGHT);
  for (const { best, margin } of rivals)
    samples.push(sample(best, margin, false, (share * total) / rivals.length));
  if (drawn !== null) {
    const draws = Math.min(DRAWS, drawn.best.length);
    for (let row = 0; row < draws; row++) {
      const [best, second] = [drawn.best[row], drawn.second[row]];
      const margin = best - (second > -Infinity ? second : floor);
      samples.push(sample(best, margin, false, ((1 - share) * total) / draws));
    }
  }
  const [bias, score, margin] = fitLogistic(samples, PRIOR);
  return { bias, score, margin, threshold };
}
