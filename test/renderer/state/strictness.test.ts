import { expect, test } from 'vitest';
import { shownNames } from '../../../renderer/state/strictness.ts';

/** A face whose first candidate is `who` and would be named at `rate`; `name` by the checkpoint's own threshold. */
const face = (who: string, rate: number | null, name: string | null = null) => ({
  name,
  rate,
  candidates: [{ name: who, confidence: 0.6 }],
});
const unknown = { name: null, perhaps: null };
const named = (name: string) => ({ name, perhaps: null });
const perhaps = (name: string) => ({ name: null, perhaps: { name, confidence: 0.6 } });

test('up to 1% a face is named, above that somebody is suggested, and beyond the rate asked for it is Unknown', () => {
  const faces = [face('Ada', 0.004, 'Ada'), face('Grace', 0.02), face('Mary', 0.04)];
  expect(shownNames(faces, 0.03)).toEqual([named('Ada'), perhaps('Grace'), unknown]);
  expect(shownNames(faces, 0.05)).toEqual([named('Ada'), perhaps('Grace'), perhaps('Mary')]);
  expect(shownNames(faces, 0.01)).toEqual([named('Ada'), unknown, unknown]);
  expect(shownNames(faces, 0.001)).toEqual([unknown, unknown, unknown]);
});

test('the rate decides, not the threshold that the checkpoint was learned with', () => {
  expect(shownNames([face('Ada', 0.008)], 0.01)).toEqual([named('Ada')]);
  expect(shownNames([face('Ada', 0.02, 'Ada')], 0.03)).toEqual([perhaps('Ada')]);
});

test('nobody is meant twice in a photo: the surer face has the name', () => {
  const faces = [face('Ada', 0.02), face('Ada', 0.001, 'Ada'), face('Ada', 0.008)];
  expect(shownNames(faces, 0.03)).toEqual([unknown, named('Ada'), unknown]);
});

test('a face whose rate is not known keeps what it was given', () => {
  const faces = [face('Ada', null, 'Ada'), face('Grace', null), face('Ada', 0.001)];
  expect(shownNames(faces, 0.001)).toEqual([named('Ada'), unknown, unknown]);
  expect(shownNames([{ name: null, rate: 0.001, candidates: [] }], 0.03)).toEqual([unknown]);
});
