import { beforeEach, expect, test } from 'vitest';
import { SteadyFaces, type Sight } from '../../../../main/engine/photos/steadyFaces.ts';

const ada: Sight = { box: [100, 100, 200, 200], pose: { yaw: 0, pitch: 5, roll: 0 }, quality: 0.6 };
const grace: Sight = { box: [500, 120, 180, 180], pose: { yaw: 20, pitch: 0, roll: 3 }, quality: 0.7 };

let camera: SteadyFaces;
let runs: (readonly number[])[];
beforeEach(() => {
  camera = new SteadyFaces();
  runs = [];
});

/** A frame; the network's vectors say in which run and at which place they were made. */
const see = async (...faces: Sight[]): Promise<string[]> => {
  const embeddings = await camera.embed(faces, (places) => {
    runs.push(places);
    return Promise.resolve(places.map((place) => Float32Array.of(runs.length, place)));
  });
  return embeddings.map((embedding) => [...embedding].join(':'));
};

test('a face that holds still is embedded every third frame', async () => {
  const seen: string[] = [];
  for (let frame = 0; frame < 7; frame++) {
    const trembling: Sight = { ...ada, box: [100 + (frame % 2) * 6, 100, 200, 200] };
    seen.push(...(await see(trembling)));
  }
  expect(seen).toEqual(['1:0', '1:0', '1:0', '2:0', '2:0', '2:0', '3:0']);
});

test.each<[string, Partial<Sight>]>([
  ['moved', { box: [150, 100, 200, 200] }],
  ['came nearer', { box: [80, 80, 240, 240] }],
  ['turned', { pose: { yaw: 8, pitch: 5, roll: 0 } }],
  ['looked up', { pose: { yaw: 0, pitch: 12, roll: 0 } }],
  ['leaned', { pose: { yaw: 0, pitch: 5, roll: -7 } }],
  ['became clearer', { quality: 0.66 }],
])('a face that %s is embedded at once', async (_what, change) => {
  await see(ada);
  expect(await see({ ...ada, ...change })).toEqual(['2:0']);
});

test('each of several faces keeps its own, in whatever order they come', async () => {
  expect(await see(ada, grace)).toEqual(['1:0', '1:1']);
  expect(await see(grace, ada)).toEqual(['1:1', '1:0']);
  expect(await see({ ...grace, quality: 0.9 }, ada)).toEqual(['2:0', '1:0']);
  expect(runs).toEqual([[0, 1], [0]]);
  // Somebody leaves, somebody comes: nobody gets what was another's.
  expect(await see(grace)).toEqual(['2:0']);
  expect(await see(grace, ada)).toEqual(['2:0', '3:1']);
});

test('what a frame that failed would have known is not kept', async () => {
  await see(ada);
  await expect(camera.embed([grace], () => Promise.reject(new Error('no memory')))).rejects.toThrow();
  expect(await see(ada)).toEqual(['1:0']);
});
