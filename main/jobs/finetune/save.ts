// The end of every finetune: what was learned becomes a checkpoint, and the one in use.
import { createReadStream } from 'node:fs';
import type { Result } from '../../../models/failure.ts';
import type { Cohort } from '../../../models/identity/cohort/cohort.ts';
import type { Recogniser } from '../../../models/identity/recogniser.ts';
import { encodeRecogniser } from '../../../models/identity/recogniserFile.ts';
import type { FinetuneOptions, MethodChoice } from '../../../preload/contract.ts';
import type { EncoderInfo } from '../../engine/engine.ts';
import type { StoredCheckpoint } from '../../library/checkpoints.ts';
import type { Library } from '../../library/library.ts';
import { WEIGHTS, type CheckpointDetails, type TrainingDetails } from '../checkpoints/details.ts';
import { ENCODER_FILE } from '../checkpoints/encoderIds.ts';
import { REPORT } from '../checkpoints/heldOutAnswers.ts';
import type { EnrolledFaces } from '../faces/enrolledFaces.ts';

export interface Learned extends Pick<FinetuneOptions, 'encoder' | 'seed' | 'fpir'> {
  readonly method: StoredCheckpoint['method'];
  /** Of the encoder that the faces were embedded with: a trained one has another digest than the one it was made of. */
  readonly digest: EncoderInfo['digest'];
  readonly enrolled: EnrolledFaces;
  readonly recogniser: Recogniser;
  readonly cohort: Cohort | null;
  /** Null where the encoder stayed as it is. */
  readonly training: TrainingDetails | null;
  /** The file of the encoder's changed weights, where there is one. */
  readonly weights?: string;
  /** What came of comparing methods, where that was done. */
  readonly choice: MethodChoice | null;
  readonly report: Pick<StoredCheckpoint, 'heldOut'>;
  /** By name: what is kept beside it. */
  readonly files?: Readonly<Record<string, Iterable<Uint8Array>>>;
}

/** @param use whether the checkpoint becomes the one in use */
export async function saveLearned(
  library: Library,
  {
    encoder,
    seed,
    fpir,
    method,
    digest,
    enrolled,
    recogniser,
    cohort,
    training,
    weights,
    choice,
    report,
    files = {},
  }: Learned,
  use: boolean,
): Promise<Result<StoredCheckpoint>> {
  const details: CheckpointDetails = {
    version: 2,
    blend: recogniser.head.blend,
    calibration: recogniser.calibration,
    cohort: cohort && { people: cohort.people, source: cohort.source },
    parent: library.activeCheckpoint()?.id ?? null,
    training,
    choice,
  };
  const saved = await library.saveCheckpoint({
    record: {
      method,
      encoder,
      encoderDigest: digest,
      seed,
      fpir,
      heldOut: report.heldOut,
      people: enrolled.people,
      crops: enrolled.faces.map(({ id }) => id),
      details,
    },
    files: {
      ...Object.fromEntries(Object.entries(files).map(([name, chunks]) => [name, chunksOf(chunks)])),
      [WEIGHTS]: chunksOf(encodeRecogniser(recogniser)),
      ...(weights === undefined ? {} : { [ENCODER_FILE]: createReadStream(weights) }),
      [REPORT]: new TextEncoder().encode(`${JSON.stringify(report, null, 2)}\n`),
    },
  });
  return saved.ok && use ? library.useCheckpoint(saved.value.id) : saved;
}

// eslint-disable-next-line @typescript-eslint/require-await -- the library takes what files are streamed from
async function* chunksOf(chunks: Iterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  yield* chunks;
}
