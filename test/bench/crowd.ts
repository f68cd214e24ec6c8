// Crowds of known faces in photos of every shape: how many are found, by size and roll, what else is taken for a face,
// and what a megapixel takes.
import { detectFaces } from '../../models/face/detection/detect.ts';
import { wilson } from '../../models/evaluation/statistics/intervals.ts';
import { people } from '../support/crowd/heads.ts';
import { compose, judge, scatter } from '../support/crowd/scenes.ts';
import type { Report } from './support/interleaved.ts';
import { verdictOn } from './support/verdicts.ts';
import { openParts } from './support/parts.ts';

/** From 1:5 to 5:1. */
const shapes = [
  [800, 4000],
  [1200, 3600],
  [2000, 4000],
  [2250, 4000],
  [2400, 3200],
  [3000, 3000],
  [3600, 3000],
  [4000, 3000],
  [4000, 2250],
  [4000, 2000],
  [9000, 3000],
  [20000, 4000],
] as const;

const LEAST_RECALL = 0.97;
const MOST_FALSE = 0.02;
const FROM = 40;
const sizes = [24, 32, 40, 64, 120, 250, 600, 1501] as const;
/** Degrees by which a face leans, either way. */
const rolls = [0, 30, 60, 120, 150, 181] as const;

interface Case {
  readonly face: number;
  readonly roll: number;
  readonly found: boolean;
}

const percent = (share: number) => `${(100 * share).toFixed(1)}%`;

function tell(cases: readonly Case[]): string {
  if (cases.length === 0) return 'no face';
  const { rate, low, high } = wilson(cases.filter(({ found }) => found).length, cases.length);
  return `${percent(rate)} of ${cases.length} (${percent(low)} to ${percent(high)})`;
}

const bins = (edges: readonly number[]) => edges.slice(0, -1).map((from, i) => [from, edges[i + 1]] as const);

/** Photos of each shape: `FACET_CROWD=3` makes three, each with a seed of its own. */
const photosEach = (): number => Math.max(1, Number(process.env['FACET_CROWD'] ?? 1));

export async function benchCrowd(report: Report): Promise<void> {
  if (people().length === 0) {
    report('crowd: not measured, it needs ../shared/faces/lfw, which is not here');
    return;
  }
  const { detector } = await openParts();
  const all: Case[] = [];
  const rollErrors: number[] = [];
  let [extra, photos, time, megapixels] = [0, 0, 0, 0];
  for (const [at, [width, height]] of shapes.entries()) {
    const here: Case[] = [];
    let [extraHere, timeHere] = [0, 0];
    for (let number = 0; number < photosEach(); number++) {
      const seed = 1 + at + 100 * number;
      const { photo, heads } = await compose(seed, width, height, scatter(seed, width, height));
      // A crowd, and the same place without anybody.
      const empty = await compose(seed + 50, width, height, []);
      const start = performance.now();
      const outcome = judge(heads, await detectFaces(photo, detector));
      timeHere += performance.now() - start;
      extraHere += outcome.extra.length + (await detectFaces(empty.photo, detector)).length;
      rollErrors.push(...outcome.rollErrors);
      here.push(...heads.map(({ face, roll }, i) => ({ face, roll, found: outcome.found[i] })));
    }
    const size = (photosEach() * width * height) / 1e6;
    const large = here.filter(({ face }) => face >= FROM);
    const share = large.filter(({ found }) => found).length / large.length;
    const verdict = share < LEAST_RECALL ? `: UNDER ${LEAST_RECALL}` : '';
    report(
      `crowd, ${width}x${height}: faces of ${FROM} px and more ${tell(large)}${verdict}, ${extraHere} false, ${(timeHere / size).toFixed(0)} ms a megapixel`,
    );
    all.push(...here);
    [extra, photos, time, megapixels] = [
      extra + extraHere,
      photos + 2 * photosEach(),
      time + timeHere,
      megapixels + size,
    ];
  }
  for (const [from, to] of bins(sizes))
    report(
      `crowd, faces of ${from} to ${to - 1} px: ${tell(all.filter(({ face }) => face >= from && face < to))}`,
    );
  const large = all.filter(({ face }) => face >= FROM);
  for (const [from, to] of bins(rolls))
    report(
      `crowd, faces of ${FROM} px and more that lean ${from} to ${to - 1} degrees: ${tell(large.filter(({ roll }) => Math.abs(roll) >= from && Math.abs(roll) < to))}`,
    );
  const turned = wilson(rollErrors.filter((error) => error <= 30).length, rollErrors.length);
  report(`crowd, found faces whose roll is right within 30 degrees: ${percent(turned.rate)}`);
  report(`crowd, faces of ${FROM} px and more, all shapes: ${tell(large)}`);
  report(
    `crowd, false faces a photo: ${(extra / photos).toFixed(3)}${verdictOn(extra / photos, MOST_FALSE)}`,
  );
  report(`crowd: ${(time / megapixels).toFixed(1)} ms a megapixel`);
}
