import { expect, test } from 'vitest';
import { shareRight } from '../../../../main/jobs/checkpoints/heldOutAnswers.ts';

const answer = (person: string, right: boolean) => ({
  face: `${person} ${right}`,
  person,
  named: right ? person : null,
});

test('photos of one person stand and fall together: the interval counts people', () => {
  expect(shareRight([])).toBeNull();
  const answers = ['Ada', 'Bo', 'Cy', 'Di'].flatMap((person, at) =>
    Array.from({ length: 25 }, () => answer(person, at > 0)),
  );
  const share = shareRight(answers);
  expect(share?.rate).toBe(0.75);
  // A hundred photos one by one would give 0.66 to 0.82; they are four people.
  expect(share?.low).toBeLessThan(0.3);
  expect(share?.high).toBeGreaterThan(0.95);
});
