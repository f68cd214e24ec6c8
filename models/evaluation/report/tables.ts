// The tables of an evaluation, once for Markdown, terminal and page: which columns there are, what they are called and what
// stands in each cell.
import type { Evaluation, Identification, VariationKind, Verification } from '../evaluation.ts';
import type { Interval } from '../statistics/intervals.ts';
import { cumulativeMatches } from './curves.ts';
import { comparePairs, pairStandingAt, pairSummaryOf, type PairResult } from './pairStanding.ts';
import { reliabilityOf } from './reliability.ts';
import { compareStandings, type Answers, type Difference, type Measured, type Standing } from './standing.ts';
import { variationLines, variationTitles } from './variations.ts';
import {
  errorSpanText,
  percentText,
  pointsText,
  probabilityText,
  scoreText,
  significanceText,
  spanText,
} from './wording.ts';

export interface Cell {
  readonly text: string;
  /** The interval of what `text` says. */
  readonly span?: string;
  /** The p-values of a difference. */
  readonly note?: string;
  /** `37 / 40` */
  readonly counts?: string;
  /** Of a difference that is beyond chance. */
  readonly sense?: 'better' | 'worse';
}

/** What a column holds, whatever it is called. */
export type ColumnKey = keyof typeof heads | 'kind';

export interface Column {
  readonly key: ColumnKey;
  readonly head: string;
}

export interface Row {
  /** The id of the system that the row is about. */
  readonly system: string;
  /** A cell for each column. */
  readonly cells: readonly Cell[];
}

export interface Table {
  readonly columns: readonly Column[];
  readonly rows: readonly Row[];
}

export const heads = {
  threshold: 'Threshold',
  training: 'Training accuracy',
  rank1: 'Best guess right',
  rank2: 'Among the 2 likeliest',
  rank3: 'Among the 3 likeliest',
  rank5: 'Among the 5 likeliest',
  rank10: 'Among the 10 likeliest',
  rank20: 'Among the 20 likeliest',
  named: 'Named right',
  misnamed: 'Misnamed',
  accepted: 'Strangers named',
  drawn: 'Drawn strangers named',
  stated: 'Calibration error',
  namedDifference: 'Named right: points ahead',
  acceptedDifference: 'Strangers named: points ahead',
  folded: 'Ten-fold accuracy',
  equalError: 'EER',
  area: 'AUC',
  tarAt1e2: 'TAR at FAR 1%',
  tarAt1e3: 'TAR at FAR 0.1%',
  accuracy: 'Right at the threshold',
  tar: 'TAR there',
  far: 'FAR there',
  rightDifference: 'Difference',
  set: 'Set',
  people: 'People',
} as const;

const none: Cell = { text: '–' };
const reference: Cell = { text: 'reference' };

/** A cell in one line: `98.7% (97.1 to 99.4%)`. */
export const flat = ({ text, span, note }: Cell): string =>
  `${text}${span === undefined ? '' : ` (${span})`}${note === undefined ? '' : `, ${note}`}`;

/** The columns of these keys that the table has, in its own order. */
export function onlyColumns({ columns, rows }: Table, keys: readonly ColumnKey[]): Table {
  const places = columns.flatMap(({ key }, at) => (keys.includes(key) ? [at] : []));
  return {
    columns: places.map((at) => columns[at]),
    rows: rows.map(({ system, cells }) => ({ system, cells: places.map((at) => cells[at]) })),
  };
}

/** A table of rows by column; a column in which no row has anything is left out. */
function tableOf(rows: readonly { system: string; cells: Partial<Record<ColumnKey, Cell>> }[]): Table {
  const keys = (Object.keys(rows[0]?.cells ?? {}) as ColumnKey[]).filter((key) =>
    rows.some(({ cells }) => cells[key] !== none && cells[key] !== reference),
  );
  return {
    columns: keys.map((key) => ({ key, head: key === 'kind' ? '' : heads[key] })),
    rows: rows.map(({ system, cells }) => ({ system, cells: keys.map((key) => cells[key] ?? none) })),
  };
}

/** Where each system of a test that identifies people stands, and by how much it is ahead of `against`. */
export function systemsTable(
  test: Identification,
  stands: readonly { readonly standing: Standing; readonly answers: Answers }[],
  against: Standing | undefined,
): Table {
  return tableOf(
    stands.map(({ standing, answers }) => {
      const { training } = answers.result;
      const difference =
        against === undefined || standing === against ? null : compareStandings(test, standing, against);
      const stated = reliabilityOf(test, answers);
      return {
        system: standing.system,
        cells: {
          threshold: { text: scoreText(standing.threshold) },
          training: training === null ? none : { text: percentText(training.right / training.total) },
          rank1: share(standing.rank1),
          named: share(standing.named),
          misnamed: error(standing.misnamed),
          accepted: error(standing.accepted),
          drawn: interval(standing.drawn),
          stated: stated === null ? none : { text: percentText(stated.error) },
          namedDifference: difference === null ? reference : ahead(difference.named, 1),
          acceptedDifference: difference === null ? reference : ahead(difference.accepted, -1),
        },
      };
    }),
  );
}

const RANKS = { rank1: 1, rank2: 2, rank3: 3, rank5: 5, rank10: 10, rank20: 20 } as const;

/**
 * Rank-k rates: the share of known faces whose person is among the k likeliest, whatever the threshold. Null where there is
 * nobody to be second.
 */
export function ranksTable(test: Identification, answers: readonly Answers[]): Table | null {
  const people = test.people.length;
  if (people < 2 || !test.probes.some(({ truth }) => truth >= 0)) return null;
  const keys = (Object.keys(RANKS) as (keyof typeof RANKS)[]).filter((key) => RANKS[key] < people);
  return tableOf(
    answers.map(({ result, ranks }) => {
      const rates = cumulativeMatches(ranks, people);
      const cells = keys.map((key) => [key, { text: percentText(rates[RANKS[key] - 1]) }] as const);
      return { system: result.system, cells: Object.fromEntries(cells) };
    }),
  );
}

/** Where each system of a test that verifies pairs stands at its threshold. */
export function pairsTable(
  test: Verification,
  stands: readonly { readonly result: PairResult; readonly threshold: number }[],
  against: string | undefined,
): Table {
  const first = stands.find(({ result }) => result.system === against);
  return tableOf(
    stands.map((stand) => {
      const { result, threshold } = stand;
      const { accuracy, accepted, falseAccepts } = pairStandingAt(test, result, threshold);
      const { folded, equalError, area, tarAt1e2, tarAt1e3 } = pairSummaryOf(test, result);
      return {
        system: result.system,
        cells: {
          folded:
            folded === null
              ? none
              : { text: percentText(folded.accuracy), span: `± ${(100 * folded.standardError).toFixed(2)}` },
          equalError: { text: percentText(equalError) },
          area: { text: area.toFixed(4) },
          tarAt1e2: { text: percentText(tarAt1e2) },
          tarAt1e3: { text: percentText(tarAt1e3) },
          threshold: { text: scoreText(threshold) },
          accuracy: interval(accuracy),
          tar: interval(accepted),
          far: interval(falseAccepts),
          rightDifference:
            first === undefined || stand === first
              ? reference
              : { text: probabilityText(comparePairs(test, stand, first)) },
        },
      };
    }),
  );
}

/** How recognition moves with one thing that was varied on one set. */
export function variationsTable(evaluation: Evaluation, kind: VariationKind, set: string): Table {
  const { columns, rows } = tableOf(
    variationLines(evaluation, kind, set).flatMap(({ system, points }) =>
      points.map(({ label, rank1, named, misnamed, accepted }) => ({
        system,
        cells: {
          kind: { text: label },
          rank1: share(rank1),
          named: share(named),
          misnamed: error(misnamed),
          accepted: error(accepted),
        },
      })),
    ),
  );
  return {
    columns: columns.map((column) =>
      column.key === 'kind' ? { ...column, head: variationTitles[kind] } : column,
    ),
    rows,
  };
}

/** How often strangers are named as more people are enrolled. */
export const galleriesTable = ({ galleries }: Evaluation): Table =>
  tableOf(
    galleries.map(({ system, set, people, threshold, fpir }) => ({
      system,
      cells: {
        set: { text: set },
        people: { text: String(people) },
        threshold: { text: threshold },
        accepted: interval(fpir),
      },
    })),
  );

const share = (of: Measured | null): Cell => counted(of, spanText);
const error = (of: Measured | null): Cell => counted(of, errorSpanText);

function counted(of: Measured | null, spanOf: (of: Measured) => string): Cell {
  if (of === null) return none;
  return { text: percentText(of.rate), span: spanOf(of), counts: `${of.successes} / ${of.trials}` };
}

const interval = (of: Interval | null): Cell =>
  of === null ? none : { text: percentText(of.rate), span: spanText(of) };

/** @param better 1 where more is better, -1 where less is */
function ahead(value: Difference | null, better: 1 | -1): Cell {
  if (value === null) return none;
  const note = significanceText(value);
  if (value.share === null) return { text: note };
  const { rate, low, high } = value.share;
  const sense = low > 0 || high < 0 ? (rate * better > 0 ? 'better' : 'worse') : undefined;
  return {
    text: pointsText(rate),
    span: `${pointsText(low)} to ${pointsText(high)}`,
    note,
    ...(sense === undefined ? {} : { sense }),
  };
}
