// Finetuning that changes the encoder: train it, embed everybody anew, learn the head over that, save both.
import { failed, type Result } from '../../../models/failure.ts';
import type { Cohort } from '../../../models/identity/cohort/cohort.ts';
import { rowOf } from '../../../models/linear/vectors.ts';
import type { FinetuneOptions, MethodChoice, TrainingOptions } from '../../../preload/contract.ts';
import type { EncoderInfo, TrainedMethod, TrainResult } from '../../engine/engine.ts';
import type { JobCall } from '../call.ts';
import type { StoredCheckpoint } from '../../library/checkpoints.ts';
import type { Library } from '../../library/library.ts';
import type { LibraryPerson } from '../../library/people.ts';
import type { LibraryFace } from '../../library/photos.ts';
import { changesImages, LATEST_TRAINING } from '../checkpoints/encoderIds.ts';
import type { TrainingDetails } from '../checkpoints/details.ts';
import { gatherFaces, type EnrolledFaces } from '../faces/enrolledFaces.ts';
import { shareRight } from '../checkpoints/heldOutAnswers.ts';
import { splitFaces } from './split.ts';
import type { FinetuneParts } from './parts.ts';
import { answerHeldOut, withPrompts } from './heldOut.ts';
import { trainEncoder } from './trainEncoder.ts';
import { saveLearned } from './save.ts';

export type EncoderTraining = Partial<Omit<TrainingOptions, 'method' | 'timeLimit' | 'use'>> & {
  readonly method: TrainedMethod;
};

/**
 * The new checkpoint is the active one from then on. Where the images' encoder was changed, the cohort of the one that it
 * was made of is carried over to it.
 *
 * @param choice what came of comparing methods, where that was done
 */
export async function finetuneEncoder(
  parts: FinetuneParts,
  { encoder: base, seed, fpir }: FinetuneOptions,
  training: EncoderTraining,
  call: JobCall,
  choice: MethodChoice | null = null,
): Promise<Result<StoredCheckpoint>> {
  const { engine, library, cohorts, workers } = parts;
  if (training.wise !== undefined && !(training.wise > 0 && training.wise <= 1)) {
    return failed(
      'bad-arguments',
      `The WiSE-FT weight must be above 0 and at most 1, not ${training.wise}.`,
      'Give one above 0 and up to 1.',
    );
  }
  const faces = (await library.facesInTurns()).filter(({ person }) => person !== null);
  const hashes = faces.map(({ differenceHash }) => differenceHash);
  const twins = await workers.run('nearDuplicatesOf', [hashes], call);
  if (!twins.ok) return twins;
  const split = splitFaces(faces, twins.value, seed);
  const people = library.people().filter((person) => person.faces > 0);
  const trained = await trainEncoder(
    { engine, library },
    people,
    split,
    { ...training, encoder: base, seed },
    {
      signal: call.signal,
      onProgress: (progress) => call.emit('progress', progress),
    },
  );
  // Who was erased meanwhile is not to be gone on with; who was merged is part of somebody who stays.
  if (people.some(({ id }) => library.currentPerson(id) === undefined)) {
    await library.clearTraining();
    return failed(
      'not-found',
      'Somebody was erased from the library while Facet learned: nothing of what it learned was kept.',
      'Finetune again.',
    );
  }
  if (!trained.ok) return trained;

  const isNew = changesImages(training.method);
  const encoder = await engine.encoder(isNew ? LATEST_TRAINING : base, call.signal);
  if (!encoder.ok) return encoder;
  const enrolled = await gatherFaces(engine, library, encoder.value, call);
  if (!enrolled.ok) return enrolled;
  const found = isNew
    ? await carriedCohort(parts, base, encoder.value, enrolled.value, seed, call)
    : await cohorts.find(encoder.value);
  if (!found.ok) return found;
  const cohort = found.value;
  call.emit('progress', { phase: 'Learning', done: 0, total: null });
  const prompts =
    trained.value.texts !== null && training.method === 'text'
      ? promptsNow(library, people, trained.value)
      : null;
  const options = { fpir, seed, denials: enrolled.value.denials };
  const held = new Set(split.heldOut.map(({ id }) => id));
  const [answered, head] = await Promise.all([
    answerHeldOut(workers, enrolled.value, { prompts, held, cohort, options }, call),
    workers.run(
      'trainRecogniser',
      [withPrompts(enrolled.value, prompts), cohort, { ...options, unnamed: enrolled.value.unnamed }],
      call,
    ),
  ]);
  if (call.signal.aborted)
    return failed('cancelled', 'Learning was cancelled.', 'Go on with it: facet finetune --resume');
  if (!answered.ok) return answered;
  if (!head.ok) return head;
  const { recogniser } = head.value;
  const heldOut = shareRight(answered.value);
  const report = {
    version: 1,
    heldOut,
    heldOutByTheModel: trained.value.heldOut,
    history: trained.value.history.map(({ phase, losses }) => ({ phase, losses })),
    stopped: trained.value.stopped,
    answers: answered.value,
  };
  const learned = { encoder: base, seed, fpir, method: training.method, digest: encoder.value.digest };
  const used = await saveLearned(
    library,
    {
      ...learned,
      enrolled: enrolled.value,
      recogniser,
      cohort,
      training: trainingDetails(training, trained.value, split.heldOut),
      weights: trained.value.weights,
      choice,
      report,
    },
    true,
  );
  // Only now is the state of the training of no more use.
  if (used.ok) await library.clearTraining();
  return used;
}

/** The base encoder's cohort in the space of the trained one; null where there is none to carry. */
export async function carriedCohort(
  { engine, library, cohorts, workers }: FinetuneParts,
  base: string,
  trained: EncoderInfo,
  { faces, gallery }: EnrolledFaces,
  seed: number,
  call: JobCall,
): Promise<Result<Cohort | null>> {
  const encoder = await engine.encoder(base, call.signal);
  if (!encoder.ok) return encoder;
  const cohort = await cohorts.find(encoder.value);
  if (!cohort.ok || cohort.value === null) return cohort;
  const earlier = await gatherFaces(engine, library, encoder.value, call);
  if (!earlier.ok) return earlier;
  // A crop that could be read once may fail the next time: only faces that both have say how faces moved.
  const { dimensions } = gallery;
  const places = new Map(earlier.value.faces.map(({ id }, row) => [id, row]));
  const shared = faces.flatMap(({ id }, row) => {
    const place = places.get(id);
    return place === undefined ? [] : [[place, row] as const];
  });
  const [before, after] = [
    new Float32Array(shared.length * dimensions),
    new Float32Array(shared.length * dimensions),
  ];
  shared.forEach(([place, row], at) => {
    before.set(rowOf(earlier.value.gallery.embeddings, place, dimensions), at * dimensions);
    after.set(rowOf(gallery.embeddings, row, dimensions), at * dimensions);
  });
  const { id, digest } = trained;
  return workers.run('transferCohort', [cohort.value, { id, digest }, { before, after }, seed], call);
}

function trainingDetails(
  { method, from, anchor = 'means', wise }: EncoderTraining,
  { rows, device, history, stopped }: TrainResult,
  heldOut: readonly LibraryFace[],
): TrainingDetails {
  const phases = history.map(({ phase, recipe }) => {
    const { clipNorm } = recipe;
    return { phase, ...recipe, clipNorm: clipNorm === Infinity ? null : clipNorm };
  });
  return {
    from: from ?? null,
    anchor: method === 'projector' ? anchor : null,
    wise: wise ?? null,
    rows,
    device: device.kind,
    phases,
    heldOut: heldOut.map(({ id }) => id),
    stopped: stopped && { message: stopped.message, advice: stopped.advice },
  };
}

/** By who the people are by now: of two who were merged, the prompt of the one who stayed. */
function promptsNow(
  library: Library,
  people: readonly LibraryPerson[],
  trained: TrainResult,
): ReadonlyMap<string, Float32Array> {
  const prompts = new Map<string, Float32Array>();
  for (const [at, { id }] of people.entries()) {
    const now = library.currentPerson(id)?.id ?? id;
    if (now === id || !prompts.has(now)) prompts.set(now, textOf(trained, at, people.length));
  }
  return prompts;
}

const textOf = ({ texts }: TrainResult, at: number, people: number): Float32Array => {
  const size = (texts?.length ?? 0) / people;
  return texts?.subarray(at * size, (at + 1) * size) ?? new Float32Array();
};
