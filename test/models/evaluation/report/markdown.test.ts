// The Markdown report: its numbers are the document's, and names cannot break its tables.
import { expect, test } from 'vitest';
import { evaluationMarkdown } from '../../../../models/evaluation/report/markdown.ts';
import { fillReportPage } from '../../../../models/evaluation/report/reportPage.ts';
import {
  errorSpanText,
  percentText,
  pointsText,
  probabilityText,
  spanText,
} from '../../../../models/evaluation/report/wording.ts';
import { sampleEvaluation } from '../support/samples.ts';

const cellsOf = (line: string): string[] =>
  line
    .split(/(?<!\\)\|/)
    .slice(1, -1)
    .map((cell) => cell.trim());

test('the table says what the decisions say', () => {
  const evaluation = sampleEvaluation();
  const text = evaluationMarkdown(evaluation);
  const [identification] = evaluation.identifications;
  for (const { system, decisions } of identification.results) {
    const title = evaluation.systems.find(({ id }) => id === system)?.title ?? '';
    const row = cellsOf(text.split('\n').find((line) => line.startsWith(`| ${title}`)) ?? '');
    const mated = identification.probes.flatMap(({ truth }, at) =>
      truth < 0 ? [] : [decisions[at] === truth],
    );
    const strangers = identification.probes.flatMap(({ truth }, at) =>
      truth < 0 ? [decisions[at] >= 0] : [],
    );
    const share = (flags: readonly boolean[]): string =>
      `${((100 * flags.filter(Boolean).length) / flags.length).toFixed(1)}%`;
    expect(row[4].split(' ')[0]).toBe(share(mated));
    expect(row[6].split(' ')[0]).toBe(share(strangers));
  }
  expect(text).toContain(evaluation.repeat.command);
  expect(text).toContain(evaluation.repeat.data[0].digest);
  expect(text).toContain(
    '- studio: 60 of 60 photos looked at in 3.00 s; the models ran 2.50 s of that: 1.20 times',
  );
  expect(text).toContain('such a photo is answered with Unknown');
  expect(text).not.toContain('the middle was taken');
  expect(text).not.toMatch(/NaN|undefined|Infinity|\[object/);
});

test('every table has as many cells in each row as in its head', () => {
  const evaluation = sampleEvaluation();
  const people = evaluation.identifications[0].people.map((name) => `${name} | <b>*x*\n`);
  const [identification, ...more] = evaluation.identifications;
  const text = evaluationMarkdown({
    ...evaluation,
    identifications: [{ ...identification, people }, ...more],
  });
  const tables = text.split('\n\n').filter((part) => part.startsWith('| '));
  expect(tables.length).toBeGreaterThan(3);
  for (const table of tables) {
    const counts = table.split('\n').map((line) => cellsOf(line).length);
    expect(new Set(counts).size, table).toBe(1);
  }
  expect(text).not.toContain('<b>');
});

test('a page takes its evaluation, whatever it says, and only where there is a place for it', () => {
  const evaluation = sampleEvaluation();
  const place = '<script type="application/json" id="evaluation"></script>';
  const repeat = { ...evaluation.repeat, command: '</script><script>alert(1)</script> $& $1' };
  const data = { evaluation: { ...evaluation, repeat }, pictures: {}, folder: null };
  const page = fillReportPage(`<body>${place}</body>`, data);
  expect(page.match(/<\/script>/g)).toHaveLength(1);
  const [, json] = /id="evaluation">(.*)<\/script>/s.exec(page) ?? [];
  expect(JSON.parse(json)).toEqual(data);
  expect(() => fillReportPage('<body></body>', data)).toThrow('no place');
});

test('numbers in words', () => {
  expect([0, 0.00042, 0.5, 0.98765, 0.9996, 1].map(percentText)).toEqual([
    '0.0%',
    '0.04%',
    '50.0%',
    '98.8%',
    '99.96%',
    '100.0%',
  ]);
  expect(percentText(NaN)).toBe('–');
  expect(spanText({ rate: 0.5, low: 0.4, high: 0.6 })).toBe('40.0 to 60.0%');
  // Where no error was seen, the rule of three is the one bound that is given.
  const seen = { rate: 0, low: 0, high: 0.35, trials: 7, people: 7 };
  expect(errorSpanText({ ...seen, successes: 0 })).toBe('at most 42.9%');
  expect(errorSpanText({ ...seen, rate: 0.1, successes: 1 })).toBe('0.0 to 35.0%');
  expect([-0.021, 0.3].map(pointsText)).toEqual(['−2.1', '+30.0']);
  expect([0.0004, 0.0312, 0.25].map(probabilityText)).toEqual(['p < 0.001', 'p = 0.031', 'p = 0.25']);
});
