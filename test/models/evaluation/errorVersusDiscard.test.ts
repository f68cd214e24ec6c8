import { expect, test } from 'vitest';
import { errorVersusDiscard } from '../../../models/evaluation/errorVersusDiscard.ts';

const pairs = Array.from({ length: 10 }, (_, at) => ({ score: at < 2 ? 0.1 : 0.9, quality: at / 10 }));

test('a measure that knows the mistakes leaves them out first', () => {
  expect(errorVersusDiscard(pairs, 0.5, [0, 0.1, 0.2, 0.5])).toEqual([
    { discarded: 0, error: 0.2 },
    { discarded: 0.1, error: 1 / 9 },
    { discarded: 0.2, error: 0 },
    { discarded: 0.5, error: 0 },
  ]);
});

test('one that says the opposite makes it worse', () => {
  const wrong = pairs.map(({ score, quality }) => ({ score, quality: -quality }));
  expect(errorVersusDiscard(wrong, 0.5, [0.5])).toEqual([{ discarded: 0.5, error: 0.4 }]);
});

test('equal qualities are left out together or not at all, and a score at the threshold is no match', () => {
  const same = pairs.map(({ score }) => ({ score, quality: 1 }));
  expect(errorVersusDiscard(same, 0.5, [0.3])).toEqual([{ discarded: 0, error: 0.2 }]);
  expect(errorVersusDiscard([{ score: 0.5, quality: 1 }], 0.5, [0, 1])).toEqual([
    { discarded: 0, error: 1 },
    { discarded: 1, error: 0 },
  ]);
  expect(errorVersusDiscard([], 0.5, [0])).toEqual([{ discarded: 0, error: 0 }]);
});
