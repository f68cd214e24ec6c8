// Near-duplicates are found by bands of their hashes, and are those that comparing all pairs finds.
import { expect, test } from 'vitest';
import { isNearDuplicate, nearDuplicatesOf } from '../../../models/face/nearDuplicate.ts';
import { seededRandom } from '../../../models/random.ts';

test('bands find what comparing all pairs finds, wherever the bits differ', () => {
  const random = seededRandom(0, 'hashes');
  const text = (bits: bigint): string => bits.toString(16).padStart(16, '0');
  const draw = (): bigint =>
    Array.from({ length: 64 }, () => (random.uniform() < 0.5 ? 0n : 1n)).reduce<bigint>(
      (all, bit) => all * 2n + bit,
      0n,
    );
  const hashes: string[] = [];
  for (let shot = 0; shot < 60; shot++) {
    const original = draw();
    hashes.push(text(original));
    for (let flips = 0; flips < 8; flips++) {
      let copy = original;
      for (let flip = 0; flip < flips; flip++) copy ^= 1n << BigInt(Math.floor(random.uniform() * 64));
      hashes.push(text(copy));
    }
  }
  const all = hashes.map((hash, at) =>
    [...hashes.keys()].filter((other) => other !== at && isNearDuplicate(hash, hashes[other])),
  );
  expect(all.flat().length).toBeGreaterThan(500);
  expect(nearDuplicatesOf(hashes)).toEqual(all);
});
