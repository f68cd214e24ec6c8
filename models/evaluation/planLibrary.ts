// Everything that a library's evaluation looks for, and where.
import { seededRandom } from '../random.ts';
import {
  crossValidation,
  leavePeopleOut,
  type CrossValidation,
  type Fold,
  type FoldOptions,
  type FoldSample,
} from './folds.ts';

/** Galleries of so many photos a person. */
export interface ShotsPlan {
  readonly shots: number;
  readonly draws: readonly Fold[];
}

export interface LibraryPlan {
  readonly validation: CrossValidation;
  /** Everybody as a stranger, some people at a time. */
  readonly strangers: readonly Fold[];
  readonly shots: readonly ShotsPlan[];
}

/** Each is a training more, of all systems. */
const STRANGER_GROUPS = 5;

const SHOTS = [1, 2, 4, 8, 16];
/** Draws of enrolled photos: with one photo a person, which one it is makes the difference. */
const drawsFor = (shots: number): number => (shots < 4 ? 3 : 1);

export function planLibrary(samples: readonly FoldSample[], options: FoldOptions): LibraryPlan {
  return {
    validation: crossValidation(samples, options),
    strangers: leavePeopleOut(samples, STRANGER_GROUPS, options),
    shots: SHOTS.flatMap((shots) => {
      const draws = Array.from({ length: drawsFor(shots) }, (_, draw) =>
        drawShots(samples, shots, { ...options, seed: options.seed + draw }),
      );
      const possible = draws.filter((draw) => draw !== null);
      return possible.length < draws.length ? [] : [{ shots, draws: possible }];
    }),
  };
}

/** Null where fewer than two people could be looked for. */
function drawShots(samples: readonly FoldSample[], shots: number, { twins, seed }: FoldOptions): Fold | null {
  const enrolled: number[] = [];
  const rest: number[] = [];
  const byPerson = new Map<string, number[]>();
  samples.forEach(({ person }, at) => {
    const own = byPerson.get(person);
    if (own === undefined) byPerson.set(person, [at]);
    else own.push(at);
  });
  for (const [person, own] of byPerson) {
    if (own.length <= shots) continue;
    const shuffled = seededRandom(seed, `shots/${shots}/${person}`).shuffle(own);
    enrolled.push(...shuffled.slice(0, shots));
    rest.push(...shuffled.slice(shots));
  }
  const known = new Set(enrolled);
  const probes = rest.filter((at) => !twins[at].some((twin) => known.has(twin)));
  const people = new Set(probes.map((at) => samples[at].person));
  return people.size < 2
    ? null
    : { enrolled: enrolled.sort((a, b) => a - b), probes: probes.sort((a, b) => a - b) };
}
