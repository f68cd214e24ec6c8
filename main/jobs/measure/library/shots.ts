// Accuracy against shots: the library again, with so many photos of each person enrolled and all others looked for.
import type { Tally, Variation } from '../../../../models/evaluation/evaluation.ts';
import type { Fold } from '../../../../models/evaluation/folds.ts';
import type { JobCall } from '../../call.ts';
import { seededRandom } from '../../../../models/random.ts';
import { askFold, type Asked } from '../../crossValidation/folds.ts';
import type { LibraryOptions, ReadySystem } from './readySystem.ts';
import type { LibraryFaces } from '../../crossValidation/libraryFaces.ts';

const SHOTS = [1, 2, 4, 8, 16];
/** Draws of enrolled photos: with one photo a person, which one it is makes the difference. */
const drawsFor = (shots: number): number => (shots < 4 ? 3 : 1);

/** People who have no more photos than are enrolled are left out; a number at which fewer than two are left is, too. */
export async function varyShots(
  library: LibraryFaces,
  systems: readonly ReadySystem[],
  { seed, fpir }: LibraryOptions,
  { signal, emit }: JobCall,
): Promise<Variation[]> {
  const plans = SHOTS.map((shots) => ({
    shots,
    draws: Array.from({ length: drawsFor(shots) }, (_, draw) => drawShots(library, shots, seed + draw)),
  })).filter(({ draws }) => draws.every((draw) => draw !== null));
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
      for (const draw of draws) {
        emit('progress', { phase: 'Learning from fewer', done: variations.length, total });
        await new Promise(setImmediate);
        signal.throwIfAborted();
        if (draw === null) continue;
        for (const asked of askFold(library, system, draw, { fpir, seed, draws: 0 }).asked) {
          count(people[system.gallery.people[asked.probe]], system.gallery.people[asked.probe], asked);
        }
      }
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
  return variations;
}

/** Null where fewer than two people could be looked for. */
function drawShots({ samples, twins }: LibraryFaces, shots: number, seed: number): Fold | null {
  const enrolled: number[] = [];
  const rest: number[] = [];
  for (const person of new Set(samples.map((sample) => sample.person))) {
    const own = [...samples.keys()].filter((at) => samples[at].person === person);
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

type PersonTally = { -readonly [K in keyof Tally['people'][number]]: Tally['people'][number][K] };

function count(tally: PersonTally, truth: number, { leads }: Asked): void {
  const own = leads[truth] ?? -Infinity;
  const best = Math.max(...leads.map((lead) => lead ?? -Infinity));
  tally.probes++;
  // As ranks are counted: equal scores count against the right person.
  if (leads.every((lead, person) => person === truth || (lead ?? -Infinity) < own)) tally.rank1++;
  if (best > 0) {
    if (own === best) tally.named++;
    else tally.misnamed++;
  }
}
