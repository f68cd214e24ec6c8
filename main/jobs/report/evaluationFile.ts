// Evaluations on disk: written whole or not at all, parsed with their version when they are read.
import { readFile, stat } from 'node:fs/promises';
import writeFileAtomic from 'write-file-atomic';
import { z } from 'zod';
import { staysInside } from '../../../models/evaluation/photoPath.ts';
import { whatDoesNotFit } from '../../../models/evaluation/soundness.ts';
import { deviceKinds } from '../../../models/device.ts';
import { printable } from '../../../models/printable.ts';
import {
  EVALUATION_VERSION,
  type Evaluation,
  type Identification,
  type IdentificationResult,
} from '../../../models/evaluation/evaluation.ts';
import { searchedIn } from '../../../models/evaluation/searched.ts';
import { failed, success, type Failure, type Result } from '../../../models/failure.ts';
import { notAFile, readingFailure } from '../../images/failures.ts';
import { fileFailure, INTO_FOLDER } from '../../files/failures.ts';
import { isDear, list, numbers } from './boundedLists.ts';

/** Bytes of an evaluation: fifteen times LFW's. */
const LARGEST = 128e6;

const text = z.string().max(20_000);
const count = z.number().int().nonnegative();
const places = numbers((value) => Number.isInteger(value) && (value as number) >= -1);
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
/** A file is looked for where the path says; a face of the library by its id. */
const isInPlace = ({ path, face }: { path: string; face: string | null }): boolean =>
  face !== null || staysInside(path);
const OUT = { error: 'the path of a photo leads out of the data folder', path: ['path'] };

const system = z.object({
  id: text,
  title: text,
  configuration: z.enum(['image classification', 'traditional face recognition', 'open-set head']),
  method: text,
  encoder: text,
  model: z.exactOptional(z.object({ id: text, title: text })),
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

const score = (value: unknown): boolean => value === null || Number.isFinite(value);

const result = {
  system: text,
  threshold: z.number(),
  calibration: text,
  training: z.object({ right: count, total: count }).nullable(),
  decisions: places,
  confidences: numbers<number>(Number.isFinite).nullable(),
  drawn: z.exactOptional(
    z.object({ source: text, scores: numbers<number>(Number.isFinite), tail: z.number().min(1) }),
  ),
};
const scores = numbers<number | null>(score);
const searched = z.object({
  ...result,
  best: places,
  bestScores: scores,
  ownScores: scores,
  ranks: places,
});
/** Until version 2, which keeps no more of a search than is shown of it. */
const scored = z.object({ ...result, scores });

const identification = z
  .object({
    id: text,
    title: text,
    set: text,
    shots: count.nullable(),
    split: text,
    people: list(text),
    enrolled: list(z.object({ ...photo, person: count }).refine(isInPlace, OUT)),
    probes: list(
      z
        .object({
          ...photo,
          who: text,
          truth: z.number().int().min(-1),
          set: text,
          pose: z.object({ yaw: z.number(), pitch: z.number(), roll: z.number() }).nullable(),
          pixels: z.number().nullable(),
          quality: z.number().nullable(),
        })
        .refine(isInPlace, OUT),
    ),
    leftOut: list(z.object(photo).refine(isInPlace, OUT)),
    results: list(z.union([searched, scored])),
    comparisons: z.exactOptional(
      list(
        z.object({
          first: text,
          second: text,
          named: difference.nullable(),
          accepted: difference.nullable(),
        }),
      ),
    ),
  })
  .transform(({ results, ...test }, context): Identification => {
    const truth = test.probes.map((probe) => probe.truth);
    return {
      ...test,
      results: results.map((one): IdentificationResult => {
        if (!('scores' in one)) return one;
        const { scores: all, ...others } = one;
        const fits = all.length === truth.length * test.people.length;
        if (!fits) context.addIssue('there is not one score for each probe and person');
        return { ...others, ...searchedIn(fits ? all : [], fits ? truth : []) };
      }),
    };
  });

const verification = z.object({
  id: text,
  title: text,
  set: text,
  photos: list(z.object(photo).refine(isInPlace, OUT)),
  pairs: list(z.object({ a: count, b: count, same: z.boolean(), fold: count })),
  results: list(
    z.object({
      system: text,
      threshold: z.number(),
      calibration: text,
      scores: numbers<number>(Number.isFinite),
      foldThresholds: z.exactOptional(numbers<number>(Number.isFinite)),
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
    people: list(z.object({ who: text, probes: count, rank1: count, named: count, misnamed: count })),
    strangers: count,
    accepted: count,
  }),
});

const gallerySize = z.object({
  system: text,
  set: text,
  people: count,
  threshold: z.enum(['fixed', 'set anew for each gallery']),
  draws: list(z.object({ accepted: count, strangers: count })),
  fpir: interval,
});

const evaluation: z.ZodType<Evaluation> = z.object({
  version: z.literal([1, EVALUATION_VERSION]).transform((): typeof EVALUATION_VERSION => EVALUATION_VERSION),
  protocol: z.enum(['library', 'lfw', 'paper']),
  run: z.object({ createdAt: z.iso.datetime(), seconds: z.number() }),
  repeat: z.object({
    command: text,
    seed: count,
    settings: z.record(text, z.union([text, z.number(), z.boolean()])),
    data: list(z.object({ set: text, photos: count, people: count, digest: text })),
    detector: z.object({ id: text, digest: text }),
    device: z.object({ kind: z.enum(deviceKinds), name: text, reason: z.exactOptional(text) }),
    versions: z.object({ facet: text, node: text, onnxRuntime: text, platform: text }),
  }),
  systems: list(system),
  identifications: list(identification),
  verifications: list(verification),
  variations: list(variation),
  galleries: list(gallerySize),
  coverage: list(
    z.object({
      set: text,
      photos: count,
      faceless: list(text),
      looked: count,
      seconds: z.number(),
      networkSeconds: z.number(),
    }),
  ),
  skipped: list(z.object({ path: text, reason: failure })),
});

const anyVersion = z.object({ version: z.number() });

/** Fails with `bad-arguments` where the text is not an evaluation, or one of a newer Facet. */
export function parseEvaluation(json: string, path?: string): Result<Evaluation> {
  const name = path ?? 'The text';
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    return failed('bad-arguments', `${name} is not valid JSON.`, 'Name the file that was written.', path);
  }
  const version = anyVersion.safeParse(value);
  if (version.success && version.data.version > EVALUATION_VERSION)
    return failed('bad-arguments', `${name} was written by a newer Facet.`, 'Update Facet.', path);
  const parsed = evaluation.safeParse(value);
  const wrong = parsed.success ? whatDoesNotFit(parsed.data) : firstIssue(parsed.error);
  if (parsed.success && wrong === null) return success(parsed.data);
  const what = `${name} is not a valid evaluation: ${wrong ?? ''}.`;
  return failed('bad-arguments', what, 'Measure again: facet benchmark, or facet evaluate.', path);
}

/** Keys of the file are whatever somebody wrote. */
function firstIssue({ issues: [{ path, message }] }: z.ZodError): string {
  const what = message.replace('received undefined', 'and it is missing');
  return printable(`${path.join('.')}: ${what}`, 300);
}

export async function readEvaluation(path: string): Promise<Result<Evaluation>> {
  try {
    const file = await stat(path);
    // A pipe or a device would be read for ever.
    if (!file.isFile()) return notAFile({ name: path, path });
    if (file.size > LARGEST) return tooLarge(path, `is larger than ${LARGEST / 1e6} MB`);
    const bytes = await readFile(path);
    if (isDear(bytes)) return tooLarge(path, 'has more values than Facet can read');
    return parseEvaluation(bytes.toString('utf8'), path);
  } catch (error) {
    const reason = readingFailure(error, { name: path, path });
    if (reason === null) throw error;
    return reason;
  }
}

const tooLarge = (path: string, why: string) =>
  failed(
    'bad-arguments',
    `${path} ${why}, which is not an evaluation of Facet's.`,
    'Name the file that was written.',
    path,
  );

export async function writeEvaluation(path: string, value: Evaluation): Promise<Result<void>> {
  try {
    await writeFileAtomic(path, `${JSON.stringify(value)}\n`);
    return success(undefined);
  } catch (error) {
    return fileFailure(error, path, INTO_FOLDER);
  }
}
