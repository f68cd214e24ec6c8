// What `facet evaluate` says in a terminal: a table a test, and accuracy against shots.
import type { Evaluation, Identification } from '../../../../models/evaluation/evaluation.ts';
import { answersOf, standingAt } from '../../../../models/evaluation/report/standing.ts';
import { flat, systemsTable } from '../../../../models/evaluation/report/tables.ts';
import { variationLines } from '../../../../models/evaluation/report/variations.ts';
import { countText, shareText } from '../../../../models/evaluation/report/wording.ts';
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
    const answers = answersOf(result);
    return { answers, standing: standingAt(test, answers, result.threshold) };
  });
  const { columns, rows } = systemsTable(test, stands, stands[0]?.standing);
  const mates = test.probes.filter(({ truth }) => truth >= 0).length;
  // A column a system: there are more rates than encoders.
  const lines = columns.flatMap(({ key, head }, at) =>
    key === 'threshold' ? [] : [[head, ...rows.map(({ cells }) => flat(cells[at]))]],
  );
  const header = ['', ...rows.map(({ system }) => titleOf(system))];
  const counted = `${countText(test.people.length, 'person', 'people')}, ${countText(mates, 'photo')} of them, ${countText(test.probes.length - mates, 'search', 'searches')} by strangers.`;
  return `${test.title}: ${counted}\n${formatTable(header, lines)}`;
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
