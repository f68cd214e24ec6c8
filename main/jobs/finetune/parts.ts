// What every finetuning works with.
import type { Library } from '../../library/library.ts';
import type { Cohorts } from '../cohorts/cohortStore.ts';
import type { Engine } from '../../engine/engine.ts';
import type { Workers } from '../../work/workers.ts';

export interface FinetuneParts {
  readonly engine: Engine;
  readonly library: Library;
  readonly cohorts: Cohorts;
  readonly workers: Workers;
}
