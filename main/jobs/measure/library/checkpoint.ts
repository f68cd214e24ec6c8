// The checkpoint in use, where it has trained a model: its model cannot be made anew for each fold, so it is tested on
// what it has never seen, beside heads that learn from the same photos as it did.
import type { Identification, IdentificationResult } from '../../../../models/evaluation/evaluation.ts';
import { isHead } from '../../../../models/identity/heads/rule.ts';
import { failed, success, type Failure, type Result } from '../../../../models/failure.ts';
import type { JobCall } from '../../call.ts';
import { changesImages } from '../../checkpoints/encoderIds.ts';
import type { StoredCheckpoint } from '../../../library/checkpoints.ts';
import { loadRecogniser, readDetails } from '../../checkpoints/details.ts';
import { carriedCohort } from '../../finetune/encoder.ts';
import { openCheckpointEncoder } from '../../checkpoints/openCheckpoint.ts';
import { peopleNow } from '../../checkpoints/peopleNow.ts';
import type { AskedFold, Embedded } from '../../../../models/evaluation/askFold.ts';
import { conditionsOf } from '../../../../models/identity/calibration/conditions.ts';
import type { Workers } from '../../../work/workers.ts';
import { askFolds } from '../../crossValidation/askFolds.ts';
import type { FinetuneParts } from '../../finetune/parts.ts';
import { probeOf, type LibraryOptions, type ReadySystem } from './readySystem.ts';
import type { FaceEncoder, LibraryFaces } from '../../crossValidation/libraryFaces.ts';
import { planTuned, withoutSystem, type KnownEncoder, type PlannedSystem } from '../systems.ts';

export interface CheckpointSystem {
  readonly checkpoint: StoredCheckpoint;
  /** Ids that its people have by now, in the order of its classes; null for whoever the library knows no more. */
  readonly people: readonly (string | null)[];
  readonly planned: PlannedSystem;
  /** Null where its encoder is not to be had. */
  readonly seen: FaceEncoder | null;
}

/** Null for a head: that is cross-validated itself. */
export async function planCheckpoint(
  parts: FinetuneParts,
  checkpoint: StoredCheckpoint,
  known: readonly KnownEncoder[],
  seed: number,
  call: JobCall,
): Promise<CheckpointSystem | null> {
  if (isHead(checkpoint.method)) return null;
  const opened = await openCheckpointEncoder(parts.engine, checkpoint, call.signal);
  const base = known.find(({ id }) => id === checkpoint.encoder);
  const planned = planTuned(checkpoint, base, opened);
  const people = peopleNow(parts.library, checkpoint.people).map((person) => person?.id ?? null);
  if (!opened.ok) return { checkpoint, people, planned, seen: null };
  const encoder = opened.value;
  const seen: FaceEncoder = changesImages(checkpoint.method)
    ? {
        encoder,
        cohort: (enrolled) => carriedCohort(parts, checkpoint.encoder, encoder, enrolled, seed, call),
      }
    : { encoder };
  return { checkpoint, people, planned, seen };
}

export interface TestedCheckpoint {
  readonly planned: PlannedSystem;
  readonly test: Identification | null;
}

/**
 * The image encoder that it trained is searched by a head over what it was trained on; of a text encoder, whose prompts are
 * part of the checkpoint's own head, it is that head itself.
 */
export async function testCheckpoint(
  workers: Workers,
  library: LibraryFaces,
  heads: readonly ReadySystem[],
  { checkpoint, people: knownPeople, planned }: CheckpointSystem,
  embedded: Embedded | Failure | undefined,
  { seed, fpir, signal }: LibraryOptions & { readonly signal: AbortSignal },
): Promise<Result<TestedCheckpoint>> {
  if (embedded === undefined) return success({ planned, test: null });
  if (!('gallery' in embedded)) return success({ planned: withoutSystem(planned, embedded), test: null });
  const { faces, people, twins } = library;
  const byImages = changesImages(checkpoint.method);
  const held = byImages ? (readDetails(checkpoint)?.training?.heldOut ?? []) : [];
  const learned = new Set(checkpoint.crops.filter((id) => !held.includes(id)));
  const enrolled = [...faces.keys()].filter((at) => learned.has(faces[at].id));
  const known = new Set(enrolled.map((at) => embedded.gallery.people[at]));
  const probes = [...faces.keys()].filter(
    (at) =>
      !learned.has(faces[at].id) &&
      known.has(embedded.gallery.people[at]) &&
      !twins[at].some((twin) => learned.has(faces[twin].id)),
  );
  if (probes.length === 0) {
    const what = `The checkpoint ${checkpoint.id} was trained on every photo that could test it.`;
    const missing = failed(
      'not-enough-data',
      what,
      'Import photos that it has not seen, and evaluate again.',
    );
    return success({ planned: withoutSystem(planned, missing.failure), test: null });
  }
  const folds = [{ enrolled, probes, options: { fpir, seed, draws: 1000 } }];
  const own = byImages
    ? await askFolds(workers, library, embedded, folds, signal)
    : await askStored(workers, library, { checkpoint, people: knownPeople }, embedded, probes, signal);
  if (!own.ok) {
    if (own.failure.kind === 'cancelled') return own;
    return success({ planned: withoutSystem(planned, own.failure), test: null });
  }
  const byHeads: AskedFold[] = [];
  for (const head of heads) {
    const asked = await askFolds(workers, library, head, folds, signal);
    if (!asked.ok) return asked;
    byHeads.push(asked.value[0]);
  }
  const results: IdentificationResult[] = [];
  const answered = [
    { system: planned, of: embedded, asked: own.value[0] },
    ...heads.map((head, at) => ({ system: head.planned, of: head, asked: byHeads[at] })),
  ];
  for (const { system, of, asked } of answered) {
    const cohort = of.cohort && { source: of.cohort.source, tail: of.cohort.tail };
    const result = await workers.run('resultOf', [system.system.id, [asked], [], cohort], { signal });
    if (!result.ok) return result;
    results.push(result.value);
  }
  return success({
    planned,
    test: {
      id: 'checkpoint',
      title: 'The checkpoint in use, on photos that it has never seen',
      set: 'library',
      shots: null,
      split: `Enrolled from the photos that the checkpoint was trained on; probes were kept from it, or came later. Its model knows everybody here: how it treats strangers, only drawn ones can say.`,
      people: people.map(({ name }) => name),
      enrolled: enrolled.map((at) => ({
        path: faces[at].photoName,
        face: faces[at].id,
        person: embedded.gallery.people[at],
      })),
      leftOut: [],
      probes: probes.map((at) => probeOf(faces[at], embedded.gallery.people[at])),
      results,
    },
  });
}

/** By the head that the checkpoint holds. */
async function askStored(
  workers: Workers,
  { faces, people }: LibraryFaces,
  { checkpoint, people: known }: Pick<CheckpointSystem, 'checkpoint' | 'people'>,
  { gallery }: Embedded,
  probes: readonly number[],
  signal: AbortSignal,
): Promise<Result<readonly AskedFold[]>> {
  const loaded = await loadRecogniser(checkpoint);
  if (!loaded.ok) return loaded;
  const places = known.map((id) => people.findIndex((person) => person.id === id));
  const conditions = probes.map((probe) => conditionsOf(faces[probe]));
  const asked = await workers.run('askAll', [loaded.value, gallery, probes, conditions, places], { signal });
  return asked.ok ? success([asked.value]) : asked;
}
