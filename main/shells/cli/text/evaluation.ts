// What `facet benchmark` says in a terminal: a table a test, what differs beyond chance, and how long looking took; the
// report has the rest.
import { facelessText, paceText } from '../../../../models/evaluation/report/coverage.ts';
import type { Evaluation, Identification, Verification } from '../../../../models/evaluation/evaluation.ts';
import {
  comparePairs,
  pairStandingAt,
  pairSummaryOf,
} from '../../../../models/evaluation/report/pairStanding.ts';
import { answersOf, compareStandings, standingAt } from '../../../../models/evaluation/report/standing.ts';
import {
  countText,
  differenceText,
  errorText,
  percentText,
  probabilityText,
  shareText,
} from '../../../../models/evaluation/report/wording.ts';
import { formatTable } from './table.ts';

export function describeEvaluation(evaluation: Evaluation): string {
  const { verifications, identifications, coverage, systems } = evaluation;
  return [
    ...verifications.map(describePairs),
    ...identifications.flatMap(describeTest),
    ...coverage.map((part) => {
      const faceless = facelessText(part, evaluation);
      return `${part.set}: ${paceText(part)}.${faceless === null ? '' : ` ${faceless}`}`;
    }),
    ...systems.flatMap(({ title, missing }) =>
      missing === null ? [] : [`Not measured: ${title}. ${missing.message} ${missing.advice}`],
    ),
  ].join('\n\n');
}

// Systems go by their ids: titles are too long for columns.

function describePairs(test: Verification): string {
  const [first] = test.results;
  const own = (result: typeof first) => ({ result, threshold: result.threshold });
  const rows = test.results.map((result) => {
    const { folded, equalError } = pairSummaryOf(test, result);
    const { accuracy } = pairStandingAt(test, result, result.threshold);
    return [
      result.system,
      folded === null ? '–' : `${folded.accuracy.toFixed(4)} ± ${folded.standardError.toFixed(4)}`,
      percentText(equalError),
      shareText(accuracy),
      result === first ? '' : probabilityText(comparePairs(test, own(result), own(first))),
    ];
  });
  const header = ['system', 'ten-fold accuracy', 'EER', 'right at its threshold', 'against the first'];
  return `${test.title}, ${countText(test.pairs.length, 'pair')}\n${formatTable(header, rows)}`;
}

function describeTest(test: Identification): string[] {
  const stands = test.results.map((result) => ({
    training: result.training,
    standing: standingAt(test, answersOf(test, result), result.threshold),
  }));
  const [first] = stands;
  const rates = stands.map(({ training, standing: { system, rank1, named, misnamed, accepted } }) => [
    system,
    training === null ? '–' : percentText(training.right / training.total),
    shareText(rank1),
    shareText(named),
    errorText(misnamed),
    errorText(accepted),
  ]);
  const header = ['system', 'training', 'deployment', 'named right', 'misnamed', 'strangers named'];
  const table = `${test.title}\n${formatTable(header, rates)}`;
  if (stands.length < 2) return [table];
  const differences = stands.slice(1).map(({ standing }) => {
    const { named, accepted } = compareStandings(test, standing, first.standing);
    return [standing.system, differenceText(named), differenceText(accepted)];
  });
  const against = ['system', 'named right: points', 'strangers named: points'];
  return [table, `Against ${first.standing.system}\n${formatTable(against, differences)}`];
}
