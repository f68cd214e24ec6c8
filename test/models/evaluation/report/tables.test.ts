// The tables that Markdown, terminal and page have in common.
import { expect, test } from 'vitest';
import { answersOf, standingAt } from '../../../../models/evaluation/report/standing.ts';
import {
  flat,
  onlyColumns,
  pairsTable,
  ranksTable,
  systemsTable,
} from '../../../../models/evaluation/report/tables.ts';
import { percentText } from '../../../../models/evaluation/report/wording.ts';
import { sampleEvaluation } from '../support/samples.ts';

const { identifications, verifications } = sampleEvaluation();
const [identification] = identifications;
const [verification] = verifications;
const stands = identification.results.map((result) => {
  const answers = answersOf(result);
  return { answers, standing: standingAt(identification, answers, result.threshold) };
});
const keysOf = ({ columns }: ReturnType<typeof systemsTable>) => columns.map(({ key }) => key);

test('who is alone has nobody to be ahead of, and a column that nobody fills is left out', () => {
  expect(keysOf(systemsTable(identification, stands, stands[0].standing))).toContain('namedDifference');
  const untrained = stands.map(({ answers, standing }) => ({
    standing,
    answers: { ...answers, result: { ...answers.result, training: null } },
  }));
  const alone = systemsTable(identification, untrained.slice(0, 1), untrained[0].standing);
  const keys = keysOf(alone);
  for (const key of ['namedDifference', 'acceptedDifference', 'training']) expect(keys).not.toContain(key);
  expect(keys).toContain('named');
});

test('who is held against stands as the reference; a difference beyond chance says which way it goes', () => {
  const [first, second] = stands;
  const cellOf = (table: ReturnType<typeof systemsTable>, row: number) =>
    onlyColumns(table, ['namedDifference']).rows[row].cells[0];
  const table = systemsTable(identification, stands, first.standing);
  expect(flat(cellOf(table, 0))).toBe('reference');
  const [there, back] = [cellOf(table, 1), cellOf(systemsTable(identification, stands, second.standing), 0)];
  expect(there.text.slice(1)).toBe(back.text.slice(1));
  expect(there.text[0]).not.toBe(back.text[0]);
  const opposite = { better: 'worse', worse: 'better' } as const;
  expect(back.sense).toBe(there.sense && opposite[there.sense]);
});

test('a cell in one line', () => {
  expect(flat({ text: '98.7%' })).toBe('98.7%');
  expect(flat({ text: '+2.1', span: '+0.3 to +3.9', note: 'p = 0.031' })).toBe(
    '+2.1 (+0.3 to +3.9), p = 0.031',
  );
});

test('columns are told by their key, and keep their order', () => {
  const pairs = verification.results.map((result) => ({ result, threshold: result.threshold }));
  const table = pairsTable(verification, pairs, pairs[0].result.system);
  const some = onlyColumns(table, ['accuracy', 'equalError']);
  expect(keysOf(some)).toEqual(['equalError', 'accuracy']);
  expect(some.rows.map(({ cells }) => cells.length)).toEqual(pairs.map(() => 2));
});

test('rank-k rates are counted from the ranks, at no more ranks than there are people', () => {
  const answers = stands.map((one) => one.answers);
  const table = ranksTable(identification, answers);
  const ranks = [...answers[0].ranks].filter((rank) => rank > 0);
  const within = (k: number): number => ranks.filter((rank) => rank <= k).length / ranks.length;
  const expected = [1, 2, 3, 5, 10, 20].filter((k) => k < identification.people.length);
  expect(table?.columns.map(({ key }) => key)).toEqual(expected.map((k) => `rank${k}`));
  expect(table?.rows[0].cells.map(({ text }) => text)).toEqual(expected.map((k) => percentText(within(k))));
  expect(ranksTable({ ...identification, people: ['Ada'] }, answers)).toBeNull();
});
