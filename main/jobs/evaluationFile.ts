// Evaluations on disk: written whole or not at all, parsed with their version when they are read.
import { readFile } from 'node:fs/promises';
import writeFileAtomic from 'write-file-atomic';
import { z } from 'zod';
import { EVALUATION_VERSION, type Evaluation } from '../../models/evaluation/evaluation.ts';
import { failed, success, type Failure, type Result } from '../../models/failure.ts';
import { readingFailure } from '../images/failures.ts';
import { fileFailure, INTO_FOLDER } from '../files/failures.ts';

const text = z.string();
const count = z.number().int().nonnegative();
const failure = z.object({
  // A failure is shown, not acted on: its kind need not be one that this build knows.
  kind: text as unknown as z.ZodType<Failure['kind']>,
  message: text,
  advice: text,
  path: z.exactOptional(text),
});
const triple = z.tuple([z.number(), z.number(), z.number()]);
const point = z.tuple([z.number(), z.number()]);
const photo = { path: text, face: text.nullable() };

const system = z.object({
  id: text,
  title: text,
  configuration: z.enum(['image classification', 'traditional face recognition', 'open-set head']),
  method: text,
  encoder: text,
  missing: failure.nullable(),
  facts: z
    .object({
      digest: text,
      dimensions: count,
      source: text,
      licence: text,
      input: z.object({
        size: count,
        layout: z.enum(['NCHW', 'NHWC']),
        channels: z.enum(['RGB', 'BGR']),
        mean: triple,
        std: triple,
        template: z.tuple([point, point, point, point, point]),
      }),
      mirror: z.boolean(),
      metric: z.literal('cosine'),
    })
    .nullable(),
});

const interval = z.object({ rate: z.number(), low: z.number(), high: z.number() });
const difference = z.object({
  share: interval.nullable(),
  byPhoto: z.number(),
  byPerson: z.number(),
  corrected: z.number(),
});

const identification = z.object({
  id: text,
  title: text,
  set: text,
  shots: count.nullable(),
  split: text,
  people: z.array(text),
  enrolled: z.array(z.object({ ...photo, person: count })),
  probes: z.array(
    z.object({
      ...photo,
      who: text,
      truth: z.number().int().min(-1),
      set: text,
      pose: z.object({ yaw: z.number(), pitch: z.number(), roll: z.number() }).nullable(),
      pixels: z.number().nullable(),
      quality: z.number().nullable(),
    }),
  ),
  leftOut: z.array(z.object(photo)),
  results: z.array(
    z.object({
      system: text,
      threshold: z.number(),
      calibration: text,
      training: z.object({ right: count, total: count }).nullable(),
      scores: z.array(z.number().nullable()),
      decisions: z.array(z.number().int().min(-1)),
      confidences: z.array(z.number()).nullable(),
      drawn: z.exactOptional(
        z.object({ source: text, scores: z.array(z.number()), tail: z.number().min(1) }),
      ),
    }),
  ),
  comparisons: z.exactOptional(
    z.array(
      z.object({
        first: text,
        second: text,
        named: difference.nullable(),
        accepted: difference.nullable(),
      }),
    ),
  ),
});

const verification = z.object({
  id: text,
  title: text,
  set: text,
  photos: z.array(z.object(photo)),
  pairs: z.array(z.object({ a: count, b: count, same: z.boolean(), fold: count })),
  results: z.array(
    z.object({
      system: text,
      threshold: z.number(),
      calibration: text,
      scores: z.array(z.number()),
      foldThresholds: z.exactOptional(z.array(z.number())),
      intervals: z.exactOptional(
        z.object({ equalError: interval, area: interval, tarAt1e2: interval, tarAt1e3: interval }),
      ),
    }),
  ),
});

const variation = z.object({
  kind: z.enum(['shots', 'text', 'brightness', 'contrast', 'blur', 'jpeg', 'occlusion', 'pose', 'size']),
  set: text,
  system: text,
  label: text,
  at: z.number(),
  tally: z.object({
    people: z.array(z.object({ who: text, probes: count, rank1: count, named: count, misnamed: count })),
    strangers: count,
    accepted: count,
  }),
});

const gallerySize = z.object({
  system: text,
  set: text,
  people: count,
  threshold: z.enum(['fixed', 'set anew for each gallery']),
  draws: z.array(z.object({ accepted: count, strangers: count })),
  fpir: interval,
});

const evaluation: z.ZodType<Evaluation> = z.object({
  version: z.literal(EVALUATION_VERSION),
  protocol: z.enum(['library', 'lfw', 'paper']),
  run: z.object({ createdAt: text, seconds: z.number() }),
  repeat: z.object({
    command: text,
    seed: count,
    settings: z.record(text, z.union([text, z.number(), z.boolean()])),
    data: z.array(z.object({ set: text, photos: count, people: count, digest: text })),
    detector: z.object({ id: text, digest: text }),
    device: z.object({ kind: z.enum(['cuda', 'cpu']), name: text, reason: z.exactOptional(text) }),
    versions: z.object({ facet: text, node: text, onnxRuntime: text, platform: text }),
  }),
  systems: z.array(system),
  identifications: z.array(identification),
  verifications: z.array(verification),
  variations: z.array(variation),
  galleries: z.array(gallerySize),
  coverage: z.array(
    z.object({
      set: text,
      photos: count,
      faceless: z.array(text),
      looked: count,
      seconds: z.number(),
      networkSeconds: z.number(),
    }),
  ),
  skipped: z.array(z.object({ path: text, reason: failure })),
});

const anyVersion = z.object({ version: z.number() });

/** Fails with `bad-arguments` where the text is not an evaluation, or one of a newer Facet. */
export function parseEvaluation(json: string, path?: string): Result<Evaluation> {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    return failed(
      'bad-arguments',
      `${path ?? 'The text'} is not valid JSON.`,
      'Name the file that was written.',
      path,
    );
  }
  const parsed = evaluation.safeParse(value);
  if (parsed.success) return success(parsed.data);
  const version = anyVersion.safeParse(value);
  if (version.success && version.data.version > EVALUATION_VERSION) {
    const what = `${path ?? 'The evaluation'} was written by a newer Facet.`;
    return failed('bad-arguments', what, 'Update Facet.', path);
  }
  const [{ path: at, message }] = parsed.error.issues;
  const what = `${path ?? 'The text'} is not a valid evaluation: ${at.join('.')}: ${message}.`;
  return failed('bad-arguments', what, 'Measure again: facet benchmark, or facet evaluate.', path);
}

export async function readEvaluation(path: string): Promise<Result<Evaluation>> {
  try {
    return parseEvaluation(await readFile(path, 'utf8'), path);
  } catch (error) {
    const reason = readingFailure(error, { name: path, path });
    if (reason === null) throw error;
    return reason;
  }
}

export async function writeEvaluation(path: string, value: Evaluation): Promise<Result<void>> {
  try {
    await writeFileAtomic(path, `${JSON.stringify(value)}\n`);
    return success(undefined);
  } catch (error) {
    return fileFailure(error, path, INTO_FOLDER);
  }
}
