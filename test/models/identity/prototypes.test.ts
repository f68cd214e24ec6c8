// The head on people made of numbers: what is learned, what is held out, that refinement does not hurt.
import { expect, test } from 'vitest';
import { rankRate } from '../../../models/evaluation/statistics/metrics.ts';
import { leadAt } from '../../../models/identity/training/heldOut.ts';
import { meanFaces, scorePeople, trainHead } from '../../../models/identity/prototypes.ts';
import { trainRecogniser } from '../../../models/identity/recogniser.ts';
import { fitSpace, project } from '../../../models/identity/space.ts';
import { galleryOf, makeWorld, stack, type Shape } from './support/people.ts';

/** Enrols `people` with `shots` photos each and looks at 20 more of each. */
function experiment(seed: number, people: number, shots: number, shape: Shape) {
  const { person, photo, random } = makeWorld(seed, shape);
  const everybody = Array.from({ length: people }, person);
  const angle = (): number => 2 * random.uniform() - 1;
  const gallery = galleryOf(everybody.map((who) => Array.from({ length: shots }, () => photo(who, angle()))));
  const probes = stack(everybody.flatMap((who) => Array.from({ length: 20 }, () => photo(who, angle()))));
  const truth = Int32Array.from({ length: people * 20 }, (_, at) => Math.floor(at / 20));
  const space = fitSpace(gallery, null);
  const faces = project(space, gallery.embeddings);
  const head = trainHead(gallery, faces);
  const rate = (scores: Float32Array): number => rankRate({ scores, people, truth }, 1);
  return { gallery, faces, space, probes, head, rate };
}

test('one photo a person is enough to be told apart', () => {
  const { head, space, probes, rate } = experiment(1, 10, 1, { noise: 0.5 });
  expect(rate(scorePeople(head, project(space, probes)))).toBeGreaterThan(0.98);
});

test('held-out accuracy is that on new photos', () => {
  let difference = 0;
  for (let seed = 0; seed < 2; seed++) {
    const { gallery, space, probes, head, rate } = experiment(seed, 20, 5, { noise: 1.5 });
    const { heldOut } = trainRecogniser(gallery, null, { fpir: 0.01, seed: 0 });
    const right = gallery.people.filter((person, row) => leadAt(heldOut, row, person, 0).person === person);
    const estimate = right.length / gallery.people.length;
    const fresh = rate(scorePeople(head, project(space, probes)));
    expect(fresh).toBeGreaterThan(0.4);
    expect(fresh).toBeLessThan(0.95);
    difference += (estimate - fresh) / 2;
  }
  // One photo less to learn from costs a little.
  expect(difference).toBeLessThan(0.03);
  expect(difference).toBeGreaterThan(-0.15);
});

test('what varies within people is learned and counted little', () => {
  // A turn of the head moves an embedding farther than being somebody else does.
  const { gallery, head, space, probes, rate } = experiment(4, 30, 3, { noise: 1, pose: 6 });
  const learned = rate(scorePeople(head, project(space, probes)));
  const plain = rate(scorePeople(trainHead(gallery, gallery.embeddings), probes));
  expect(learned).toBeGreaterThan(plain + 0.03);
});

test.each([1, 2, 3, 4, 5])('refinement does not hurt (seed %i)', (seed) => {
  const { gallery, faces, space, probes, head, rate } = experiment(10 + seed, 20, 5, { noise: 1.3, pose: 1 });
  const plain = { ...head, means: meanFaces(gallery, faces) };
  const before = rate(scorePeople(plain, project(space, probes)));
  expect(rate(scorePeople(head, project(space, probes)))).toBeGreaterThanOrEqual(before - 0.01);
});

test('the same gallery gives the same head', () => {
  const { gallery, faces, head } = experiment(5, 10, 30, {});
  expect(trainHead(gallery, faces)).toEqual(head);
});

test.each([
  [1, 1],
  [1, 4],
  [3, 1],
])('%i people with %i photos are fine', (people, shots) => {
  const { gallery, head } = experiment(6, people, shots, {});
  expect(head.means.every(Number.isFinite)).toBe(true);
  const { recogniser, heldOut } = trainRecogniser(gallery, null, { fpir: 0.01, seed: 0 });
  expect(Number.isFinite(recogniser.calibration.threshold)).toBe(true);
  gallery.people.forEach((person, row) => {
    expect(Number.isNaN(heldOut.own[row])).toBe(shots === 1);
  });
});
