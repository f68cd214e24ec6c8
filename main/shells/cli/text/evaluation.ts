// What `facet benchmark` says in a terminal: a table a test, what differs beyond chance, and how long looking took; the
// report has the rest.
import { facelessText, paceText } from '../../../../models/evaluation/report/coverage.ts';
import type { Evaluation, Identification, Verification } from '../../../../models/evaluation/evaluation.ts';
import { answersOf, standingAt } from '../../../../models/evaluation/report/standing.ts';
import {
  flat,
  onlyColumns,
  pairsTable,
  ranksTable,
  systemsTable,
  type ColumnKey,
  type Table,
} from '../../../../models/evaluation/report/tables.ts';
import { countText } from '../../../../models/evaluation/report/wording.ts';
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

const PAIRS: readonly ColumnKey[] = ['folded', 'equalError', 'accuracy', 'rightDifference'];
const RATES: readonly ColumnKey[] = ['training', 'rank1', 'named', 'misnamed', 'accepted'];
const DIFFERENCES: readonly ColumnKey[] = ['namedDifference', 'acceptedDifference'];

// Systems go by their ids: titles are too long for columns.

function describePairs(test: Verification): string {
  const stands = test.results.map((result) => ({ result, threshold: result.threshold }));
  const table = onlyColumns(pairsTable(test, stands, stands[0]?.result.system), PAIRS);
  return `${test.title}, ${countText(test.pairs.length, 'pair')}\n${tableText(table)}`;
}

function describeTest(test: Identification): string[] {
  const stands = test.results.map((result) => {
    const answers = answersOf(result);
    return { answers, standing: standingAt(test, answers, result.threshold) };
  });
  const [first] = stands;
  const table = systemsTable(test, stands, first.standing);
  const rates = `${test.title}\n${tableText(onlyColumns(table, RATES))}`;
  const ranks = ranksTable(
    test,
    stands.map(({ answers }) => answers),
  );
  const likeliest = ranks === null ? [] : [`Rank-k\n${tableText(ranks)}`];
  if (stands.length < 2) return [rates, ...likeliest];
  const { columns, rows } = onlyColumns(table, DIFFERENCES);
  return [
    rates,
    ...likeliest,
    `Against ${first.standing.system}\n${tableText({ columns, rows: rows.slice(1) })}`,
  ];
}

const tableText = ({ columns, rows }: Table): string =>
  formatTable(
    ['System', ...columns.map(({ head }) => head)],
    rows.map(({ system, cells }) => [system, ...cells.map(flat)]),
  );
