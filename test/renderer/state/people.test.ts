// The People screen's list and cards: found by typing, sorted, and read as they are seen.
import { flushSync } from 'svelte';
import { expect, test } from 'vitest';
import type { PersonCard } from '../../../preload/window.ts';
import { Cards } from '../../../renderer/state/cards.svelte.ts';
import { PeopleList } from '../../../renderer/state/peopleList.svelte.ts';
import { card, row } from './support/samples.ts';

test('typing finds people by parts of their names, whatever their case and accents; numbers of faces sort', () => {
  const people = [
    { ...row('Ada Lovelace'), faces: 3 },
    { ...row('Łucja Ångström'), faces: 9 },
    { ...row('Zoë Adams'), faces: 1 },
  ];
  const list = new PeopleList(() => people);
  const shown = (): string[] => list.shown.map(({ name }) => name);
  expect(shown()).toEqual(['Ada Lovelace', 'Łucja Ångström', 'Zoë Adams']);
  list.query = ' ADA ';
  expect(shown()).toEqual(['Ada Lovelace', 'Zoë Adams']);
  list.query = 'adams zoe';
  expect(shown()).toEqual(['Zoë Adams']);
  list.query = 'angstrom';
  expect(shown()).toEqual(['Łucja Ångström']);
  list.query = '';
  list.order = 'most';
  expect(shown()).toEqual(['Łucja Ångström', 'Ada Lovelace', 'Zoë Adams']);
  list.order = 'fewest';
  expect(shown()).toEqual(['Zoë Adams', 'Ada Lovelace', 'Łucja Ångström']);
});

test('5,000 people answer to each key within 50 ms of the processor’s time', () => {
  const people = Array.from({ length: 5000 }, (_, at) => row(`Person Number ${at}`));
  const list = new PeopleList(() => people);
  expect(list.shown).toHaveLength(5000);
  const times = ['p', 'pe', 'person 4', 'nobody', ''].map((query) => {
    const before = process.cpuUsage();
    list.query = query;
    flushSync();
    expect(list.shown.length).toBeLessThanOrEqual(5000);
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1000;
  });
  expect(Math.min(...times)).toBeLessThan(50);
});

test('cards that are asked for together are read together, the last ones first, and again when the library has changed', async () => {
  const calls: (readonly string[])[] = [];
  const cards = new Cards((people) => {
    calls.push(people);
    return Promise.resolve(people.map((id): PersonCard => ({ ...card('Ada'), id })));
  });
  const ids = Array.from({ length: 60 }, (_, at) => `person ${at}`);
  expect(ids.map((id) => cards.of(id))).toEqual(ids.map(() => undefined));
  await expect.poll(() => calls.length).toBe(2);
  expect(calls[0]).toEqual(ids.slice(12));
  expect(calls[1]).toEqual(ids.slice(0, 12));
  await expect.poll(() => cards.of('person 0')?.id).toBe('person 0');
  cards.renew();
  // What was known is better than nothing.
  expect(cards.of('person 0')?.id).toBe('person 0');
  await expect.poll(() => calls.at(-1)).toEqual(['person 0']);
});
