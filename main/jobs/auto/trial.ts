// One way to learn the library's people, tried: learned in each fold from what that fold enrols, asked about the rest.
import { triedOf, type Tried } from '../../../models/evaluation/choose.ts';
import type { Fold } from '../../../models/evaluation/folds.ts';
import { success, type Result } from '../../../models/failure.ts';
import { closedFormOf, isHead } from '../../../models/identity/heads/rule.ts';
import type { FinetuneMethod } from '../../../preload/contract.ts';
import type { CropToEmbed, TrainedMethod, TrainResult } from '../../engine/engine.ts';
import { changesImages, LATEST_TRAINING } from '../checkpoints/encoderIds.ts';
import type { JobCall } from '../call.ts';
import type { LibraryFace } from '../../library/photos.ts';
import { withPrompts } from '../finetune/heldOut.ts';
import type { Embedded } from '../../../models/evaluation/askFold.ts';
import { askFolds } from '../crossValidation/askFolds.ts';
import type { LibraryFaces } from '../crossValidation/libraryFaces.ts';
import type { FinetuneParts } from '../finetune/parts.ts';
import { seeTrained } from '../crossValidation/trainedFaces.ts';
import { Pace } from './pace.ts';
import { describeTraining } from '../finetune/trainEncoder.ts';

/** A fold, and the faces of people who are no part of it. */
export interface TrialFold extends Fold {
  readonly strangers: readonly number[];
}

export interface Candidate {
  readonly method: FinetuneMethod;
  /** Model id. */
  readonly encoder: string;
}

export interface TrialOptions {
  readonly fpir: number;
  readonly seed: number;
  /** Seconds that this trial, and a training on everything after it, may take. */
  readonly seconds: number;
}

/** Seconds that all of it would take at least, where that is too long. */
export type Trial = { readonly tried: Tried } | { readonly tooLong: number };

export async function tryCandidate(
  parts: FinetuneParts,
  library: LibraryFaces,
  embedded: Embedded,
  candidate: Candidate,
  folds: readonly TrialFold[],
  options: TrialOptions,
  call: JobCall,
): Promise<Result<Trial>> {
  const { fpir, seed } = options;
  const mates: number[] = [];
  const strangers: number[] = [];
  const started = performance.now();
  for (const [at, fold] of folds.entries()) {
    const ready = isHead(candidate.method)
      ? success({ embedded: { ...embedded, ...closedFormOf(candidate.method) }, fold })
      : await trainFold(
          parts,
          library,
          embedded,
          { ...candidate, method: candidate.method },
          fold,
          {
            ...options,
            // What is left, for the folds that are left and the training on everything.
            seconds: (options.seconds - (performance.now() - started) / 1000) / (folds.length - at + 1),
          },
          call,
        );
    if (!ready.ok) return ready;
    if ('tooLong' in ready.value) return success({ tooLong: ready.value.tooLong * (folds.length + 1) });
    const { embedded: seen, fold: asking } = ready.value;
    const probes = [...fold.probes, ...fold.strangers];
    const toAsk = { enrolled: asking.enrolled, probes, options: { fpir, seed, draws: 0 } };
    const folded = await askFolds(parts.workers, library, seen, [toAsk], call.signal);
    if (!folded.ok) return folded;
    const [asked] = folded.value;
    asked.probes.forEach((_, place) => {
      const { score, own, rank } = asked.searches[place];
      if (place >= fold.probes.length) strangers.push(score);
      else mates.push(rank === 1 ? own : -Infinity);
    });
  }
  return success({ tried: triedOf({ mates, strangers }, fpir) });
}

/** The library as the model sees it that was trained on the fold's enrolled faces. */
async function trainFold(
  parts: FinetuneParts,
  library: LibraryFaces,
  base: Embedded,
  { method, encoder }: Candidate & { readonly method: TrainedMethod },
  fold: TrialFold,
  { seed, seconds }: TrialOptions,
  call: JobCall,
): Promise<Result<{ readonly embedded: Embedded; readonly fold: Fold } | { readonly tooLong: number }>> {
  const { faces, people } = library;
  const { gallery } = base;
  const known = [...new Set(fold.enrolled.map((at) => gallery.people[at]))].sort((a, b) => a - b);
  const stop = new AbortController();
  const pace = new Pace();
  let tooLong: number | null = null;
  const started = performance.now();
  const trained = await parts.engine.train(
    {
      encoder,
      method,
      people: known.map((person) => people[person].name),
      faces: fold.enrolled.map((at) => ({ ...cropOf(faces[at]), person: known.indexOf(gallery.people[at]) })),
      heldOut: [],
      seed,
      folder: parts.library.trainingFolder,
    },
    {
      signal: AbortSignal.any([call.signal, stop.signal]),
      onEvent: (event) => {
        const { phase, ...said } = describeTraining(event);
        call.emit('progress', { ...said, phase: `Trying ${method} on ${encoder}: ${phase.toLowerCase()}` });
        const elapsed = (performance.now() - started) / 1000;
        const least = pace.secondsFor(event, elapsed);
        if (least <= seconds) return;
        tooLong ??= least;
        stop.abort();
      },
    },
  );
  if (tooLong !== null && !call.signal.aborted) return success({ tooLong });
  if (!trained.ok) return trained;
  if (!changesImages(method)) return success(withTexts(library, base, fold, known, trained.value));
  const seen = await seeTrained(
    parts,
    faces.map(cropOf),
    base,
    { id: LATEST_TRAINING, rows: fold.enrolled },
    seed,
    call.signal,
  );
  return seen.ok ? success({ embedded: seen.value, fold }) : seen;
}

/** What the text tower says of each person is one more face of theirs. */
function withTexts(
  { people }: LibraryFaces,
  base: Embedded,
  { enrolled, probes }: Fold,
  known: readonly number[],
  { texts }: TrainResult,
): { readonly embedded: Embedded; readonly fold: Fold } {
  const { gallery } = base;
  const size = gallery.dimensions;
  const prompts = new Map(
    known.map((person, at) => [
      people[person].id,
      texts?.subarray(at * size, (at + 1) * size) ?? new Float32Array(),
    ]),
  );
  const faces = gallery.people.length;
  return {
    embedded: { ...base, gallery: withPrompts({ gallery, people }, prompts) },
    fold: { enrolled: [...enrolled, ...known.map((_, at) => faces + at)], probes },
  };
}

const cropOf = ({ cropPath, cropLandmarks }: LibraryFace): CropToEmbed => ({
  path: cropPath,
  landmarks: cropLandmarks,
});
