// What worker threads do: functions of models/ that take longer than a window or a signal may wait. They are pure; what they
// take, tell and answer are structured clones. Only `worker.ts` imports more of this file than its types.
import { askAll, askFold, resultOf } from '../../models/evaluation/askFold.ts';
import { comparisonsOf } from '../../models/evaluation/report/comparisons.ts';
import { planLibrary } from '../../models/evaluation/planLibrary.ts';
import { nearDuplicatesOf } from '../../models/face/nearDuplicate.ts';
import { fitCohort } from '../../models/identity/cohort/cohort.ts';
import { fitHome } from '../../models/identity/cohort/fitHome.ts';
import { ownPeopleAmong } from '../../models/identity/cohort/ownPeople.ts';
import { transferCohort } from '../../models/identity/cohort/transferCohort.ts';
import { cutOfCohort, cutOfFaces } from '../../models/identity/grouping/groupCut.ts';
import { groupFaces } from '../../models/identity/grouping/groupFaces.ts';
import { trainRecogniser } from '../../models/identity/recogniser.ts';
import { updateRecogniser } from '../../models/identity/training/updateRecogniser.ts';
import { verifyPair } from '../../models/identity/verify.ts';

/** A function by its arguments as one list: the input of a task. */
const of =
  <Arguments extends readonly unknown[], Output>(run: (...given: Arguments) => Output) =>
  (given: Readonly<Arguments>): Output =>
    run(...(given as Arguments));

/**
 * By name, `(input)`, `(input, tell)` or `(input, tell, rest)`: `tell` sends an event to whoever waits, `rest` gives way for a
 * while where background work does.
 */
export const tasks = {
  askAll: of(askAll),
  askFold: of(askFold),
  comparisonsOf: of(comparisonsOf),
  cutOfCohort: of(cutOfCohort),
  cutOfFaces: of(cutOfFaces),
  fitCohort: of(fitCohort),
  fitHome: of(fitHome),
  groupFaces,
  nearDuplicatesOf: of(nearDuplicatesOf),
  ownPeopleAmong,
  planLibrary: of(planLibrary),
  resultOf: of(resultOf),
  trainRecogniser: of(trainRecogniser),
  transferCohort: of(transferCohort),
  updateRecogniser: of(updateRecogniser),
  verifyPair,
};

type Tasks = typeof tasks;
export type TaskName = keyof Tasks;
export type TaskInput<Name extends TaskName> = Parameters<Tasks[Name]>[0];
export type TaskOutput<Name extends TaskName> = ReturnType<Tasks[Name]>;
/** What it tells on the way; `never` where it tells nothing. */
export type TaskEvent<Name extends TaskName> =
  Parameters<Tasks[Name]> extends readonly [unknown, (event: infer Event) => void, ...unknown[]]
    ? Event
    : never;

/** What a worker is asked, one task at a time. */
export interface Order {
  readonly name: TaskName;
  readonly input: unknown;
}

/** What it says: events while it works, and then what came of it. A bug ends the thread. */
export type Said = { readonly event: unknown } | { readonly output: unknown };
