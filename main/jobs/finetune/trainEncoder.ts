// Trains an encoder on the library's people: chooses the faces, has the engine train, and says how far it is.
import { parse } from 'node:path';
import { failed, type Result } from '../../../models/failure.ts';
import type { Progress } from '../../../preload/contract.ts';
import type {
  Anchor,
  Engine,
  TrainedMethod,
  TrainEvent,
  TrainingFace,
  TrainResult,
} from '../../engine/engine.ts';
import type { TrainingSplit } from './split.ts';
import type { Library } from '../../library/library.ts';
import type { LibraryPerson } from '../../library/people.ts';
import type { LibraryFace } from '../../library/photos.ts';

export interface TrainEncoderOptions {
  readonly encoder: string;
  readonly method: TrainedMethod;
  readonly from?: string;
  readonly anchor?: Anchor;
  readonly steps?: number;
  readonly rate?: number;
  readonly wise?: number;
  readonly resume?: boolean;
  readonly seed: number;
}

export interface TrainCall {
  readonly signal: AbortSignal;
  readonly onProgress: (progress: Progress) => void;
}

/** Fails with `not-enough-data` where there is nobody to tell apart. */
export async function trainEncoder(
  { engine, library }: { readonly engine: Engine; readonly library: Library },
  people: readonly LibraryPerson[],
  { trained, heldOut }: TrainingSplit,
  options: TrainEncoderOptions,
  { signal, onProgress }: TrainCall,
): Promise<Result<TrainResult>> {
  if (people.length < 2) {
    const what = 'A model learns to tell people apart, and the library has only one.';
    return failed('not-enough-data', what, 'Import photos of others, or use --method head.');
  }
  const places = new Map(people.map(({ id }, at) => [id, at]));
  /** A crop lies with the person whose it is by now; it is learned as whose it was when the training began. */
  const asTraining = ({ id, cropPath, cropLandmarks, person }: LibraryFace): TrainingFace => {
    const now = library.face(id);
    return {
      path: now.ok ? now.value.cropPath : cropPath,
      landmarks: cropLandmarks,
      person: places.get(person?.id ?? '') ?? -1,
    };
  };
  const train = (resume: boolean): Promise<Result<TrainResult>> =>
    engine.train(
      {
        ...options,
        resume,
        people: people.map(({ name }) => name),
        faces: trained.map(asTraining),
        heldOut: heldOut.map(asTraining),
        folder: library.trainingFolder,
      },
      { signal, onEvent: (event) => onProgress(describeTraining(event)) },
    );
  let result = await train(options.resume ?? false);
  while (!result.ok && hasMoved(library, result.failure.path)) {
    const resumed = await train(true);
    // Nothing had been saved of it yet.
    result = !resumed.ok && resumed.failure.kind === 'not-found' ? await train(false) : resumed;
  }
  return result;
}

/** Whether a crop that could not be read lies somewhere else by now, as its face was given to somebody else. */
function hasMoved(library: Library, path: string | undefined): boolean {
  if (path === undefined) return false;
  const face = library.face(parse(path).name);
  return face.ok && face.value.cropPath !== path;
}

const PHASES: Readonly<Record<TrainEvent['phase'], string>> = {
  features: 'Looking at the faces',
  text: 'Training the text tower',
  projector: 'Training the projection',
  full: 'Training both towers',
};

export function describeTraining({
  phase,
  step,
  steps,
  loss,
  learningRate,
  heldOut,
  stepsPerSecond,
  secondsLeft,
}: TrainEvent): Progress {
  const parts = [
    loss === null ? [] : `loss ${loss.toFixed(3)}`,
    learningRate === null ? [] : `rate ${learningRate.toExponential(1)}`,
    heldOut === null ? [] : `held out ${(100 * heldOut).toFixed(1)}%`,
    stepsPerSecond === null ? [] : `${stepsPerSecond.toFixed(1)} steps a second`,
    secondsLeft === null ? [] : `${Math.ceil(secondsLeft)} s left`,
  ].flat();
  const detail = parts.length === 0 ? {} : { detail: parts.join(', ') };
  return { phase: PHASES[phase], done: step, total: steps, ...detail, ...(loss === null ? {} : { loss }) };
}
