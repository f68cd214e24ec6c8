// How many faces get their name, and how many strangers get one, when the strangers share camera, light and occasion with
// the enrolled people ("home" strangers: the set's other people), and when they are the public at large.
//
//   npm run bench -- openset [--data DIR ...] [--strangers DIR] [--k 1,2,3,5] [--people 2,5,10,20] [--seeds 4]
//     [--encoder starter,...] [--detector blazeface] [--fpir 0.001,0.01,0.04] [--cache DIR] [--out FILE.json]
//     [--plot FILE.svg] [--unnamed] [--head gda|proker]
//
// --unnamed lets half of everybody's other photos lie in the album without a name, as evidence for the threshold, and asks
// about the other half.
//
// DIR holds a folder a person. Detections and embeddings stay in the cache folder, outside the project. Probes that are
// near-duplicates of an enrolled photo are left out. A fused encoder (--encoder starter,arcface,starter+arcface) is compared
// with the better one of its parts.
import { existsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { openCohorts } from '../../../main/jobs/cohorts/cohortStore.ts';
import type { EncoderInfo } from '../../../main/engine/engine.ts';
import { builtInDetector, builtInEncoder } from '../../../main/registry/models.ts';
import type { HomePrior } from '../../../models/identity/calibration/homeShift.ts';
import { encodersIn, FUSED } from '../../../models/identity/fused/embeddings.ts';
import { closedFormOf } from '../../../models/identity/heads/rule.ts';
import { fitCohort, type Cohort } from '../../../models/identity/cohort/cohort.ts';
import { rowsOfVectors } from '../../../models/linear/vectors.ts';
import { faces } from '../../support/shared.ts';
import type { Report } from '../support/interleaved.ts';
import { valueOf } from '../support/parts.ts';
import { embeddingOf, openEmbedder, type BenchFace } from './faces.ts';
import { tellFusion } from './fusion.ts';
import { plotRates } from './plot.ts';
import { meanOf, percent, rowOf, type Rate, type Row } from './table.ts';
import { runTrials, type Trial } from './trials.ts';

export async function benchOpenSet(report: Report): Promise<void> {
  const { values: options } = parseArgs({
    args: process.argv.slice(3),
    options: {
      data: { type: 'string', multiple: true },
      strangers: { type: 'string', default: join(faces, 'lfw') },
      k: { type: 'string', default: '1,2,3,5' },
      people: { type: 'string', default: '2,5,10,20' },
      seeds: { type: 'string', default: '4' },
      encoder: { type: 'string', default: builtInEncoder },
      detector: { type: 'string', default: builtInDetector },
      fpir: { type: 'string', default: '0.001,0.01,0.04' },
      cache: { type: 'string', default: join(tmpdir(), 'facet-openset') },
      out: { type: 'string' },
      plot: { type: 'string' },
      unnamed: { type: 'boolean', default: false },
      head: { type: 'string', default: 'head' },
    },
  });
  const data = options.data ?? ['orl', 'umist', 'web7', 'lfw'].map((name) => join(faces, name));
  const missing = [...data, options.strangers].filter((folder) => !existsSync(folder));
  if (missing.length > 0) {
    report(`Left out: ${missing.join(', ')} is not here. Name folders of people: --data DIR --strangers DIR`);
    return;
  }
  const numbers = (list: string): number[] => list.split(',').map(Number);
  const [shots, people, rates] = [numbers(options.k), numbers(options.people), numbers(options.fpir)];
  const ids = options.encoder.split(',');
  const { detector } = options;
  const embedder = await openEmbedder(options.cache, [...new Set(ids.flatMap(encodersIn))], report, {
    detector,
  });
  try {
    const fewest = Math.max(...shots) + 3;
    const sets = [];
    for (const folder of data) sets.push(await embedder.readSet(resolve(folder), fewest));
    const strangers = await embedder.readStrangers(resolve(options.strangers));
    const results: { readonly encoder: string; readonly rows: readonly Row[] }[] = [];
    const all = new Map<string, Trial[]>();
    for (const id of ids) {
      const cohort = await cohortOf(id, embedder.encoders, strangers.fitted, (fitted) =>
        embedder.readHome(fitted, strangers.fitted),
      );
      const rows: Row[] = [];
      for (const set of sets) {
        for (const count of people) {
          const trials: Trial[] = [];
          for (const shot of shots)
            for (let seed = 0; seed < Number(options.seeds); seed++) {
              const one = {
                encoder: id,
                cohort,
                people: count,
                shots: shot,
                seed,
                rates,
                unnamed: options.unnamed,
                ...closedFormOf(options.head),
              };
              trials.push(...runTrials(set, strangers.tried, one));
            }
          if (trials.length === 0) continue;
          all.set(id, [...(all.get(id) ?? []), ...trials]);
          for (const shot of shots) {
            const own = trials.filter((trial) => trial.shots === shot);
            if (own.length > 0) rows.push(rowOf(own, shot, rates.length));
          }
          rows.push(rowOf(trials, null, rates.length));
        }
      }
      results.push({ encoder: id, rows });
      tell(report, id, rows, rates);
    }
    tellFusion(report, all, Math.max(0, rates.indexOf(USUAL)));
    const [first] = results;
    if (options.plot !== undefined) writeFileSync(options.plot, plotRates(first.rows, rates));
    if (options.out !== undefined)
      writeFileSync(options.out, `${JSON.stringify({ rates, results }, null, 1)}\n`);
  } finally {
    await embedder.close();
  }
}

/** The one that Facet would use, or one of the public strangers' first half; of a fused encoder, of both together. */
export async function cohortOf(
  id: string,
  encoders: readonly EncoderInfo[],
  strangers: readonly BenchFace[],
  home: (cohort: Cohort) => Promise<HomePrior>,
): Promise<Cohort> {
  const embeddings = rowsOfVectors(strangers.map((face) => embeddingOf(face, id)));
  const encoder = encoders.find((one) => one.id === id);
  const known =
    encoder === undefined ? null : valueOf(await openCohorts(join(tmpdir(), 'no-cohorts')).find(encoder));
  if (known !== null) return known;
  const about = { encoder: { id, digest: encoder?.digest ?? '' }, source: 'public strangers' };
  const cohort = fitCohort(embeddings, embeddings.length / strangers.length, about, 0);
  const fitted = { ...cohort, home: await home(cohort) };
  if (!id.includes(FUSED)) return fitted;
  const alone: Cohort[] = [];
  for (const part of encodersIn(id)) alone.push(await cohortOf(part, encoders, strangers, home));
  return { ...fitted, alone };
}

/** The FPIR that the first table is about. */
const USUAL = 0.01;

function tell(report: Report, encoder: string, rows: readonly Row[], rates: readonly number[]): void {
  const at = Math.max(0, rates.indexOf(USUAL));
  const told = ({ rate, low, high }: Rate): string => `${percent(rate)} (${percent(low)}-${percent(high)})`;
  report(`\n${encoder}: % named right @ FPIR of home strangers, asked ${percent(rates[at])}%`);
  report(
    '| set | people | photos | galleries | named right | home FPIR | by gallery, 10-90% | public FPIR |',
  );
  report('|---|---|---|---|---|---|---|---|');
  for (const { set, people, shots, galleries, right, home, abroad, spread } of rows) {
    const [low, high] = spread[at];
    report(
      `| ${set} | ${people} | ${shots ?? 'mean'} | ${galleries} | ${told(right[at])} | ${told(home[at])} | ${percent(low)}-${percent(high)} | ${percent(abroad[at])} |`,
    );
  }
  const whole = rows.filter(({ shots }) => shots === null);
  report(`\n${encoder}: FPIR of home strangers by what was asked for`);
  report(`| set | people | ${rates.map((rate) => `${100 * rate}%`).join(' | ')} |`);
  report(`|---|---|${rates.map(() => '---|').join('')}`);
  for (const { set, people, home } of whole)
    report(`| ${set} | ${people} | ${home.map(({ rate }) => percent(rate)).join(' | ')} |`);
  for (const people of new Set(whole.map((row) => row.people))) {
    const own = whole.filter((row) => row.people === people);
    report(
      `| mean | ${people} | ${rates.map((_, i) => percent(meanOf(own.map(({ home }) => home[i].rate)))).join(' | ')} |`,
    );
  }
}
