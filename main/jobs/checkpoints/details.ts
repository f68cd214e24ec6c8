// What a checkpoint keeps beside the library's own record, and how it becomes a recogniser again.
import { join } from 'node:path';
import { z } from 'zod';
import { failed, type Result } from '../../../models/failure.ts';
import type { Calibration } from '../../../models/identity/calibration/calibration.ts';
import { doubt } from '../../../models/identity/calibration/conditions.ts';
import type { Recogniser } from '../../../models/identity/recogniser.ts';
import { parseRecogniser } from '../../../models/identity/recogniserFile.ts';
import type { MethodChoice } from '../../../preload/contract.ts';
import { basis, calibrationSchema, odds } from '../../gallery/calibration.ts';
import { readBounded } from '../../files/bounded.ts';
import { fileFailure, isMissing } from '../../files/failures.ts';
import type { StoredCheckpoint } from '../../library/checkpoints.ts';

export const WEIGHTS = 'weights.safetensors';
/** Bytes that the weights may have: those of 10,000 people take less. */
const MOST_WEIGHTS = 400e6;

/** How a model was trained: the configuration in full, as defaults may change. */
const training = z.object({
  from: z.string().nullable(),
  /** Null for what has no anchors. */
  anchor: z.enum(['means', 'text']).nullable().default(null),
  wise: z.number().nullable(),
  rows: z.number(),
  device: z.string(),
  phases: z.array(
    z.object({
      phase: z.string(),
      steps: z.number(),
      peak: z.number(),
      warmup: z.number(),
      beta1: z.number(),
      beta2: z.number(),
      epsilon: z.number(),
      weightDecay: z.number(),
      /** Null: gradients are left as they are. */
      clipNorm: z.number().nullable(),
    }),
  ),
  /** Ids of the faces that the training was not shown. */
  heldOut: z.array(z.string()),
  /** Null where it took all of its steps. */
  stopped: z.object({ message: z.string(), advice: z.string() }).nullable().default(null),
});

const rate = z.object({ rate: z.number(), low: z.number(), high: z.number() });

/** What `auto` weighed. */
const choice: z.ZodType<MethodChoice> = z.object({
  candidates: z.array(
    z.object({
      method: z.enum(['head', 'gda', 'proker', 'text', 'projector', 'full']),
      encoder: z.string(),
      tried: z
        .object({ first: rate, named: rate, strangers: rate.nullable(), seconds: z.number() })
        .nullable(),
      leftOut: z.string().nullable(),
    }),
  ),
  chosen: z.number(),
  reason: z.string(),
  folds: z.number(),
  faces: z.number(),
  strangers: z.number(),
});

/** What checkpoints kept until version 2: one threshold, and no strangers to set another one with. */
const oldCalibration = z
  .object({ basis, threshold: z.number(), strangers: z.number(), confidence: odds })
  .transform(({ confidence, ...old }): Calibration => ({
    ...old,
    // Profiles had to score 0.65 of this distance higher; they are asked for 0.8 deviations now.
    deviation: ((old.threshold - old.strangers) * 0.65) / doubt.profileShift,
    scores: null,
    confidence: { ...confidence, threshold: old.threshold },
  }));

const common = z.object({
  blend: z.number(),
  /** Whose strangers the threshold was set with; null where there were none. */
  cohort: z.object({ people: z.number(), source: z.string() }).nullable(),
  /** Id of the checkpoint that was active before. */
  parent: z.string().nullable(),
  /** Null for the head, whose encoder is as it was. */
  training: training.nullable().default(null),
  /** Null where the user chose the method. */
  choice: choice.nullable().default(null),
});

const checkpointDetails = z.discriminatedUnion('version', [
  common.extend({ version: z.literal(2), calibration: calibrationSchema }),
  common
    .extend({ version: z.literal(1), calibration: oldCalibration })
    .transform((details) => ({ ...details, version: 2 as const })),
]);

export type CheckpointDetails = z.output<typeof checkpointDetails>;
export type TrainingDetails = z.infer<typeof training>;

/** Null where the details are not what this Facet writes. */
export function readDetails({ details }: Pick<StoredCheckpoint, 'details'>): CheckpointDetails | null {
  const parsed = checkpointDetails.safeParse(details);
  return parsed.success ? parsed.data : null;
}

/** Fails with `model-unusable` where the checkpoint's files are not what was written. */
export async function loadRecogniser(checkpoint: StoredCheckpoint): Promise<Result<Recogniser>> {
  const details = readDetails(checkpoint);
  const path = join(checkpoint.folder, WEIGHTS);
  if (details === null) return unusable(checkpoint.id, 'its details cannot be read', checkpoint.folder);
  let file: Uint8Array | string;
  try {
    file = await readBounded(path, MOST_WEIGHTS);
  } catch (error) {
    if (isMissing(error)) return unusable(checkpoint.id, `${WEIGHTS} is missing`, path);
    return fileFailure(error, path);
  }
  if (typeof file === 'string') return unusable(checkpoint.id, `${WEIGHTS} ${file}`, path);
  const recogniser = parseRecogniser(file, details, checkpoint.people.length);
  return recogniser.ok ? recogniser : unusable(checkpoint.id, 'its weights are damaged', path);
}

const unusable = (id: string, why: string, path: string) =>
  failed(
    'model-unusable',
    `The checkpoint ${id} cannot be used: ${why}.`,
    'Learn again: facet finetune',
    path,
  );
