// What looking at photos took, in words.
import { expect, test } from 'vitest';
import { facelessText, paceOf, paceText } from '../../../../models/evaluation/report/coverage.ts';
import type { Coverage } from '../../../../models/evaluation/evaluation.ts';
import { sampleEvaluation } from '../support/samples.ts';

const coverage: Coverage = {
  set: 'lfw',
  photos: 13_233,
  faceless: ['a.jpg', 'b.jpg'],
  looked: 13_233,
  seconds: 1230,
  networkSeconds: 1000,
};

test('the ratio is that of the times, and a slow run is said to be over the limit', () => {
  expect(paceOf(coverage)).toBeCloseTo(1.23);
  expect(paceText(coverage)).toBe(
    '13,233 of 13,233 photos looked at in 1,230 s; the models ran 1,000 s of that: 1.23 times their time (limit 1.3)',
  );
  expect(paceText({ ...coverage, seconds: 1301 })).toContain('1.30 times their time (over the limit of 1.3)');
  expect(paceText({ ...coverage, looked: 1, seconds: 3, networkSeconds: 2.5 })).toContain(
    '1 of 13,233 photos looked at in 3.00 s; the models ran 2.50 s of that: 1.20 times',
  );
});

test('what is remembered has no pace', () => {
  const remembered = { ...coverage, looked: 0, seconds: 0.4, networkSeconds: 0 };
  expect(paceOf(remembered)).toBeNull();
  expect(paceText(remembered)).toBe('13,233 photos, all remembered');
});

test('a photo without a face is what the protocol makes of it', () => {
  const evaluation = sampleEvaluation();
  const asked = (face: string) =>
    facelessText(coverage, {
      ...evaluation,
      repeat: { ...evaluation.repeat, settings: { ...evaluation.repeat.settings, face } },
    });
  expect(asked('largest')).toBe(
    'No face was found in 2 photos (0.02%): such a photo is answered with Unknown.',
  );
  expect(asked('central')).toBe('No face was found in 2 photos (0.02%): the middle was taken for it.');
  expect(facelessText({ ...coverage, faceless: [] }, evaluation)).toBeNull();
});
