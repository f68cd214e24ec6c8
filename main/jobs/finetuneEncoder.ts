// Finetuning that changes the encoder: train it, embed everybody anew, learn the head over that, save both.
import { createReadStream } from 'node:fs';
import { wilson, type Interval } from '../../models/evaluation/intervals.ts';
import { failed, type Result } from '../../models/failure.ts';
import type { Cohort } from '../../models/identity/cohort.ts';
import type { Gallery } from '../../models/identity/gallery.ts';
import { leadOf, type CalibrationOptions } from '../../models/identity/calibrate.ts';
import { scorePeople } from '../../models/identity/prototypes.ts';
import { encodeRecogniser } from '../../models/identity/recogniserFile.ts';
import { trainRecogniser } from '../../models/identity/recogniser.ts';
import { project } from '../../models/identity/space.ts';
import type { FinetuneOptions, TrainingOptions } from '../../preload/contract.ts';
import type { TrainedMethod, TrainResult } from '../engine/engine.ts';
import type { StoredCheckpoint } from '../library/library.ts';
import { WEIGHTS, type HeadDetails } from './checkpointDetails.ts';
import { chunksOf, type FinetuneCall, type FinetuneParts } from './finetune.ts';
import { gatherFaces, type EnrolledFaces } from './finetuneFaces.ts';
import { changesImages, ENCODER_FILE, LATEST_TRAINING, splitFaces, trainEncoder } from './trainEncoder.ts';

export type EncoderTraining = Partial<TrainingOptions> & { readonly method: TrainedMethod };

/**
 * How much a person's prompt counts beside their faces, which count up to 1: it is one more prototype, and as good as the
 * faces that it was trained on.
 */
const PROMPT_WEIGHT = 0.5;

/**
 * The new checkpoint is the active one from then on. A threshold for an encoder that was changed rests on the enrolled
 * people alone: a cohort holds for the encoder that it was made with.
 */
export async function finetuneEncoder(
  { engine, library, cohorts }: FinetuneParts,
  { encoder: base, seed, fpir }: FinetuneOptions,
  training: EncoderTraining,
  call: FinetuneCall,
): Promise<Result<StoredCheckpoint>> {
  if (training.wise !== undefined && !(training.wise > 0 && training.wise <= 1)) {
    return failed(
      'bad-arguments',
      `${training.wise} is no share of the way.`,
      'Give one above 0 and up to 1.',
    );
  }
  const people = library.people().filter(({ faces }) => faces > 0);
  const split = splitFaces(
    library.faces().filter(({ person }) => person !== null),
    seed,
  );
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
  if (!trained.ok) return trained;

  const isNew = changesImages(training.method);
  const encoder = await engine.encoder(isNew ? LATEST_TRAINING : base, call.signal);
  if (!encoder.ok) return encoder;
  const cohort = isNew ? null : await cohorts.find(encoder.value);
  if (cohort?.ok === false) return cohort;
  const enrolled = await gatherFaces(engine, library, encoder.value, call);
  if (!enrolled.ok) return enrolled;
  call.emit('progress', { phase: 'Learning', done: 0, total: null });
  const prompts =
    trained.value.texts !== null && training.method === 'text'
      ? new Map(people.map(({ id }, at) => [id, textOf(trained.value, at, people.length)]))
      : null;
  const options = { fpir, seed, denials: enrolled.value.denials };
  const held = new Set(split.heldOut.map(({ id }) => id));
  const heldOut = measure(enrolled.value, prompts, held, cohort?.value ?? null, options);
  const { recogniser } = trainRecogniser(
    withPrompts(enrolled.value, prompts),
    cohort?.value ?? null,
    options,
  );
  if (call.signal.aborted)
    return failed('cancelled', 'Learning was cancelled.', 'Go on with it: facet finetune --resume');

  const { head, calibration } = recogniser;
  const details: EncoderDetails = {
    version: 1,
    blend: head.blend,
    calibration,
    cohort: cohort?.value ? { people: cohort.value.people, source: cohort.value.source } : null,
    parent: library.activeCheckpoint()?.id ?? null,
    training: { ...training, rows: trained.value.rows, device: trained.value.device.kind },
  };
  const report = {
    heldOut,
    heldOutByTheModel: trained.value.heldOut,
    history: trained.value.history,
    stopped: trained.value.stopped,
  };
  const saved = await library.saveCheckpoint({
    record: {
      method: training.method,
      encoder: base,
      encoderDigest: encoder.value.digest,
      seed,
      fpir,
      heldOut,
      people: enrolled.value.people,
      crops: enrolled.value.faces.map(({ id }) => id),
      details,
    },
    files: {
      [WEIGHTS]: chunksOf(encodeRecogniser(recogniser)),
      [ENCODER_FILE]: createReadStream(trained.value.weights),
      'report.json': new TextEncoder().encode(`${JSON.stringify(report, null, 2)}\n`),
    },
  });
  if (!saved.ok) return saved;
  const used = await library.useCheckpoint(saved.value.id);
  // Only now is the state of the training of no more use.
  if (used.ok) await library.clearTraining();
  return used;
}

interface EncoderDetails extends HeadDetails {
  readonly training: EncoderTraining & { readonly rows: number; readonly device: string };
}

const textOf = ({ texts }: TrainResult, at: number, people: number): Float32Array => {
  const size = (texts?.length ?? 0) / people;
  return texts?.subarray(at * size, (at + 1) * size) ?? new Float32Array();
};

type Prompts = ReadonlyMap<string, Float32Array> | null;

/** Everybody's prompt as one more face of theirs. */
function withPrompts({ gallery, people }: EnrolledFaces, prompts: Prompts): Gallery {
  if (prompts === null) return gallery;
  const embeddings = new Float32Array(gallery.embeddings.length + people.length * gallery.dimensions);
  embeddings.set(gallery.embeddings);
  people.forEach(({ id }, at) => {
    embeddings.set(prompts.get(id) ?? [], gallery.embeddings.length + at * gallery.dimensions);
  });
  return {
    ...gallery,
    embeddings,
    people: Int32Array.from([...gallery.people, ...people.keys()]),
    weights: Float32Array.from([...gallery.weights, ...people.map(() => PROMPT_WEIGHT)]),
  };
}

/** How many faces that neither encoder nor head were trained on get their name; null where none were held out. */
function measure(
  enrolled: EnrolledFaces,
  prompts: Prompts,
  held: ReadonlySet<string>,
  cohort: Cohort | null,
  options: CalibrationOptions,
): Interval | null {
  const rowsOf = (wanted: boolean) =>
    [...enrolled.faces.keys()].filter((row) => held.has(enrolled.faces[row].id) === wanted);
  const [probes, rest] = [rowsOf(true), rowsOf(false)];
  if (probes.length === 0) return null;
  const gallery = withPrompts({ ...enrolled, gallery: pick(enrolled.gallery, rest) }, prompts);
  const { space, head, calibration } = trainRecogniser(gallery, cohort, options).recogniser;
  const { embeddings, people, count } = pick(enrolled.gallery, probes);
  const scores = scorePeople(head, project(space, embeddings));
  const named = [...people].filter((person, row) => {
    const lead = leadOf(scores.subarray(row * count, (row + 1) * count), 0);
    return lead.person === person && lead.best > calibration.threshold;
  });
  return wilson(named.length, probes.length);
}

function pick({ embeddings, dimensions, people, count, weights }: Gallery, rows: readonly number[]): Gallery {
  const picked = new Float32Array(rows.length * dimensions);
  rows.forEach((row, at) => {
    picked.set(embeddings.subarray(row * dimensions, (row + 1) * dimensions), at * dimensions);
  });
  const of = (values: ArrayLike<number>) => rows.map((row) => values[row]);
  return {
    embeddings: picked,
    dimensions,
    people: Int32Array.from(of(people)),
    count,
    weights: Float32Array.from(of(weights)),
  };
}
