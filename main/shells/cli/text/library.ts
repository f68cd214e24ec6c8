// What `facet evaluate` says in a terminal: a table a test, and accuracy against shots.
import type { Evaluation, Identification } from '../../../../models/evaluation/evaluation.ts';
import { reliabilityOf } from '../../../../models/evaluation/report/reliability.ts';
import { answersOf, compareStandings, standingAt } from '../../../../models/evaluation/report/standing.ts';
import { variationLines } from '../../../../models/evaluation/report/variations.ts';
import {
  countText,
  differenceText,
  errorText,
  percentText,
  shareText,
} from '../../../../models/evaluation/report/wording.ts';
import { formatTable } from './table.ts';

export function describeLibrary(evaluation: Evaluation): string {
  // Titles are too long for columns.
  const encoders = new Map(evaluation.systems.map(({ id, encoder }) => [id, encoder]));
  const titleOf = (id: string): string =>
    id.startsWith('checkpoint/') ? 'checkpoint' : (encoders.get(id) ?? id);
  return [
    ...evaluation.identifications.map((test) => describeTest(test, titleOf)),
    ...describeShots(evaluation, titleOf),
    ...evaluation.systems.flatMap(({ title, missing }) =>
      missing === null ? [] : [`Not measured: ${title}. ${missing.message} ${missing.advice}`],
    ),
  ].join('\n\n');
}

function describeTest(test: Identification, titleOf: (id: string) => string): string {
  const stands = test.results.map((result) => {
    const answers = answersOf(test, result);
    return { result, answers, standing: standingAt(test, answers, result.threshold) };
  });
  const [first] = stands;
  const mates = test.probes.filter(({ truth }) => truth >= 0).length;
  const row = (name: string, cell: (stand: (typeof stands)[number]) => string): string[] => [
    name,
    ...stands.map(cell),
  ];
  const rows = [
    row('best guess right', ({ standing }) => shareText(standing.rank1)),
    row('named right', ({ standing }) => shareText(standing.named)),
    row('misnamed', ({ standing }) => errorText(standing.misnamed)),
    row('strangers named', ({ standing }) => errorText(standing.accepted)),
    row('drawn strangers named', ({ standing }) => shareText(standing.drawn)),
    row('calibration error', ({ answers }) => percentText(reliabilityOf(test, answers)?.error ?? NaN)),
    ...(stands.length < 2
      ? []
      : [
          row('named right, against the first', ({ standing }) =>
            standing === first.standing
              ? ''
              : differenceText(compareStandings(test, standing, first.standing).named),
          ),
          row('strangers named, against the first', ({ standing }) =>
            standing === first.standing
              ? ''
              : differenceText(compareStandings(test, standing, first.standing).accepted),
          ),
        ]),
  ];
  const header = row('', ({ result }) => titleOf(result.system));
  const counted = `${countText(test.people.length, 'person', 'people')}, ${countText(mates, 'photo')} of them, ${countText(test.probes.length - mates, 'search', 'searches')} by strangers.`;
  return `${test.title}: ${counted}\n${formatTable(header, rows)}`;
}

function describeShots(evaluation: Evaluation, titleOf: (id: string) => string): string[] {
  const lines = variationLines(evaluation, 'shots', 'library');
  if (lines.length === 0) return [];
  const labels = [...new Set(lines.flatMap(({ points }) => points.map(({ label }) => label)))];
  const rows = lines.map(({ system, points }) => [
    titleOf(system),
    ...labels.map((label) => shareText(points.find((point) => point.label === label)?.rank1 ?? null)),
  ]);
  return [`Best guess right, by photos a person\n${formatTable(['system', ...labels], rows)}`];
}
