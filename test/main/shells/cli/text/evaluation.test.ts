// What a benchmark says in a terminal: every rate with its interval, p-values, and how long looking took.
import { expect, test } from 'vitest';
import { describeEvaluation } from '../../../../../main/shells/cli/text/evaluation.ts';
import type { Identification } from '../../../../../models/evaluation/evaluation.ts';
import { wilsonByPerson } from '../../../../../models/evaluation/statistics/intervals.ts';
import { discordanceOf, mcnemar } from '../../../../../models/evaluation/statistics/significance.ts';
import { percentText, probabilityText, spanText } from '../../../../../models/evaluation/report/wording.ts';
import { sampleEvaluation } from '../../../../models/evaluation/support/samples.ts';

const evaluation = sampleEvaluation();
const [identification] = evaluation.identifications;
const text = describeEvaluation(evaluation);
const cellsOf = (begin: string, after = 0): string[] => {
  const lines = text.split('\n');
  const line = lines.find((candidate, at) => at >= after && candidate.startsWith(begin)) ?? '';
  return line.split(/ {2,}/);
};

/** Of the right names, straight from the decisions. */
function namedOf({ probes, people }: Identification, decisions: readonly number[]) {
  const shares = people.map((_, person) => {
    const own = [...probes.keys()].filter((at) => probes[at].truth === person);
    return { successes: own.filter((at) => decisions[at] === person).length, trials: own.length };
  });
  return wilsonByPerson(shares);
}

test('rates have their intervals', () => {
  const from = text.split('\n').indexOf(identification.title);
  expect(from).toBeGreaterThan(0);
  for (const { system, decisions } of identification.results) {
    const [, training, deployment, named, misnamed, accepted] = cellsOf(system, from);
    expect(training).toBe('100.0%');
    expect(named).toBe(
      `${percentText(namedOf(identification, decisions).rate)} (${spanText(namedOf(identification, decisions))})`,
    );
    for (const cell of [deployment, misnamed, accepted]) expect(cell).toMatch(/^\d.*% \(.* [\d.]+%\)$/);
  }
});

test('the second system is held against the first, with p-values', () => {
  const [first, second] = identification.results;
  const mated = [...identification.probes.keys()].filter((at) => identification.probes[at].truth >= 0);
  const rights = ({ decisions }: typeof first): boolean[] =>
    mated.map((at) => decisions[at] === identification.probes[at].truth);
  const { midP } = mcnemar(discordanceOf(rights(second), rights(first)));
  const from = text.split('\n').indexOf(`Against ${first.system}`);
  expect(from).toBeGreaterThan(0);
  const [, named, accepted] = cellsOf(second.system, from);
  expect(named).toMatch(/^[+−][\d.]+ \([+−][\d.]+ to [+−][\d.]+\), p/);
  const corrected = identification.comparisons?.[0]?.named?.corrected ?? NaN;
  expect(named.endsWith(`${probabilityText(midP)}, corrected ${probabilityText(corrected)}`)).toBe(true);
  expect(accepted).toContain('p ');
});

test('pairs, pace and what is missing', () => {
  expect(text).toContain('ten-fold verification, 200 pairs');
  expect(text).toContain(
    'studio: 60 of 60 photos looked at in 3.00 s; the models ran 2.50 s of that: 1.20 times their time (limit 1.3).' +
      ' No face was found in 1 photo (1.7%): such a photo is answered with Unknown.',
  );
  expect(text).toContain('Not measured: CLIP RN50, text trained.');
  expect(text).not.toMatch(/NaN|undefined/);
});
