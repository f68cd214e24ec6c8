// Denied faces: never named again, whoever they show neither, and the people themselves keep their names.
import { expect, test } from 'vitest';
import { decide } from '../../../models/identity/decide.ts';
import { applyVetoes, type Denials } from '../../../models/identity/denials.ts';
import { trainRecogniser } from '../../../models/identity/recogniser.ts';
import { project } from '../../../models/identity/space.ts';
import { normalise } from '../../../models/linear/vectors.ts';
import { DIMENSIONS, galleryOf, makeWorld, stack } from './support/people.ts';

const world = makeWorld(3, { noise: 0.6 });
const everybody = Array.from({ length: 8 }, world.person);
const gallery = galleryOf(everybody.map((who) => [0, 1, 2, 3].map(() => world.photo(who))));
/** Somebody who looks much like the first person. */
const lookalike = normalise(everybody[0].map((value, at) => value + 0.55 * world.person()[at]));

const namesOf = (
  recogniser: Parameters<typeof decide>[0],
  faces: readonly Float32Array[],
  vetoes?: Denials,
): (number | null)[] =>
  faces.map((face) => decide(recogniser, face, [{ quality: 1, yaw: 0 }], vetoes)[0]?.person ?? null);

test('denied faces lose the name, other photos of whom they show ever more, the person never', () => {
  const { recogniser } = trainRecogniser(gallery, null, { fpir: 0.05, seed: 0 });
  const photos = Array.from({ length: 60 }, () => world.photo(lookalike));
  const mistaken = photos.filter((face) => namesOf(recogniser, [face])[0] === 0);
  expect(mistaken.length).toBeGreaterThan(40);

  const vetoing = (count: number): Denials => ({
    faces: project(recogniser.space, stack(mistaken.slice(0, count))),
    people: new Array<number>(count).fill(0),
  });
  const vetoes = vetoing(5);
  expect(namesOf(recogniser, mistaken.slice(0, 5), vetoes)).toEqual([null, null, null, null, null]);
  const others = mistaken.slice(5);
  const wrong = [0, 1, 5].map(
    (count) => namesOf(recogniser, others, vetoing(count)).filter((person) => person === 0).length,
  );
  console.log(`photos of the lookalike with the wrong name, after 0, 1 and 5 denials: ${wrong.join(', ')}`);
  expect(wrong[1]).toBeLessThan(wrong[0]);
  expect(wrong[2]).toBeLessThan(wrong[0] / 2);
  // Nobody else is touched, and the person still goes by the name.
  const own = Array.from({ length: 60 }, () => world.photo(everybody[0]));
  const before = namesOf(recogniser, own).filter((person) => person === 0).length;
  const after = namesOf(recogniser, own, vetoes).filter((person) => person === 0).length;
  expect(after).toBeGreaterThanOrEqual(before - 2);
  const other = Array.from({ length: 30 }, () => world.photo(everybody[1]));
  expect(namesOf(recogniser, other, vetoes)).toEqual(namesOf(recogniser, other));
});

test('a face that is denied to the likeliest person may go to the next', () => {
  const { recogniser } = trainRecogniser(gallery, null, { fpir: 0.05, seed: 0 });
  const face = world.photo(everybody[2]);
  const faces = project(recogniser.space, stack([face, face]));
  const [decision] = decide(recogniser, face, [{ quality: 1, yaw: 0 }], { faces, people: [2, 3] });
  expect(decision.person === 2 || decision.person === 3).toBe(false);
  expect(decision.score).toBeGreaterThan(-1);
});

test('a veto is of one face and one person', () => {
  const faces = stack([0, 1].map((at) => Float32Array.from({ length: 2 }, (_, axis) => Number(axis === at))));
  const scores = Float32Array.from([0.5, 0.4, 0.5, 0.4]);
  const vetoes = { faces: faces.slice(0, 2), people: [1] };
  const head = { dimensions: 2, means: faces, modes: faces, owners: Int32Array.of(0, 1), blend: 1 };
  expect([...applyVetoes(scores, faces, vetoes, head)]).toEqual([...Float32Array.from([0.5, -1, 0.5, 0.4])]);
  expect(applyVetoes(scores, faces, { faces: new Float32Array(), people: [] }, head)).toBe(scores);
});

test('denied faces make the next calibration more careful', () => {
  const faces = stack(Array.from({ length: 6 }, () => world.photo(lookalike)));
  const denials = { faces, people: [0, 0, 0, 0, 0, 0] };
  const [plain, warned] = [undefined, denials].map(
    (denials) =>
      trainRecogniser(gallery, null, { fpir: 0.01, seed: 0, ...(denials && { denials }) }).recogniser
        .calibration,
  );
  expect(faces).toHaveLength(6 * DIMENSIONS);
  expect(warned.threshold).toBeGreaterThan(plain.threshold);
  expect(warned.strangers).toBeGreaterThan(plain.strangers);
});
