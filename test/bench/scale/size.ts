// How the threshold that keeps an FPIR moves with a gallery's size, from 10 people to a million: strangers and people drawn from
// the built-in cohort, against what the code extrapolates. `npm run bench -- sizes [FILE.svg]` draws it too.
import { writeFileSync } from 'node:fs';
import type { Calibration } from '../../../models/identity/calibration/calibration.ts';
import type { Cohort } from '../../../models/identity/cohort/cohort.ts';
import { parseCohort } from '../../../models/identity/cohort/cohortFile.ts';
import { drawFrom, momentsOf } from '../../../models/identity/cohort/mixture.ts';
import starterCohort from '../../../models/identity/cohort/starterCohort.json' with { type: 'json' };
import {
  calibrationFor,
  levelOf,
  simulateSizes,
  strangersBest,
} from '../../../models/identity/gallery/size.ts';
import { fitSpace, type Space } from '../../../models/identity/space.ts';
import { seededRandom } from '../../../models/random.ts';
import type { Report } from '../support/interleaved.ts';
import { valueOf } from '../support/parts.ts';
import { plotSizes, type SizeRow } from './sizePlot.ts';

const FPIR = 0.01;
const PEOPLE = [10, 30, 100, 300, 1000, 3000, 10_000, 30_000, 100_000, 300_000, 1_000_000];
/** Draws that are averaged: the share of 2,000 strangers that is allowed is 14 of them. */
const SEEDS = [1, 2, 3];

export function benchSizes(report: Report): Promise<void> {
  const cohort = valueOf(parseCohort(Buffer.from(starterCohort.file, 'base64')));
  const space = spaceOf(cohort);
  const most = Number(process.env['FACET_BENCH_PEOPLE'] ?? PEOPLE.at(-1));
  const sizes = PEOPLE.filter((people) => people <= most);
  const levels = finish(simulateSizes(cohort, space, FPIR));
  const made = { calibration: at(0), people: sizes[0], levels };
  const first = levels.find(({ people }) => people === sizes[0])?.threshold ?? 0;
  const runs = SEEDS.map((seed) => finish(strangersBest(cohort, space, sizes, seed)));
  const rows = sizes.map((people, place): SizeRow => {
    const predicted = first + calibrationFor(made, people).threshold;
    // Draws of a cohort lie nearer together than people do: its tail says by how much.
    const over = (threshold: number): number =>
      Math.min(1, mean(runs.map((scores) => shareOver(scores[place], threshold))) * cohort.tail);
    const threshold = mean(runs.map((scores) => levelOf(scores[place], FPIR / cohort.tail)));
    return { people, threshold, predicted, fpir: over(predicted), fixed: over(first) };
  });
  report(
    `sizes: the threshold that keeps an FPIR of ${100 * FPIR}%, by ${SEEDS.length} draws of 2,000 strangers`,
  );
  report('| people | threshold, measured | the code’s | FPIR at the code’s | FPIR at that for 10 people |');
  report('|---|---|---|---|---|');
  for (const { people, threshold, predicted, fpir, fixed } of rows)
    report(
      `| ${people.toLocaleString('en')} | ${threshold.toFixed(3)} | ${predicted.toFixed(3)} | ${(100 * fpir).toFixed(1)}% | ${(100 * fixed).toFixed(1)}% |`,
    );
  const file = process.argv[3];
  if (file?.endsWith('.svg') === true) writeFileSync(file, plotSizes(rows, FPIR));
  return Promise.resolve();
}

/** Of ten people who are learned, as a small library has them. */
function spaceOf(cohort: Cohort): Space {
  const { dimensions } = cohort.mixture;
  const count = 10;
  const gallery = {
    embeddings: drawFrom(cohort.mixture, count, seededRandom(1)),
    dimensions,
    people: Int32Array.from({ length: count }, (_, row) => row),
    count,
    weights: new Float32Array(count).fill(1),
  };
  return fitSpace(gallery, momentsOf(cohort.mixture));
}

const at = (threshold: number): Calibration => ({
  ...{ basis: 'cohort', threshold, strangers: 0, deviation: 0.05, scores: null },
  confidence: { bias: 0, score: 1, margin: 1, threshold },
});

function finish<T>(work: Generator<void, T>): T {
  let step = work.next();
  while (step.done !== true) step = work.next();
  return step.value;
}

const shareOver = (scores: Float32Array, threshold: number): number =>
  scores.filter((score) => score > threshold).length / scores.length;

const mean = (numbers: readonly number[]): number =>
  numbers.reduce((sum, one) => sum + one, 0) / numbers.length;
