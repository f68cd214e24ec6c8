// What a finetuning says of itself: how well it names faces that it has not seen, and who is mistaken for whom.
import type { Interval } from '../../../models/evaluation/statistics/intervals.ts';
import { thresholdFor, conditionsOf } from '../../../models/identity/calibration/conditions.ts';
import { leadAt } from '../../../models/identity/training/heldOut.ts';
import type { TrainedRecogniser } from '../../../models/identity/recogniser.ts';
import { mapInTurns } from '../../work/turns.ts';
import type { EnrolledFaces } from '../faces/enrolledFaces.ts';
import { shareRight, type HeldOutAnswer } from '../checkpoints/heldOutAnswers.ts';

export interface FinetuneReport {
  readonly version: 1;
  /** Share of the held-out faces that get their name. Null where nobody has two different photos. */
  readonly heldOut: Interval | null;
  readonly people: readonly {
    readonly name: string;
    readonly faces: number;
    /** Of those that could be held out. */
    readonly heldOut: number;
    readonly named: number;
  }[];
  /** Held-out faces that are most like somebody else, whether or not the score would have been enough. */
  readonly confused: readonly { readonly face: string; readonly person: string; readonly with: string }[];
  /** Of every face that could be held out. */
  readonly answers: readonly HeldOutAnswer[];
}

/**
 * Each enrolled face is named by a head without it. A face of which another photo of the person is a near-duplicate is
 * not held out: naming it proves nothing.
 *
 * @param twins near-duplicates of each face
 */
export async function reportOn(
  { gallery, faces, people }: EnrolledFaces,
  { recogniser, heldOut }: TrainedRecogniser,
  twins: readonly (readonly number[])[],
): Promise<FinetuneReport> {
  const hasTwin = (row: number): boolean =>
    twins[row].some((other) => gallery.people[other] === gallery.people[row]);
  const tallies = people.map(({ name }) => ({ name, faces: 0, heldOut: 0, named: 0 }));
  const confused: FinetuneReport['confused'][number][] = [];
  const answers: HeldOutAnswer[] = [];
  await mapInTurns(gallery.people.entries(), ([row, person]) => {
    const tally = tallies[person];
    tally.faces++;
    if (Number.isNaN(heldOut.own[row]) || hasTwin(row)) return;
    tally.heldOut++;
    const lead = leadAt(heldOut, row, person, 0);
    const named =
      lead.best > thresholdFor(recogniser.calibration, conditionsOf(faces[row]))
        ? people[lead.person].id
        : null;
    answers.push({ face: faces[row].id, person: people[person].id, named });
    if (lead.person !== person) {
      confused.push({ face: faces[row].id, person: people[person].name, with: people[lead.person].name });
    } else if (named !== null) {
      tally.named++;
    }
  });
  return {
    version: 1,
    heldOut: shareRight(answers),
    people: tallies,
    confused,
    answers,
  };
}
