// Finetuning by the head: embeddings of everybody in the library become a recogniser, and that becomes a checkpoint.
import { setImmediate } from 'node:timers/promises';
import { failed, type Result } from '../../../models/failure.ts';
import type { FinetuneOptions, MethodChoice } from '../../../preload/contract.ts';
import { closedFormOf, MOST_PROKER_PEOPLE, type HeadMethod } from '../../../models/identity/heads/rule.ts';
import { type JobCall, cancelled } from '../call.ts';
import type { StoredCheckpoint } from '../../library/checkpoints.ts';
import { gatherFaces } from '../faces/enrolledFaces.ts';
import { reportOn } from './report.ts';
import { encodeScores, findUpdate, SCORES } from './update.ts';
import type { FinetuneParts } from './parts.ts';
import { saveLearned } from './save.ts';

/**
 * The new checkpoint is the active one from then on, unless that is not asked for. The same library, options and seed
 * give the same weights; where few photos were added to a large library, the same checkpoint before them too.
 *
 * @param choice what came of comparing methods, where that was done
 */
export async function finetune(
  { engine, library, cohorts, workers }: FinetuneParts,
  {
    encoder: id,
    method = 'head',
    seed,
    fpir,
    use = true,
  }: FinetuneOptions & { readonly method?: HeadMethod; readonly use?: boolean },
  call: JobCall,
  choice: MethodChoice | null = null,
): Promise<Result<StoredCheckpoint>> {
  if (!(fpir > 0 && fpir < 1)) {
    return failed(
      'bad-arguments',
      `The false-positive rate must be between 0 and 1, not ${fpir}.`,
      'Give a number between 0 and 1, such as 0.01.',
    );
  }
  const encoder = await engine.encoder(id, call.signal);
  if (!encoder.ok) return encoder;
  const cohort = await cohorts.find(encoder.value);
  if (!cohort.ok) return cohort;
  const enrolled = await gatherFaces(engine, library, encoder.value, call);
  if (!enrolled.ok) return enrolled;
  if (call.signal.aborted) return stopped();

  call.emit('progress', { phase: 'Learning', done: 0, total: null });
  const { gallery, faces, denials, unnamed } = enrolled.value;
  const calibration = { fpir, seed, denials, unnamed };
  if (method === 'proker' && gallery.count > MOST_PROKER_PEOPLE)
    return failed(
      'bad-arguments',
      `The kernel regression is for ${MOST_PROKER_PEOPLE} people at most, and the library has ${gallery.count}.`,
      'Learn with prototypes: facet finetune --method head',
    );
  const scoring = { cohort: cohort.value, seed, digest: encoder.value.digest };
  const update =
    choice === null && method === 'head' ? await findUpdate(library, enrolled.value, scoring) : null;
  const trained =
    update === null
      ? await workers.run(
          'trainRecogniser',
          [gallery, cohort.value, { ...calibration, ...closedFormOf(method) }],
          call,
        )
      : await workers.run(
          'updateRecogniser',
          [gallery, update.before, update.rows, cohort.value, calibration],
          call,
        );
  if (!trained.ok) return call.signal.aborted ? stopped() : trained;
  const hashes = faces.map((face) => face.differenceHash);
  const twins = await workers.run('nearDuplicatesOf', [hashes], call);
  if (!twins.ok) return call.signal.aborted ? stopped() : twins;
  const { recogniser } = trained.value;
  const report = await reportOn(enrolled.value, trained.value, twins.value);
  await setImmediate();
  if (call.signal.aborted) return stopped();

  const learned = { encoder: id, seed, fpir, method, digest: encoder.value.digest } as const;
  return saveLearned(
    library,
    {
      ...learned,
      enrolled: enrolled.value,
      recogniser,
      cohort: cohort.value,
      training: null,
      choice,
      report,
      files: {
        [SCORES]: encodeScores(trained.value.heldOut, enrolled.value, scoring, update?.since ?? 0),
      },
    },
    use,
  );
}

const stopped = () => cancelled('Learning', 'Start it again when you like: what was embedded is kept.');
