import { expect, test } from 'vitest';
import { writeTensor } from '../../../models/image/tensor.ts';

const image = { data: new Uint8Array([0, 50, 100, 10, 60, 110]), width: 2, height: 1 };
const mean = [10, 20, 30] as const;
const std = [2, 5, 10] as const;

test('channels first: a plane a channel', () => {
  const tensor = new Float32Array(6);
  writeTensor(image, { layout: 'NCHW', channels: 'RGB', mean, std }, tensor);
  expect([...tensor]).toEqual([-5, 0, 6, 8, 7, 8]);
});

test('channels last, blue first: mean and standard deviation follow the order of the channels', () => {
  const tensor = new Float32Array(8);
  writeTensor(image, { layout: 'NHWC', channels: 'BGR', mean, std }, tensor, 2);
  expect([...tensor]).toEqual([0, 0, 45, 6, -3, 50, 8, -2]);
});
