// What two checkpoints answer on the same faces, none of which the one or the other has learned.
import { mcnemar } from '../../../models/evaluation/statistics/significance.ts';
import { success, type Result } from '../../../models/failure.ts';
import { conditionsOf } from '../../../models/identity/calibration/conditions.ts';
import { decide } from '../../../models/identity/decide.ts';
import type { CheckpointComparison, PairedAnswers } from '../../../preload/contract.ts';
import type { Engine } from '../../engine/engine.ts';
import type { StoredCheckpoint } from '../../library/checkpoints.ts';
import type { Library } from '../../library/library.ts';
import type { LibraryFace } from '../../library/photos.ts';
import { embedFaces } from '../faces/embedFaces.ts';
import { readAnswers, type HeldOutAnswer } from './heldOutAnswers.ts';
import { openCheckpoint } from './openCheckpoint.ts';
import { type JobCall } from '../call.ts';

export interface CompareParts {
  readonly engine: Engine;
  readonly library: Library;
}

/** Whose a face is, is what the library says now: a face may have been given to somebody else since. */
export async function compareHeldOut(
  library: Library,
  a: StoredCheckpoint,
  b: StoredCheckpoint,
): Promise<PairedAnswers | null> {
  const [answersA, answersB] = [await readAnswers(a), await readAnswers(b)];
  if (answersA === null || answersB === null) return null;
  const owners = new Map((await library.facesInTurns()).map(({ id, person }) => [id, person?.id]));
  const inB = new Map(answersB.map((answer) => [answer.face, answer]));
  return pair(
    answersA.flatMap((first) => {
      const second = inB.get(first.face);
      const person = owners.get(first.face);
      return second === undefined || person === undefined ? [] : [{ person, first, second }];
    }),
    a,
    b,
    library,
  );
}

/** Faces of people, in the library now, that neither has learned. */
export async function compareNewFaces(
  parts: CompareParts,
  a: StoredCheckpoint,
  b: StoredCheckpoint,
  call: JobCall<'progress'>,
): Promise<CheckpointComparison['newFaces']> {
  const learned = new Set([...a.crops, ...b.crops]);
  const all = await parts.library.facesInTurns();
  const faces = all.filter(({ id, person }) => person !== null && !learned.has(id));
  const first = await nameAll(parts, a, faces, call);
  if (!first.ok) return { problem: first.failure };
  const second = await nameAll(parts, b, faces, call);
  if (!second.ok) return { problem: second.failure };
  const probes = faces.flatMap(({ id, person }) => {
    const [one, other] = [first.value.get(id), second.value.get(id)];
    if (person === null || one === undefined || other === undefined) return [];
    return [{ person: person.id, first: { named: one }, second: { named: other } }];
  });
  return pair(probes, a, b, parts.library);
}

/** Each face alone, as if it were in a photo of its own. A face that cannot be read has no answer. */
async function nameAll(
  { engine, library }: CompareParts,
  checkpoint: StoredCheckpoint,
  faces: readonly LibraryFace[],
  { signal, emit }: JobCall<'progress'>,
): Promise<Result<Map<string, string | null>>> {
  const answers = new Map<string, string | null>();
  if (faces.length === 0) return success(answers);
  const opened = await openCheckpoint(engine, checkpoint, signal);
  if (!opened.ok) return opened;
  const { encoder, recogniser } = opened.value;
  const cache = await embedFaces(engine, library, encoder, faces, {
    signal,
    onBatch: (done, total) => emit('progress', { phase: 'Embedding faces', done, total }),
  });
  if (!cache.ok) return cache;
  for (const face of faces) {
    const embedding = cache.value.get(face.id);
    if (embedding === undefined) continue;
    const [{ person }] = decide(recogniser, embedding, [conditionsOf(face)]);
    answers.set(face.id, person === null ? null : checkpoint.people[person].id);
  }
  return success(answers);
}

interface Probe {
  readonly person: string;
  readonly first: Pick<HeldOutAnswer, 'named'>;
  readonly second: Pick<HeldOutAnswer, 'named'>;
}

/** Somebody whom a checkpoint does not know is rightly Unknown to it. */
function pair(
  probes: readonly Probe[],
  a: StoredCheckpoint,
  b: StoredCheckpoint,
  library: Library,
): PairedAnswers {
  // Who was merged into somebody since is right by that person's name.
  const now = (id: string | null) => id && (library.currentPerson(id)?.id ?? id);
  const [knownA, knownB] = [a, b].map(({ people }) => new Set(people.map(({ id }) => now(id))));
  const isRight = (known: ReadonlySet<string | null>, person: string, named: string | null) =>
    named === (known.has(person) ? person : null);
  const tally = { bothRight: 0, onlyARight: 0, onlyBRight: 0, bothWrong: 0, changed: 0 };
  for (const { person, first, second } of probes) {
    const [byA, byB] = [now(first.named), now(second.named)];
    const [rightA, rightB] = [isRight(knownA, person, byA), isRight(knownB, person, byB)];
    tally[rightA ? (rightB ? 'bothRight' : 'onlyARight') : rightB ? 'onlyBRight' : 'bothWrong']++;
    if (byA !== byB) tally.changed++;
  }
  return {
    faces: probes.length,
    ...tally,
    pValue: mcnemar({ first: tally.onlyARight, second: tally.onlyBRight }).exact,
  };
}
