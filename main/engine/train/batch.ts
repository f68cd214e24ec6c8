// Which faces, in which variants, a step sees: a function of the seed and the step, so that a resumed training sees
// what an undisturbed one would have seen.
import { drawAugmentation, type Augmentation } from '../../../models/clip/augment.ts';
import { seededRandom, type Random } from '../../../models/random.ts';

/** Prompts in a batch at most, where there are more people than that. */
const MOST_CLASSES = 64;

export interface BatchPlan {
  /** Whose each face is. */
  readonly people: readonly number[];
  readonly count: number;
  readonly rows: number;
  readonly views: number;
  readonly seed: number;
}

export interface Batch {
  /** A face and its variant for each row; null for padding. */
  readonly rows: readonly ({ readonly face: number; readonly view: number } | null)[];
  /** People whose prompts are shown, in the order that labels count. */
  readonly classes: readonly number[];
  readonly labels: readonly number[];
}

/** Enough for everybody in the batch, and some who are not. */
export const classesOf = ({ count, rows }: Pick<BatchPlan, 'count' | 'rows'>): number =>
  Math.min(count, Math.max(rows, MOST_CLASSES));

/** Every face once in each pass through them, in an order of the pass's own; the last batch is padded. */
export function drawBatch(plan: BatchPlan, step: number): Batch {
  const { people, count, rows, views, seed } = plan;
  const perPass = Math.ceil(people.length / rows);
  const pass = Math.floor(step / perPass);
  const order = seededRandom(seed, `train/pass/${pass}`).shuffle([...people.keys()]);
  const faces = order.slice((step % perPass) * rows, (step % perPass) * rows + rows);
  const random = seededRandom(seed, `train/step/${step}`);
  const shown = [...new Set(faces.map((face) => people[face]))];
  const wanted = classesOf(plan);
  const classes =
    wanted === count
      ? [...Array(count).keys()]
      : [...shown, ...othersThan(shown, count, random)].slice(0, wanted);
  const place = new Map(classes.map((person, at) => [person, at]));
  return {
    rows: Array.from({ length: rows }, (_, row) =>
      row < faces.length ? { face: faces[row], view: random.integer(views) } : null,
    ),
    classes,
    labels: Array.from({ length: rows }, (_, row) =>
      row < faces.length ? (place.get(people[faces[row]]) ?? 0) : 0,
    ),
  };
}

function othersThan(shown: readonly number[], count: number, random: Random): number[] {
  const taken = new Set(shown);
  return random.shuffle([...Array(count).keys()].filter((person) => !taken.has(person)));
}

/** How a face looks in one of its views; the first view is the face itself. */
export const variantOf = (seed: number, face: number, view: number): Augmentation | null =>
  view === 0 ? null : drawAugmentation(seededRandom(seed, `train/view/${face}/${view}`));
