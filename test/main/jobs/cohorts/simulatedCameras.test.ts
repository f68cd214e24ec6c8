// Simulated cameras: each does to a picture what its name says, the same each time.
import { expect, test } from 'vitest';
import { portraitOf, simulatedCameras } from '../../../../main/jobs/cohorts/simulatedCameras.ts';
import type { RgbImage } from '../../../../models/image/geometry.ts';

/** Colours that differ from place to place. */
const picture: RgbImage = {
  width: 90,
  height: 120,
  data: Uint8Array.from({ length: 3 * 90 * 120 }, (_, at) => 60 + ((at * 37) % 120)),
};

const shoot = (name: string, image: RgbImage) => {
  const camera = simulatedCameras.find((one) => one.name === name);
  if (camera === undefined) throw new Error(`there is no camera ${name}`);
  return camera.shoot(image);
};

const mean = ({ data }: RgbImage, channel: number): number => {
  let sum = 0;
  for (let at = channel; at < data.length; at += 3) sum += data[at];
  return (3 * sum) / data.length;
};

test('every camera gives a picture of the same size, and the same one again', async () => {
  for (const { name, shoot: take } of simulatedCameras) {
    const [one, other] = [await take(picture), await take(picture)];
    expect([one.width, one.height, one.data.length], name).toEqual([90, 120, picture.data.length]);
    expect(one.data, name).toEqual(other.data);
    expect(one.data, name).not.toEqual(picture.data);
  }
});

test('grey has no colour, warm light more red than blue, dim is dark, light comes from the left', async () => {
  const grey = await shoot('grey', picture);
  for (let at = 0; at < grey.data.length; at += 3)
    expect([grey.data[at + 1], grey.data[at + 2]]).toEqual([grey.data[at], grey.data[at]]);
  const warm = await shoot('warm light', picture);
  expect(mean(warm, 0)).toBeGreaterThan(mean(warm, 2) + 40);
  expect(mean(await shoot('dim, with noise', picture), 1)).toBeLessThan(0.5 * mean(picture, 1));
  const side = await shoot('light from one side', picture);
  const column = (x: number): number =>
    Array.from({ length: 120 }, (_, y) => side.data[3 * (90 * y + x)]).reduce((a, b) => a + b, 0);
  expect(column(5)).toBeGreaterThan(2 * column(84));
});

test('a portrait is the face and as much again around it, at one size', async () => {
  const wide: RgbImage = { width: 400, height: 300, data: new Uint8Array(3 * 400 * 300) };
  const portrait = await portraitOf(wide, [100, 100, 60, 60]);
  expect([portrait.width, portrait.height]).toEqual([300, 300]);
  // At the border there is less of it.
  expect((await portraitOf(wide, [0, 0, 60, 60])).width).toBeLessThan(300);
});
