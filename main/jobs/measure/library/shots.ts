// Accuracy against shots: the library again, with so many photos of each person enrolled and all others looked for.
import type { Tally, Variation } from '../../../../models/evaluation/evaluation.ts';
import type { ShotsPlan } from '../../../../models/evaluation/planLibrary.ts';
import type { JobCall } from '../../call.ts';
import type { Search } from '../../../../models/evaluation/searched.ts';
import { success, type Result } from '../../../../models/failure.ts';
import type { Workers } from '../../../work/workers.ts';
import { askFolds } from '../../crossValidation/askFolds.ts';
import type { LibraryOptions, ReadySystem } from './readySystem.ts';
import type { LibraryFaces } from '../../crossValidation/libraryFaces.ts';

/** People who have no more photos than are enrolled are left out; a number at which fewer than two are left is, too. */
export async function varyShots(
  workers: Workers,
  library: LibraryFaces,
  plans: readonly ShotsPlan[],
  systems: readonly ReadySystem[],
  { seed, fpir }: LibraryOptions,
  { signal, emit }: JobCall,
): Promise<Result<Variation[]>> {
  const variations: Variation[] = [];
  const total = plans.length * systems.length;
  for (const { shots, draws } of plans) {
    for (const system of systems) {
      const people = library.people.map(({ name }) => ({
        who: name,
        probes: 0,
        rank1: 0,
        named: 0,
        misnamed: 0,
      }));
      emit('progress', { phase: 'Learning from fewer', done: variations.length, total });
      const folds = draws.map((draw) => ({ ...draw, options: { fpir, seed, draws: 0 } }));
      const answers = await askFolds(workers, library, system, folds, signal);
      if (!answers.ok) return answers;
      for (const fold of answers.value)
        fold.probes.forEach((probe, at) => {
          const truth = system.gallery.people[probe];
          count(people[truth], truth, fold.searches[at]);
        });
      variations.push({
        kind: 'shots',
        set: 'library',
        system: system.planned.system.id,
        label: `${shots} ${shots === 1 ? 'photo' : 'photos'}`,
        at: shots,
        tally: { people: people.filter(({ probes }) => probes > 0), strangers: 0, accepted: 0 },
      });
    }
  }
  return success(variations);
}

type PersonTally = { -readonly [K in keyof Tally['people'][number]]: Tally['people'][number][K] };

function count(tally: PersonTally, truth: number, { best, score, rank }: Search): void {
  tally.probes++;
  if (rank === 1) tally.rank1++;
  if (score > 0) {
    if (best === truth) tally.named++;
    else tally.misnamed++;
  }
}
