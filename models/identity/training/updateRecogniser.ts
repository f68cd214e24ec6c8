// A few more photos of known people: a recogniser that takes them in without learning everything anew.
//
// [Note: updates] One photo in ten thousand moves the space and everybody else's prototype by less than leaving a fifth of the
// photos out does in cross-validation. So both stay as they are; the person's mean moves by the new photo, and keeps the
// offset that set it apart from others. The calibration is made anew: the new photos are held-out ones as they come. What has
// come since everything was learned is bounded by whoever calls this.
import { calibrate, type CalibrationOptions } from '../calibration/calibrate.ts';
import type { Cohort } from '../cohort/cohort.ts';
import { pickRows, type Gallery } from '../gallery.ts';
import { keepScores, makeScores, type HeldOutScores } from './heldOut.ts';
import { meanFaces, scorePeople, type Head } from '../prototypes.ts';
import type { TrainedRecogniser } from '../recogniser.ts';
import { project, type Space } from '../space.ts';
import { normalise, rowOf } from '../../linear/vectors.ts';

/**
 * @param before of the same people, in the same order
 * @param rows `[N]`: where each face of the gallery is in `before`; -1 for a new one, whose person has others there
 */
export function updateRecogniser(
  gallery: Gallery,
  before: TrainedRecogniser,
  rows: Int32Array,
  cohort: Cohort | null,
  options: CalibrationOptions,
): TrainedRecogniser {
  const { space, head } = before.recogniser;
  const fresh = [...rows.keys()].filter((row) => rows[row] < 0);
  const heldOut = moveScores(before.heldOut, rows);
  const scores = scorePeople(head, project(space, pickRows(gallery, fresh).embeddings));
  fresh.forEach((row, at) => {
    const own = scores.subarray(at * gallery.count, (at + 1) * gallery.count);
    keepScores(heldOut, row, own, gallery.people[row], false);
  });
  const trained = { space, head: moveMeans(gallery, space, head, rows) };
  const calibration = calibrate(gallery, trained, heldOut, cohort, options);
  return { recogniser: { ...trained, calibration }, heldOut };
}

function moveScores(before: HeldOutScores, rows: Int32Array): HeldOutScores {
  const moved = makeScores(rows.length);
  rows.forEach((from, row) => {
    if (from < 0) return;
    moved.own[row] = before.own[from];
    moved.rival[row] = before.rival[from];
    moved.best[row] = before.best[from];
    moved.second[row] = before.second[from];
  });
  return moved;
}

function moveMeans(gallery: Gallery, space: Space, head: Head, rows: Int32Array): Head {
  const { dimensions } = space;
  const means = head.means.slice();
  const changed = new Set(gallery.people.filter((_, row) => rows[row] < 0));
  for (const person of changed) {
    const now = [...rows.keys()].filter((row) => gallery.people[row] === person);
    const [mean, meanBefore] = [now, now.filter((row) => rows[row] >= 0)].map((which) =>
      meanOf(gallery, space, which),
    );
    const prototype = rowOf(means, person, dimensions);
    for (let at = 0; at < dimensions; at++) prototype[at] += mean[at] - meanBefore[at];
    normalise(prototype);
  }
  if (head.blend === 1) return { ...head, means, modes: means };
  const modes = project(space, gallery.embeddings);
  return { ...head, means, modes, owners: Int32Array.from(gallery.people) };
}

/** The mean of one person's faces in the space. */
function meanOf(gallery: Gallery, space: Space, rows: readonly number[]): Float32Array {
  const own = pickRows(gallery, rows);
  const alone = { ...own, people: new Int32Array(rows.length), count: 1 };
  return meanFaces(alone, project(space, own.embeddings));
}
