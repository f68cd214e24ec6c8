// By how much strangers who come through one camera lie above a cohort, from the cohort's own people in simulated cameras.
//
// [Note: simulated cameras] Photos of one's own surroundings share a camera, its light and its lens. So the cohort's people are
// looked at through a few such cameras. In each, some are enrolled, and the others are strangers of the same surroundings:
// their best scores, in deviations of drawn strangers' ones, give that camera's shift. What the shifts are like over cameras
// and galleries is what is known of a user's before anybody is enrolled. A simulation shares neither rooms nor poses: real
// surroundings lie higher, by `ROOMS`, `APART` times as far apart, and their strangers reach `LONGER` times as far out. These
// numbers were chosen on ORL, UMIST, web7 and LFW.
import { seededRandom } from '../../random.ts';
import { MOST_SHIFT, type HomePrior } from '../calibration/homeShift.ts';
import { scorePeople } from '../prototypes.ts';
import { project } from '../space.ts';
import { trainClassifier } from '../training/trainClassifier.ts';
import { bestScores, drawStrangers, singles, type Cohort } from './cohort.ts';
import { momentsOf } from './mixture.ts';

/** People enrolled in each gallery, and galleries of each camera. */
const ENROLLED = 5;
const ROUNDS = 8;
const DRAWS = 3000;
const ROOMS = 0.5;
const APART = 2;
const LEAST_SPREAD = 0.7;
/** The rate that thresholds are usually set for, and the quantile of a normal distribution there. */
const RATE = 0.01;
const NORMAL = 2.326;
const LONGER = 1.2;
const MOST_REACH = 1.5;
/** Below this deviation all strangers score the same, and what is left of their differences is rounding. */
const LEAST_DEVIATION = 1e-9;

/** Fewer people through each camera say too little. */
export const FEWEST_SEEN = 60;

/** People through one camera: who they are, and the embedding of each, `[N, D]`, N at least `FEWEST_SEEN`. */
export interface CameraView {
  readonly people: readonly number[];
  readonly faces: Float32Array;
}

/** @param cameras the same numbers are the same people */
export function fitHome(cohort: Cohort, cameras: readonly CameraView[], seed: number): HomePrior {
  const { dimensions } = cohort.mixture;
  const spread = momentsOf(cohort.mixture);
  const random = seededRandom(seed, 'cameras');
  const drawn = drawStrangers(cohort, DRAWS, seed);
  const shifts: number[] = [];
  const residuals: number[] = [];
  const leads: number[] = [];
  for (const view of cameras) {
    const { faces: seen, people } = view;
    const rows = [...people.keys()];
    const take = (chosen: readonly number[]): Float32Array => {
      const taken = new Float32Array(chosen.length * dimensions);
      chosen.forEach((row, at) =>
        taken.set(seen.subarray(row * dimensions, (row + 1) * dimensions), at * dimensions),
      );
      return taken;
    };
    for (let round = 0; round < ROUNDS; round++) {
      const shuffled = random.shuffle(rows);
      const enrolled = shuffled.slice(0, ENROLLED);
      const gallery = singles(take(enrolled), dimensions);
      const { space, head } = trainClassifier(gallery, spread);
      const scores = (faces: Float32Array): Float32Array => scorePeople(head, project(space, faces));
      const best = (faces: Float32Array): Float64Array => bestScores(scores(faces), ENROLLED);
      const strangersAtLarge = best(drawn);
      const atLarge = momentsOfScores(strangersAtLarge);
      const bar = strangersAtLarge.sort()[Math.floor((1 - RATE) * DRAWS)];
      enrolled.forEach((row, place) => {
        for (const other of cameras) {
          const at = other === view ? -1 : other.people.indexOf(people[row]);
          if (at < 0) continue;
          const again = scores(other.faces.subarray(at * dimensions, (at + 1) * dimensions));
          leads.push((again[place] - bar) / atLarge.deviation);
        }
      });
      const home = best(take(shuffled.slice(ENROLLED))).map(
        (score) => (score - atLarge.mean) / atLarge.deviation,
      );
      const own = momentsOfScores(home);
      shifts.push(own.mean);
      // To whom everybody looks the same through a camera, nobody lies further out than others.
      if (own.deviation > LEAST_DEVIATION) residuals.push(...home.map((z) => (z - own.mean) / own.deviation));
    }
  }
  const { mean: shift, deviation } = momentsOfScores(Float64Array.from(shifts));
  const last =
    Float64Array.from(residuals)
      .sort()
      .at(Math.floor((1 - RATE) * residuals.length)) ?? NORMAL;
  return {
    mean: Math.min(MOST_SHIFT, shift + ROOMS),
    deviation: Math.min(MOST_SHIFT, Math.max(LEAST_SPREAD, APART * deviation)),
    reach: Math.min(MOST_REACH, Math.max(1, (LONGER * last) / NORMAL)),
    ...(leads.length > 0 && { lead: momentsOfScores(Float64Array.from(leads)).mean }),
  };
}

function momentsOfScores(scores: Float64Array): { readonly mean: number; readonly deviation: number } {
  const mean = scores.reduce((sum, score) => sum + score, 0) / scores.length;
  const variance = scores.reduce((sum, score) => sum + (score - mean) ** 2, 0) / scores.length;
  return { mean, deviation: Math.sqrt(variance) };
}
