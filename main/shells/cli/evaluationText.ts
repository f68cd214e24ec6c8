// An evaluation in a few lines for a terminal; the report has the rest.
import {
  foldsOf,
  searchesOf,
  type Evaluation,
  type Identification,
  type IdentificationResult,
} from '../../../models/evaluation/evaluation.ts';
import { wilson } from '../../../models/evaluation/intervals.ts';
import { foldedAccuracy, openSetRates, rankRate } from '../../../models/evaluation/metrics.ts';
import { formatTable } from './table.ts';
import { percent } from './text.ts';

export function describeEvaluation(evaluation: Evaluation): string {
  const titles = new Map(evaluation.systems.map(({ id, title }) => [id, title]));
  const titleOf = (id: string): string => titles.get(id) ?? id;
  const parts = [
    ...evaluation.verifications.map((test) => {
      const rows = test.results.map((result) => {
        const { accuracy, standardError } = foldedAccuracy(foldsOf(test, result));
        return [titleOf(result.system), `${accuracy.toFixed(4)} ± ${standardError.toFixed(4)}`];
      });
      return `${test.title}, ${test.pairs.length} pairs\n${formatTable(['system', 'accuracy'], rows)}`;
    }),
    ...evaluation.identifications.map((test) => describeTest(test, titleOf)),
    ...evaluation.coverage.map(
      ({ set, photos, faceless, looked, seconds, networkSeconds }) =>
        `${set}: ${photos} photos, no face found in ${faceless.length}` +
        (looked === 0
          ? '.'
          : `; ${looked} looked at in ${seconds.toFixed(0)} s, networks ran ${networkSeconds.toFixed(0)} s.`),
    ),
    ...evaluation.systems
      .filter(({ missing }) => missing !== null)
      .map(({ title, missing }) => `Not measured: ${title}. ${missing?.message} ${missing?.advice}`),
  ];
  return parts.join('\n\n');
}

function describeTest(test: Identification, titleOf: (id: string) => string): string {
  const header = ['system', 'training', 'deployment', 'named right', 'strangers named'];
  const rows = test.results.map((result) => [titleOf(result.system), ...ratesOf(test, result)]);
  return `${test.title}\n${formatTable(header, rows)}`;
}

function ratesOf(test: Identification, result: IdentificationResult): string[] {
  const searches = searchesOf(test, result);
  const { tpir } = openSetRates(searches, result.threshold);
  const strangers = test.probes.flatMap(({ truth }, at) => (truth < 0 ? [result.decisions[at]] : []));
  const named = strangers.filter((person) => person >= 0).length;
  const share = strangers.length === 0 ? null : wilson(named, strangers.length);
  const { training } = result;
  return [
    training === null ? '' : percent(training.right / training.total),
    percent(rankRate(searches, 1)),
    percent(tpir),
    share === null ? '' : `${percent(share.rate)} (${percent(share.low)} to ${percent(share.high)})`,
  ];
}
