// Trains an encoder on the library's people: chooses the faces, has the engine train, and says how far it is.
import { isNearDuplicate } from '../../../models/face/nearDuplicate.ts';
import { failed, type Result } from '../../../models/failure.ts';
import { seededRandom } from '../../../models/random.ts';
import type { Architecture } from '../../../models/manifest.ts';
import type { FinetuneMethod, Progress } from '../../../preload/contract.ts';
import type {
  Anchor,
  Engine,
  TrainedMethod,
  TrainEvent,
  TrainingFace,
  TrainResult,
} from '../../engine/engine.ts';
import type { Library, LibraryFace, LibraryPerson, StoredCheckpoint } from '../../library/library.ts';

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

/** What a split looks at. */
type SplitFace = Pick<LibraryFace, 'id' | 'differenceHash'> & {
  readonly person: { readonly id: string } | null;
};

/** The faces of a training. */
export interface TrainingSplit<Face = LibraryFace> {
  readonly trained: readonly Face[];
  /** Never shown to the training. */
  readonly heldOut: readonly Face[];
}

/** People with at least this many faces give some away for the test. */
const FEWEST_TO_SPLIT = 4;
const HELD_OUT_SHARE = 0.2;

/** Seeded, a stream for each person; near-duplicates of a face that is trained on are no test. */
export function splitFaces<Face extends SplitFace>(
  faces: readonly Face[],
  seed: number,
): TrainingSplit<Face> {
  const kept = new Set<string>();
  for (const person of new Set(faces.map((face) => face.person?.id))) {
    const own = faces.filter((face) => face.person?.id === person);
    const count = own.length < FEWEST_TO_SPLIT ? 0 : Math.max(1, Math.round(HELD_OUT_SHARE * own.length));
    const shuffled = seededRandom(seed, `held out/${person}`).shuffle(own);
    for (const { id } of shuffled.slice(count)) kept.add(id);
  }
  const trained = faces.filter(({ id }) => kept.has(id));
  const isNew = ({ id, differenceHash }: Face) =>
    !kept.has(id) && !trained.some((face) => isNearDuplicate(face.differenceHash, differenceHash));
  return { trained, heldOut: faces.filter(isNew) };
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
  const asTraining = ({ cropPath, cropLandmarks, person }: LibraryFace): TrainingFace => ({
    path: cropPath,
    landmarks: cropLandmarks,
    person: places.get(person?.id ?? '') ?? -1,
  });
  return engine.train(
    {
      ...options,
      people: people.map(({ name }) => name),
      faces: trained.map(asTraining),
      heldOut: heldOut.map(asTraining),
      folder: library.trainingFolder,
    },
    { signal, onEvent: (event) => onProgress(describeTraining(event)) },
  );
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

/** The ways to learn, from the simplest on. */
export const allMethods: readonly FinetuneMethod[] = ['head', 'text', 'projector', 'full'];

/** Those that an encoder can be learned with, in that order. */
export function methodsOf(architecture: Architecture): readonly FinetuneMethod[] {
  switch (architecture.type) {
    case 'onnx':
      return ['head'];
    case 'starter':
      return allMethods;
    case 'clip':
      // Without its tokenizer nobody's prompt can be read.
      return architecture.merges === undefined ? ['head', 'projector'] : allMethods;
    default:
      return architecture satisfies never;
  }
}

/** Methods after which a face has another embedding than before: the library is embedded anew. */
export const changesImages = (method: string): method is 'projector' | 'full' =>
  method === 'projector' || method === 'full';

/** The file of a checkpoint that holds what a training changed in the encoder. */
export const ENCODER_FILE = 'encoder.safetensors';

/**
 * Ids of the encoder that a checkpoint holds, of the one that was trained last and is in no checkpoint yet, and of the one
 * that a benchmark has trained, which has no library.
 */
export const CHECKPOINT_ENCODER = 'checkpoint:';
export const LATEST_TRAINING = 'training:latest';
export const BENCHMARK_TRAINING = 'training:benchmark';

/** The id of the encoder whose embeddings a checkpoint compares. */
export const encoderOf = ({
  id,
  method,
  encoder,
}: Pick<StoredCheckpoint, 'id' | 'method' | 'encoder'>): string =>
  changesImages(method) ? CHECKPOINT_ENCODER + id : encoder;

/** The id of the encoder with all that a checkpoint has trained of it, its text tower included. */
export const trainedEncoderOf = ({
  id,
  method,
  encoder,
}: Pick<StoredCheckpoint, 'id' | 'method' | 'encoder'>): string =>
  method === 'head' ? encoder : CHECKPOINT_ENCODER + id;
