// Choosing between ways to learn: the simplest wins until another one is better beyond chance, and leaks count.
import { expect, test } from 'vitest';
import { canBeBeaten, choose, triedOf, type Tried } from '../../../models/evaluation/choose.ts';

const people = Array.from({ length: 10 }, (_, at) => `person ${at}`);
const searched = {
  mates: people.flatMap((who) => Array.from({ length: 6 }, () => who)),
  strangers: people.flatMap((who) => [who, who]),
};
/** The first `wrong` photos of every person are missed, and so many strangers are named. */
const tried = (wrong: number, accepted = 0): Tried => {
  const named = searched.mates.map((_, at) => at % 6 >= wrong);
  return { first: named, named, accepted: searched.strangers.map((_, at) => at < accepted) };
};
/** All right but for so many photos. */
const missing = (wrong: number): Tried => {
  const named = searched.mates.map((_, at) => at * 7 >= wrong * 7);
  return { ...tried(0), first: named, named };
};

test('the simplest is taken where the others are no better, or not beyond chance', () => {
  expect(choose(searched, [tried(0), tried(0)], 0.01)).toMatchObject({ chosen: 0, rival: null, beats: null });
  expect(choose(searched, [tried(0), tried(2)], 0.01).chosen).toBe(0);
  const close = choose(searched, [missing(3), missing(0)], 0.01);
  expect(close).toMatchObject({ chosen: 0, beats: null, rival: { index: 1 } });
  expect(close.rival?.points).toBeCloseTo(3 / 60);
  expect(close.rival?.p).toBeCloseTo(0.125);
});

test('another one is taken where it is better beyond chance, and the simplest of those that are as good', () => {
  expect(choose(searched, [tried(3), tried(0), tried(0)], 0.01)).toMatchObject({
    chosen: 1,
    rival: null,
    beats: { index: 0, points: 0.5 },
  });
});

test('more ways tried ask for more proof', () => {
  // Six photos of three people: mid-p 0.016.
  const named = searched.mates.map((_, at) => ![0, 1, 6, 7, 12, 13].includes(at));
  const worse = { ...tried(0), first: named, named };
  const pair = [worse, tried(0)];
  expect(choose(searched, pair, 0.01, 9).chosen).toBe(0);
  // One person alone says nothing of other people, whatever p is.
  const one = searched.mates.map((_, at) => at >= 6);
  expect(choose(searched, [{ ...tried(0), first: one, named: one }, tried(0)], 0.01).chosen).toBe(0);
});

test('a careless threshold brings nothing: everybody is judged where strangers stay out', () => {
  const leads = (mate: number, stranger: number) => ({
    mates: searched.mates.map((_, at) => mate + at / 1000),
    strangers: searched.strangers.map((_, at) => stranger + at / 1000),
  });
  const careful = triedOf(leads(0.2, -0.3), 0.01);
  const careless = triedOf(leads(0.3, 0.6), 0.01);
  expect(careful.named.every((right) => right)).toBe(true);
  expect(careless.named.some((right) => right)).toBe(false);
  expect(careless.first.every((right) => right)).toBe(true);
  expect(choose(searched, [careless, careful], 0.01)).toMatchObject({ chosen: 1, leaky: false });
  // Its own threshold lets them through; where it is taken all the same, that is said.
  expect(choose(searched, [triedOf(leads(0.9, 0.6), 0.01)], 0.01)).toMatchObject({ chosen: 0, leaky: true });
  expect(triedOf({ mates: [0.1, -0.1, -Infinity], strangers: [] }, 0.01)).toEqual({
    first: [true, true, false],
    named: [true, false, false],
    accepted: [],
  });
});

test('what was not tried is passed over', () => {
  expect(choose(searched, [null, tried(1), null], 0.01).chosen).toBe(1);
  expect(() => choose(searched, [null], 0.01)).toThrow('nothing was tried');
});

test('nothing needs to be tried against a way that hardly errs', () => {
  const wrong = (count: number) => ({ named: Array.from({ length: 50 }, (_, at) => at >= count) });
  expect(canBeBeaten(wrong(0), 1)).toBe(false);
  expect(canBeBeaten(wrong(4), 1)).toBe(false);
  // Mid-p of five to none is 1/32.
  expect(canBeBeaten(wrong(5), 1)).toBe(true);
  expect(canBeBeaten(wrong(5), 3)).toBe(false);
});
