// Nobody is in a photo twice: against trying all assignments.
import { expect, test } from 'vitest';
import { assignPeople } from '../../../../models/identity/grouping/assign.ts';
import { seededRandom } from '../../../../models/random.ts';

/** The most that any assignment gains. */
function bestGain(gains: Float32Array, faces: number, people: number): number {
  const from = (face: number, taken: number): number => {
    if (face === faces) return 0;
    let best = from(face + 1, taken);
    for (let person = 0; person < people; person++) {
      if ((taken >> person) % 2 === 1) continue;
      best = Math.max(best, gains[face * people + person] + from(face + 1, taken | (1 << person)));
    }
    return best;
  };
  return from(0, 0);
}

test('gains as much as the best of all assignments, with each person once', () => {
  const random = seededRandom(1);
  for (let round = 0; round < 400; round++) {
    const [faces, people] = [1 + random.integer(5), 1 + random.integer(5)];
    const gains = Float32Array.from({ length: faces * people }, () => Math.round(random.normal() * 8) / 8);
    const assigned = assignPeople(gains, faces, people);
    const named = [...assigned].filter((person) => person >= 0);
    expect(new Set(named).size).toBe(named.length);
    const gain = assigned.reduce(
      (sum, person, face) => sum + (person < 0 ? 0 : gains[face * people + person]),
      0,
    );
    expect(gain).toBeCloseTo(bestGain(gains, faces, people), 5);
    assigned.forEach((person, face) => {
      if (person >= 0) expect(gains[face * people + person]).toBeGreaterThan(0);
    });
  }
});

test('no faces, no people', () => {
  expect([...assignPeople(new Float32Array(0), 0, 3)]).toEqual([]);
  expect([...assignPeople(new Float32Array(0), 2, 0)]).toEqual([-1, -1]);
});
