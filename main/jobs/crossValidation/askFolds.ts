// Folds of a library in worker threads, as many at a time as there are threads.
import type { AskedFold, AskOptions, Embedded } from '../../../models/evaluation/askFold.ts';
import type { Fold } from '../../../models/evaluation/folds.ts';
import { success, type Result } from '../../../models/failure.ts';
import { conditionsOf } from '../../../models/identity/calibration/conditions.ts';
import type { Workers } from '../../work/workers.ts';
import { cancelled } from '../call.ts';
import { inOrder } from '../faces/inOrder.ts';
import type { LibraryFaces } from './libraryFaces.ts';

export interface FoldToAsk extends Fold {
  readonly options: AskOptions;
}

/** @param onFold is told how many are done */
export async function askFolds(
  workers: Workers,
  { faces }: Pick<LibraryFaces, 'faces'>,
  { gallery, cohort, unnamed, head }: Embedded,
  folds: readonly FoldToAsk[],
  signal: AbortSignal,
  onFold: () => void = () => undefined,
): Promise<Result<readonly AskedFold[]>> {
  const asked: AskedFold[] = [];
  const seen = { gallery, cohort, ...(unnamed && { unnamed }), ...(head && { head }) };
  const ask = ({ enrolled, probes, options }: FoldToAsk) => {
    const conditions = probes.map((probe) => conditionsOf(faces[probe]));
    const input = [seen, { enrolled, probes }, conditions, options] as const;
    return workers.run('askFold', input, { signal });
  };
  for await (const answer of inOrder(folds, workers.count, ask)) {
    if (!answer.ok) return answer;
    if (signal.aborted) return cancelled('The evaluation');
    asked.push(answer.value);
    onFold();
  }
  return success(asked);
}
