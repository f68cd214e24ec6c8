// Head training, calibration and cross-validation included, against faces and people; the time on a processor, as other work
// on the machine changes how long one waits for it.
import { builtInEncoder } from '../../../main/registry/models.ts';
import { parseCohort } from '../../../models/identity/cohort/cohortFile.ts';
import starterCohort from '../../../models/identity/cohort/starterCohort.json' with { type: 'json' };
import { trainRecogniser } from '../../../models/identity/recogniser.ts';
import { drawFaces } from '../../support/manyFaces.ts';
import { valueOf } from '../support/parts.ts';
import type { Report } from '../support/interleaved.ts';
import { verdictOn } from '../support/verdicts.ts';

/** Faces and people, and seconds that they may take. */
const SIZES: readonly (readonly [faces: number, people: number, limit: number | null])[] = [
  [700, 14, null],
  [2500, 20, null],
  [10_000, 20, 3],
  [4000, 200, null],
  [9164, 1677, 20],
  [100_000, 1000, 60],
];

export function reportTraining(report: Report): void {
  const cohort = valueOf(parseCohort(Buffer.from(starterCohort.file, 'base64')));
  const { dimensions } = cohort.mixture;
  report(`head training over ${builtInEncoder}'s cohort, ${dimensions}-d, calibration included, one thread:`);
  const seconds = SIZES.map(([faces, people, limit]) => {
    const gallery = {
      embeddings: drawFaces(faces, people, dimensions),
      dimensions,
      people: Int32Array.from({ length: faces }, (_, row) => row % people),
      count: people,
      weights: new Float32Array(faces).fill(1),
    };
    const [started, used] = [performance.now(), process.cpuUsage()];
    trainRecogniser(gallery, cohort, { fpir: 0.01, seed: 0 });
    const { user } = process.cpuUsage(used);
    const spent = user / 1e6;
    const wall = ((performance.now() - started) / 1000).toFixed(1);
    const memory = (process.memoryUsage().rss / 1e6).toFixed(0);
    const verdict = limit === null ? '' : verdictOn(spent, limit, ' s');
    report(
      `  ${faces} faces, ${people} people: ${spent.toFixed(1)} s (${wall} s waited), ${memory} MB${verdict}`,
    );
    return spent;
  });
  const [a, b] = exponents(SIZES.map(([faces, people], at) => [faces, people, seconds[at]]));
  report(`  cost grows as N^${a.toFixed(2)} P^${b.toFixed(2)}`);
}

/** The least squares fit of log cost = a log N + b log P + c. */
function exponents(points: readonly (readonly [number, number, number])[]): [number, number] {
  const logs = points.map((point) => point.map(Math.log));
  const means = [0, 1, 2].map((at) => logs.reduce((sum, row) => sum + row[at], 0) / logs.length);
  const product = (i: number, j: number) =>
    logs.reduce((sum, row) => sum + (row[i] - means[i]) * (row[j] - means[j]), 0);
  const determinant = product(0, 0) * product(1, 1) - product(0, 1) ** 2;
  return [
    (product(0, 2) * product(1, 1) - product(1, 2) * product(0, 1)) / determinant,
    (product(1, 2) * product(0, 0) - product(0, 2) * product(0, 1)) / determinant,
  ];
}
