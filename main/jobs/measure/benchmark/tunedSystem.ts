// A system whose encoder is trained on the enrolled photos: as `facet finetune` trains it and searches with it, but on every
// enrolled photo, since the test is elsewhere.
import { searchByHead } from '../../../../models/evaluation/searcher.ts';
import { success, type Result } from '../../../../models/failure.ts';
import type { Cohort } from '../../../../models/identity/cohort/cohort.ts';
import { pickRows } from '../../../../models/identity/gallery.ts';
import { BENCHMARK_TRAINING } from '../../checkpoints/encoderIds.ts';
import { rowOf } from '../../../../models/linear/vectors.ts';
import type { CropToEmbed, EncoderInfo } from '../../../engine/engine.ts';
import type { EnrolledPhotos, Learned, LearnOptions, LearnParts } from './learned.ts';
import { seeTrained } from '../../crossValidation/trainedFaces.ts';
import { describeTraining } from '../../finetune/trainEncoder.ts';
import type { JobCall } from '../../call.ts';

/** @param cohort of the encoder before */
export async function learnTuned(
  { engine, workers, training }: LearnParts,
  { way, encoder }: { readonly way: 'projector' | 'full'; readonly encoder: EncoderInfo },
  { gallery, photos, names }: EnrolledPhotos,
  cohort: Cohort | null,
  { fpir, seed, probes }: LearnOptions,
  { signal, emit }: JobCall,
): Promise<Result<Learned>> {
  const tuned = await engine.train(
    {
      encoder: encoder.id,
      method: way,
      people: names,
      faces: photos.map((photo, row) => ({ ...photo, person: gallery.people[row] })),
      heldOut: [],
      seed,
      folder: training,
    },
    {
      signal,
      onEvent: (event) => {
        const { phase, ...said } = describeTraining(event);
        emit('progress', { ...said, phase: `${phase} of ${encoder.id}` });
      },
    },
  );
  if (!tuned.ok) return tuned;
  emit('progress', { phase: 'Looking anew', done: 0, total: null, detail: `${encoder.id}/${way}` });
  const crops = probes.map(({ path, face: { landmarks } }): CropToEmbed => ({
    path,
    landmarks,
    photo: true,
  }));
  const enrolled = [...photos.keys()];
  const seen = await seeTrained(
    { engine, workers },
    [...photos, ...crops],
    { gallery, cohort },
    { id: BENCHMARK_TRAINING, rows: enrolled },
    seed,
    signal,
  );
  if (!seen.ok) return seen;
  const { embeddings, dimensions } = seen.value.gallery;
  const input = [pickRows(seen.value.gallery, enrolled), seen.value.cohort, { fpir, seed }] as const;
  const trained = await workers.run('trainRecogniser', input, { signal });
  if (!trained.ok) return trained;
  const searcher = searchByHead(trained.value.recogniser, seen.value.cohort);
  const byFace = probes.map(
    ({ face }, at) => [face.key, rowOf(embeddings, photos.length + at, dimensions)] as const,
  );
  return success({ searcher, seen: new Map(byFace) });
}
