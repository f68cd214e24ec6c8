import { expect, test } from 'vitest';
import { seededRandom } from '../../models/random.ts';

const draw = (seed: number, stream?: string): number[] => {
  const random = seededRandom(seed, stream);
  return Array.from({ length: 8 }, () => random.uniform());
};

test('a seed repeats its numbers; another seed or stream has others', () => {
  expect(draw(7)).toEqual(draw(7));
  expect(draw(7)).not.toEqual(draw(8));
  expect(draw(7, 'a')).not.toEqual(draw(7, 'b'));
});

test('the numbers never change between versions: checkpoints name only their seed', () => {
  const random = seededRandom(1, 'fixed');
  expect([random.integer(1000), random.integer(1000), random.integer(1000)]).toEqual([645, 922, 464]);
});

test('uniform and normal have their moments', () => {
  const random = seededRandom(3);
  const count = 100_000;
  let mean = 0;
  let normalMean = 0;
  let normalSquares = 0;
  for (let at = 0; at < count; at++) {
    const value = random.uniform();
    expect(value >= 0 && value < 1).toBe(true);
    mean += value / count;
    const normal = random.normal();
    normalMean += normal / count;
    normalSquares += normal ** 2 / count;
  }
  expect(mean).toBeCloseTo(0.5, 2);
  expect(normalMean).toBeCloseTo(0, 1);
  expect(normalSquares).toBeCloseTo(1, 1);
});

test('shuffle keeps every item, moves them, and leaves the original alone', () => {
  const items = Array.from({ length: 100 }, (_, at) => at);
  const shuffled = seededRandom(5).shuffle(items);
  expect(shuffled).not.toEqual(items);
  expect(shuffled.toSorted((a, b) => a - b)).toEqual(items);
  expect(items[0]).toBe(0);
});
