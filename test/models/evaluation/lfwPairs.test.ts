import { expect, test } from 'vitest';
import { parsePairs } from '../../../models/evaluation/lfwPairs.ts';

const text = ['2\t1', 'Ada\t1\t2', 'Ada\t1\tAlan\t3', 'Grace\t2\t4', 'Alan\t1\tGrace\t1', ''].join('\n');

test('folds, people and photos are read off the lines', () => {
  expect(parsePairs(text)).toEqual({
    ok: true,
    value: [
      { a: { person: 'Ada', photo: 1 }, b: { person: 'Ada', photo: 2 }, same: true, fold: 0 },
      { a: { person: 'Ada', photo: 1 }, b: { person: 'Alan', photo: 3 }, same: false, fold: 0 },
      { a: { person: 'Grace', photo: 2 }, b: { person: 'Grace', photo: 4 }, same: true, fold: 1 },
      { a: { person: 'Alan', photo: 1 }, b: { person: 'Grace', photo: 1 }, same: false, fold: 1 },
    ],
  });
});

test.for([
  ['', 'does not begin'],
  ['2\t1\nAda\t1\t2', 'has 1 pairs, not 4'],
  ['1\t1\nAda\t1\t2\nAda\t1\tAlan\tx', 'a line that is not a pair: Ada'],
])('%j is refused', ([broken, why]) => {
  expect(parsePairs(broken, 'pairs.txt')).toMatchObject({
    ok: false,
    failure: { kind: 'bad-arguments', path: 'pairs.txt', message: expect.stringContaining(why) as string },
  });
});
