import { expect, test } from 'vitest';
import { fitSimilarity, invert, transform } from '../../../models/image/similarity.ts';
import { CROP_SIZE, cropTemplate, encoderInputs } from '../../../models/face/templates.ts';

test.each(Object.entries(encoderInputs))('the stored crop holds all that %s sees', (_, input) => {
  const toCrop = invert(fitSimilarity(cropTemplate, input.template));
  const last = input.size - 1;
  for (const corner of [
    [0, 0],
    [last, 0],
    [0, last],
    [last, last],
  ] as const)
    for (const value of transform(toCrop, corner)) {
      expect(value).toBeGreaterThan(-2);
      expect(value).toBeLessThan(CROP_SIZE + 1);
    }
});

test.each(Object.entries(encoderInputs))('%s sees an upright face in proportion', (_, { template }) => {
  const [left, right, nose, leftMouth, rightMouth] = template;
  expect(Math.abs(left[1] - right[1])).toBeLessThan(1);
  const eyes = right[0] - left[0];
  expect((leftMouth[1] - left[1]) / eyes).toBeGreaterThan(1);
  expect((leftMouth[1] - left[1]) / eyes).toBeLessThan(1.25);
  expect(nose[1] > left[1] && nose[1] < leftMouth[1]).toBe(true);
  expect(leftMouth[0] > left[0] && rightMouth[0] < right[0]).toBe(true);
});
