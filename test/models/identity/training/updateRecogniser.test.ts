// A few more photos of known people: what the recogniser says of new photos afterwards, against one that learned everything anew.
import { expect, test } from 'vitest';
import { pickRows } from '../../../../models/identity/gallery.ts';
import { leadAt } from '../../../../models/identity/training/heldOut.ts';
import { scorePeople } from '../../../../models/identity/prototypes.ts';
import { trainRecogniser, type Recogniser } from '../../../../models/identity/recogniser.ts';
import { project } from '../../../../models/identity/space.ts';
import { updateRecogniser } from '../../../../models/identity/training/updateRecogniser.ts';
import { rowOf } from '../../../../models/linear/vectors.ts';
import { galleryOf, makeWorld, stack } from '../support/people.ts';

const OPTIONS = { fpir: 0.01, seed: 0 };
const PEOPLE = 20;

const { person, photo, random } = makeWorld(3, { noise: 1.3 });
const everybody = Array.from({ length: PEOPLE }, person);
const all = galleryOf(
  everybody.map((who) => Array.from({ length: 50 }, () => photo(who, 2 * random.uniform() - 1))),
);
// The last photo of every other person is new.
const rows = new Int32Array(all.people.length);
let known = 0;
for (const [row, who] of all.people.entries()) rows[row] = row % 50 === 49 && who % 2 === 0 ? -1 : known++;
const before = trainRecogniser(
  pickRows(
    all,
    [...rows.keys()].filter((row) => rows[row] >= 0),
  ),
  null,
  OPTIONS,
);
const updated = updateRecogniser(all, before, rows, null, OPTIONS);
const anew = trainRecogniser(all, null, OPTIONS);

/** Who is best for each face, and whether they are named. */
function answersOf({ space, head, calibration }: Recogniser, faces: Float32Array) {
  const scores = scorePeople(head, project(space, faces));
  return Array.from({ length: scores.length / PEOPLE }, (_, face) => {
    const own = rowOf(scores, face, PEOPLE);
    const best = Math.max(...own);
    return { person: own.indexOf(best), isNamed: best > calibration.threshold };
  });
}

test('new photos are told apart as well as after learning anew, and get as many names', () => {
  const probes = stack([
    ...everybody.flatMap((who) => Array.from({ length: 50 }, () => photo(who, 2 * random.uniform() - 1))),
    ...Array.from({ length: 1000 }, () => photo(person(), 2 * random.uniform() - 1)),
  ]);
  const [now, wanted] = [updated, anew].map(({ recogniser }) => {
    const answers = answersOf(recogniser, probes);
    const [mates, strangers] = [answers.slice(0, 1000), answers.slice(1000)];
    return {
      first: mates.filter(({ person: best }, at) => best === Math.floor(at / 50)).length,
      named: mates.filter(({ isNamed }) => isNamed).length,
      strangers: strangers.filter(({ isNamed }) => isNamed).length,
    };
  });
  expect(wanted.first).toBeGreaterThan(900);
  expect(Math.abs(now.first - wanted.first)).toBeLessThan(10);
  expect(Math.abs(now.named - wanted.named)).toBeLessThan(20);
  expect(now.strangers).toBeLessThan(wanted.strangers + 5);
});

test('nobody else’s prototype moves, and a new photo makes its person more like it', () => {
  const { head, space } = before.recogniser;
  const moved = updated.recogniser.head;
  expect(updated.recogniser.space).toBe(space);
  for (let who = 0; who < PEOPLE; who++) {
    const [old, now] = [rowOf(head.means, who, head.dimensions), rowOf(moved.means, who, head.dimensions)];
    if (who % 2 === 1) {
      expect(now).toEqual(old);
      continue;
    }
    const face = rowOf(all.embeddings, who * 50 + 49, head.dimensions);
    expect(scorePeople(moved, project(space, face))[who]).toBeGreaterThan(
      scorePeople(head, project(space, face))[who],
    );
  }
});

test('a new photo is held out as it comes: scored by what had not seen it', () => {
  const row = rows.indexOf(-1);
  const { space, head } = before.recogniser;
  const scores = scorePeople(head, project(space, rowOf(all.embeddings, row, head.dimensions)));
  const who = all.people[row];
  expect(updated.heldOut.own[row]).toBe(scores[who]);
  expect(leadAt(updated.heldOut, row, who, 0).best).toBe(Math.max(...scores));
  expect(updated.heldOut.own[row + 1]).toBe(before.heldOut.own[rows[row + 1]]);
});
