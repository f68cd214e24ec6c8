// Who has which rows, against a map of objects.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Places } from '../../../main/gallery/memory/places.ts';
import { idOf } from './support/people.ts';

test('people are found by id and by row, with their names, whoever came and went', () => {
  const change = fc.record({
    number: fc.integer({ min: 0, max: 30 }),
    name: fc.string({ minLength: 1, maxLength: 40, unit: 'grapheme' }),
    count: fc.integer({ min: 1, max: 3 }),
  });
  fc.assert(
    fc.property(fc.array(change, { maxLength: 200 }), (changes) => {
      const places = new Places();
      const expected = new Map<string, { name: string; start: number; count: number }>();
      for (const { number, name, count } of changes) {
        // Ids that only differ in their high digits, too.
        const id = idOf(number % 2 === 0 ? number : number * 2 ** 40);
        const there = places.find(id);
        if (there === null) expected.set(id, { name, ...places.add({ id, name }, count) });
        else {
          places.remove(there);
          expected.delete(id);
        }
      }
      expect(places.count).toBe(expected.size);
      const owned = new Set<number>();
      for (const [id, { name, start, count }] of expected) {
        expect(places.find(id)).toEqual({ start, count });
        expect(places.personAt({ start, count })).toEqual({ id, name });
        for (let row = start; row < start + count; row++) {
          expect(places.ownerOf(row)).toEqual({ start, count });
          owned.add(row);
        }
      }
      for (let row = 0; row <= places.rows; row++)
        if (!owned.has(row)) expect(places.ownerOf(row)).toBeNull();
    }),
  );
});

test('tens of thousands of people, of whom each second one goes', () => {
  const places = new Places();
  const count = 20_000;
  for (let at = 0; at < count; at++)
    places.add({ id: idOf(at), name: `Person ${at}, of some fame` }, 1 + (at % 2));
  for (let at = 0; at < count; at += 2) places.remove(places.find(idOf(at))!);
  for (let at = 0; at < count; at += 2) places.add({ id: idOf(count + at), name: `Newcomer ${at}` }, 1);
  expect(places.count).toBe(count);
  expect(places.rows).toBe(1.5 * count);
  expect(places.find(idOf(2))).toBeNull();
  const last = places.find(idOf(count - 1))!;
  expect(places.personAt(last)).toEqual({ id: idOf(count - 1), name: `Person ${count - 1}, of some fame` });
  expect(places.personAt(places.find(idOf(count))!).name).toBe('Newcomer 0');
});
