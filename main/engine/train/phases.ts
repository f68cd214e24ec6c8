// The methods as the trainer runs them: one phase each, or two where a text tower must learn to speak first.
import type { ClipConfig } from '../../../models/clip/config.ts';
import { buildFullStep, fullDefaults } from '../../../models/clip/finetune/full.ts';
import {
  buildProjectorStep,
  projectionWeight,
  projectorDecay,
  projectorRecipe,
} from '../../../models/clip/finetune/projector.ts';
import { INPUTS, type Recipe, type TrainingStep } from '../../../models/clip/finetune/step.ts';
import { buildTextStep, textRecipe } from '../../../models/clip/finetune/text.ts';
import { PROJECTION } from '../../../models/clip/towers/stage.ts';
import {
  buildFrom,
  buildTextTower,
  cosineLogits,
  imageStages,
  shapeBefore,
} from '../../../models/clip/towers/towers.ts';
import {
  constant,
  input,
  l2Normalize,
  matmul,
  transpose,
  type Shape,
  type Value,
} from '../../../models/graph/index.ts';
import { failed, success, type Result } from '../../../models/failure.ts';
import type { TrainedMethod, TrainRequest } from '../engine.ts';

/** What the phases of a training have in common. */
export interface Subject {
  readonly config: ClipConfig;
  /** Everybody's prompt, `[people, length]`. */
  readonly tokens: BigInt64Array;
  readonly length: number;
  readonly people: number;
  readonly faces: number;
  /** What a projection draws everybody's faces to, `[people, dimensions]`; empty for other methods. */
  readonly anchors: Float32Array;
  /** A parameter of the model before training. */
  readonly read: (name: string) => Float32Array;
}

export interface Phase {
  readonly name: TrainedMethod;
  readonly recipe: Recipe;
  /** Where the image tower is cut: what comes before is run once for each face; null: all of it is. */
  readonly cut: string | null;
  /** The shape of one face as the graph takes it. */
  readonly face: readonly number[];
  /** Rows in a batch, unless there are fewer faces or too little memory. */
  readonly rows: number;
  /** Different pictures of each face: itself and augmented variants. */
  readonly views: number;
  /** Whether a batch brings its prompts along. */
  readonly prompts: boolean;
  readonly build: (rows: number, classes: number) => TrainingStep;
  /** Scores of faces against everybody, `[rows, people]`. */
  readonly score: (rows: number) => Value;
}

/** Cached features cost next to nothing: as many as a step can take. */
const FEATURE_ROWS = 512;
/** FLYP's batches are large; on two cores and 8 GB these are what a step of RN50 and of the starter can be. */
const FULL_ROWS = { 'dlib-resnet': 40, 'modified-resnet': 16, 'vision-transformer': 16 } as const;
const VIEWS = 8;

/** Fails with `bad-arguments` on a stage that the tower does not have. */
export function planPhases(request: TrainRequest, subject: Subject): Result<readonly Phase[]> {
  const { method } = request;
  const { config } = subject;
  const stages = imageStages(config).map(({ name }) => name);
  const { from = fullDefaults(config).from ?? stages[0] } = request;
  if (!stages.includes(from)) {
    const what = `${request.encoder} has no stage called ${from}.`;
    return failed('bad-arguments', what, `Its stages are ${stages.join(', ')}.`);
  }
  const last = { text: textPhase, projector: projectorPhase, full: fullPhase }[method](subject, from);
  const phase = { ...last, recipe: asAsked(last.recipe, request) };
  // Nobody has trained starter's text tower: it would drag the image tower after it.
  const needsTextPhase = method === 'full' && config.image.type === 'dlib-resnet';
  return success(needsTextPhase ? [textPhase(subject), phase] : [phase]);
}

/** Warm-up keeps to a quarter of a training that is shorter than usual. */
const asAsked = (
  recipe: Recipe,
  { steps = recipe.steps, rate = recipe.peak }: Pick<TrainRequest, 'steps' | 'rate'>,
): Recipe => ({ ...recipe, steps, peak: rate, warmup: Math.min(recipe.warmup, Math.floor(steps / 4)) });

function textPhase(subject: Subject): Phase {
  const { config, length } = subject;
  return {
    name: 'text',
    recipe: textRecipe(config),
    cut: null,
    face: [config.dimensions],
    rows: Math.min(FEATURE_ROWS, subject.faces),
    views: VIEWS,
    prompts: true,
    build: (rows, classes) => buildTextStep({ config, rows, classes, length }),
    score: (rows) => cosineLogits(input(INPUTS.images, 'float32', [rows, config.dimensions]), texts(subject)),
  };
}

function projectorPhase(subject: Subject): Phase {
  const { config, anchors, people, faces, read } = subject;
  const [, ...face] = shapeBefore(config, PROJECTION, 1) as number[];
  const start = read(projectionWeight(config).name);
  const decay = projectorDecay(faces / people);
  return {
    name: 'projector',
    recipe: projectorRecipe(config),
    cut: PROJECTION,
    face,
    rows: Math.min(FEATURE_ROWS, faces),
    views: VIEWS,
    prompts: false,
    build: (rows) => buildProjectorStep({ config, rows, anchors, start, decay }),
    score: (rows) => {
      const pooled = input(INPUTS.images, 'float32', [rows, ...face]);
      const features = l2Normalize(buildFrom(config, PROJECTION, pooled), 1);
      const drawnTo = l2Normalize(constant(anchors, [people, config.dimensions]), 1);
      return matmul(features, transpose(drawnTo, [1, 0]));
    },
  };
}

function fullPhase(subject: Subject, from: string): Phase {
  const { config, length } = subject;
  const [, ...face] = shapeBefore(config, from, 1) as number[];
  return {
    name: 'full',
    recipe: fullDefaults(config).recipe,
    cut: from,
    face,
    rows: Math.min(FULL_ROWS[config.image.type], subject.faces),
    views: VIEWS,
    prompts: true,
    build: (rows, classes) => buildFullStep({ config, rows, classes, length, from }),
    score: (rows) => {
      const shape: Shape = [rows, ...face];
      return cosineLogits(buildFrom(config, from, input(INPUTS.images, 'float32', shape)), texts(subject));
    },
  };
}

const texts = ({ config, people, length }: Subject): Value =>
  buildTextTower(config, input(INPUTS.tokens, 'int64', [people, length]));
