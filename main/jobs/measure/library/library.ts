// The library measured on itself, by every system at once: each face is named by recognisers that were made without it,
// and is a stranger to others that were made without its person.
import type { Identification, Probe } from '../../../../models/evaluation/evaluation.ts';
import type { Fold } from '../../../../models/evaluation/folds.ts';
import { closedFormOf } from '../../../../models/identity/heads/rule.ts';
import type { JobCall } from '../../call.ts';
import { failed, success, type Result } from '../../../../models/failure.ts';
import { testCheckpoint, type CheckpointSystem } from './checkpoint.ts';
import type { FinetuneParts } from '../../finetune/parts.ts';
import type { AskedFold } from '../../../../models/evaluation/askFold.ts';
import type { Workers } from '../../../work/workers.ts';
import { askFolds } from '../../crossValidation/askFolds.ts';
import { seeLibrary, type LibraryFaces } from '../../crossValidation/libraryFaces.ts';
import { varyShots } from './shots.ts';
import { type LibraryOptions, type ReadySystem, probeOf } from './readySystem.ts';
import type { Measured } from '../measured.ts';
import { withoutSystem, type PlannedSystem } from '../systems.ts';
/** Strangers that are drawn from a cohort, over all folds. */
const DRAWS = 1000;

/**
 * @param planned heads over encoders
 * @param checkpoint the one in use, where it has trained a model
 */
export async function measureLibrary(
  parts: FinetuneParts,
  planned: readonly PlannedSystem[],
  checkpoint: CheckpointSystem | null,
  { seed, fpir }: LibraryOptions,
  call: JobCall,
): Promise<Result<Measured>> {
  const skipped: Measured['skipped'][number][] = [];
  const emit: JobCall['emit'] = (event, detail) => {
    if ('path' in detail) skipped.push(detail);
    call.emit(event, detail);
  };
  const here = planned.flatMap((one) =>
    one.encoder === null ? [] : [{ planned: one, encoder: one.encoder }],
  );
  const tuned = checkpoint?.seen ?? null;
  const seen = await seeLibrary(parts, [...here, ...(tuned === null ? [] : [tuned])], { ...call, emit });
  if (!seen.ok) return seen;
  const { faces, people, samples, twins, by } = seen.value;
  const ready = here.flatMap(({ planned: one }, at): ReadySystem[] => {
    const embedded = by[at];
    return 'gallery' in embedded ? [{ planned: one, ...embedded, ...closedFormOf(one.way) }] : [];
  });
  const systems = planned.map((one) => {
    const found = by[here.findIndex((other) => other.planned === one)];
    return found !== undefined && 'kind' in found ? withoutSystem(one, found) : one;
  });
  const [problem] = by.flatMap((one) => ('kind' in one ? [one] : []));
  if (ready.length === 0 && problem !== undefined) return { ok: false, failure: problem };

  const plan = await parts.workers.run('planLibrary', [samples, { twins, seed }], call);
  if (!plan.ok) return plan;
  const { validation, strangers } = plan.value;
  if (validation.folds.length === 0) {
    return failed(
      'not-enough-data',
      'Nobody in the library has two different photos, so no face can be tested.',
      'Import a second photo of somebody, taken at another moment: facet import --person NAME PATHS...',
    );
  }
  const test = await runFolds(
    parts.workers,
    seen.value,
    ready,
    validation.folds,
    strangers,
    { seed, fpir },
    { ...call, emit },
  );
  if (!test.ok) return test;
  const identification: Identification = {
    id: 'library',
    title: 'Your library',
    set: 'library',
    shots: null,
    split: describeSplit(validation.people, strangers.length, people.length),
    people: people.map(({ name }) => name),
    enrolled: [],
    leftOut: validation.leftOut.map((at) => ({ path: faces[at].photoName, face: faces[at].id })),
    ...test.value,
  };
  const tested =
    checkpoint === null
      ? null
      : await testCheckpoint(parts.workers, seen.value, ready, checkpoint, by[here.length], {
          seed,
          fpir,
          signal: call.signal,
        });
  if (tested?.ok === false) return tested;
  const shots = await varyShots(parts.workers, seen.value, plan.value.shots, ready, { seed, fpir }, call);
  if (!shots.ok) return shots;
  return success({
    identifications: [identification, ...(tested?.value.test ? [tested.value.test] : [])],
    verifications: [],
    variations: shots.value,
    galleries: [],
    coverage: [],
    skipped,
    settings: { fpir, folds: validation.folds.length, strangerFolds: strangers.length },
    sets: [
      {
        set: 'library',
        people: people.length,
        hashes: faces.map(({ id, person }, at) => `${id} ${person?.name} ${samples[at].session}`),
      },
    ],
    systems: [...systems, ...(tested === null ? [] : [tested.value.planned])],
  });
}

/** Every system through every fold: probes of enrolled people, then strangers, each in the order of the faces. */
async function runFolds(
  workers: Workers,
  library: LibraryFaces,
  systems: readonly ReadySystem[],
  folds: readonly Fold[],
  strangers: readonly Fold[],
  { seed, fpir }: LibraryOptions,
  { signal, emit }: JobCall,
): Promise<Result<Pick<Identification, 'probes' | 'results'>>> {
  const total = systems.length * (folds.length + strangers.length);
  let done = 0;
  const inOrder = (asked: readonly AskedFold[]) => asked.flatMap((fold) => fold.probes).sort((a, b) => a - b);
  const run = (system: ReadySystem, list: readonly Fold[], draws: number) => {
    const told = () =>
      emit('progress', { phase: 'Learning without some', done, total, detail: system.planned.system.title });
    told();
    const asked = list.map((fold, at) => ({ ...fold, options: { fpir, seed: seed + at, draws } }));
    return askFolds(workers, library, system, asked, signal, () => {
      done++;
      told();
    });
  };
  const results: Identification['results'][number][] = [];
  let probes: Probe[] = [];
  for (const system of systems) {
    const mates = await run(system, folds, Math.ceil(DRAWS / folds.length));
    if (!mates.ok) return mates;
    const others = await run(system, strangers, 0);
    if (!others.ok) return others;
    const cohort = system.cohort && { source: system.cohort.source, tail: system.cohort.tail };
    const result = await workers.run(
      'resultOf',
      [system.planned.system.id, mates.value, others.value, cohort],
      { signal },
    );
    if (!result.ok) return result;
    results.push(result.value);
    probes = [
      ...inOrder(mates.value).map((probe) => probeOf(library.faces[probe], system.gallery.people[probe])),
      ...inOrder(others.value).map((probe) => probeOf(library.faces[probe], -1)),
    ];
  }
  return success({ probes, results });
}

function describeSplit(
  { bySession, byPhoto }: { readonly bySession: number; readonly byPhoto: number },
  groups: number,
  people: number,
): string {
  const halves = [
    ...(bySession === 0
      ? []
      : [`${bySession} of the people are looked for on days from which no photo is enrolled`]),
    ...(byPhoto === 0 ? [] : [`${byPhoto} in a fifth of their photos at a time`]),
  ].join(', ');
  const strangers =
    groups === people ? 'each person is left out in turn' : `the people are left out in ${groups} groups`;
  return `${halves}, never with a near-duplicate enrolled; as strangers, ${strangers}, from the threshold’s setting too.`;
}
