import { expect, test } from 'vitest';
import { directionOf, worthKeeping } from '../../../models/face/coverage.ts';

test('a head is turned where it is turned furthest', () => {
  const direction = (yaw: number, pitch: number) => directionOf({ yaw, pitch, roll: 30 });
  expect(direction(0, 0)).toBe('front');
  expect(direction(12, -9)).toBe('front');
  expect(direction(-25, 5)).toBe('left');
  expect(direction(25, 5)).toBe('right');
  expect(direction(10, 20)).toBe('up');
  expect(direction(-10, -20)).toBe('down');
  expect(direction(40, 15)).toBe('right');
});

test('small, blurred, dark or cut faces are not kept', () => {
  const good = { score: 1, pixels: 120, sharpness: 0.8, exposure: 0.9, clipped: 0, detection: 1 };
  expect(worthKeeping(good)).toBe(true);
  for (const flaw of [{ pixels: 30 }, { sharpness: 0.1 }, { exposure: 0.1 }, { clipped: 0.4 }]) {
    expect(worthKeeping({ ...good, ...flaw })).toBe(false);
  }
});
