// What `facet evaluate` says in a terminal: a table a test, accuracy against shots, and what keeps a rate from being proof.
import type { Evaluation, Identification } from '../../../models/evaluation/evaluation.ts';
import { ruleOfThree } from '../../../models/evaluation/intervals.ts';
import { reliabilityOf } from '../../../models/evaluation/reliability.ts';
import {
  answersOf,
  compareStandings,
  standingAt,
  type Difference,
  type Standing,
} from '../../../models/evaluation/standing.ts';
import { variationLines } from '../../../models/evaluation/variations.ts';
import {
  countText,
  percentText,
  pointsText,
  probabilityText,
  spanText,
} from '../../../models/evaluation/wording.ts';
import type { Interval } from '../../../models/evaluation/intervals.ts';
import { formatTable } from './table.ts';

export function describeLibrary(evaluation: Evaluation): string {
  // Titles are too long for columns.
  const encoders = new Map(evaluation.systems.map(({ id, encoder }) => [id, encoder]));
  const titleOf = (id: string): string =>
    id.startsWith('checkpoint/') ? 'checkpoint' : (encoders.get(id) ?? id);
  return [
    ...evaluation.identifications.flatMap((test) => describeTest(test, titleOf)),
    ...describeShots(evaluation, titleOf),
    ...evaluation.systems.flatMap(({ title, missing }) =>
      missing === null ? [] : [`Not measured: ${title}. ${missing.message} ${missing.advice}`],
    ),
  ].join('\n\n');
}

function describeTest(test: Identification, titleOf: (id: string) => string): string[] {
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
    row('best guess right', ({ standing }) => share(standing.rank1)),
    row('named right', ({ standing }) => share(standing.named)),
    row('misnamed', ({ standing }) => share(standing.misnamed)),
    row('strangers named', ({ standing }) => share(standing.accepted)),
    row('drawn strangers named', ({ standing }) => share(standing.drawn)),
    row('calibration error', ({ answers }) => percentText(reliabilityOf(test, answers)?.error ?? NaN)),
    ...(stands.length < 2
      ? []
      : [
          row('named right, against the first', ({ standing }) =>
            standing === first.standing
              ? ''
              : difference(compareStandings(test, standing, first.standing).named),
          ),
        ]),
  ];
  const header = row('', ({ result }) => titleOf(result.system));
  const counted = `${countText(test.people.length, 'person', 'people')}, ${countText(mates, 'photo')} of them, ${countText(test.probes.length - mates, 'search', 'searches')} by strangers.`;
  return [
    `${test.title}: ${counted}\n${formatTable(header, rows)}`,
    ...noErrors(stands.map(({ standing }) => standing)),
  ];
}

/** None seen is not none: what so few people can prove. */
function noErrors(standings: readonly Standing[]): string[] {
  const clean = standings.flatMap(({ accepted }) => (accepted?.successes === 0 ? [accepted.people] : []));
  if (clean.length === 0) return [];
  const people = Math.min(...clean);
  return [
    `Where no stranger was named, up to ${percentText(ruleOfThree(people))} of strangers may still be: ${people} people were tried.`,
  ];
}

function describeShots(evaluation: Evaluation, titleOf: (id: string) => string): string[] {
  const lines = variationLines(evaluation, 'shots', 'library');
  if (lines.length === 0) return [];
  const labels = [...new Set(lines.flatMap(({ points }) => points.map(({ label }) => label)))];
  const rows = lines.map(({ system, points }) => [
    titleOf(system),
    ...labels.map((label) => share(points.find((point) => point.label === label)?.rank1 ?? null)),
  ]);
  return [`Best guess right, by photos a person\n${formatTable(['system', ...labels], rows)}`];
}

const share = (interval: Interval | null): string =>
  interval === null ? '–' : `${percentText(interval.rate)} (${spanText(interval)})`;

function difference(value: Difference | null): string {
  if (value === null) return '–';
  const points = value.share === null ? '' : `${pointsText(value.share.rate)} points, `;
  return `${points}${probabilityText(value.p)}`;
}
