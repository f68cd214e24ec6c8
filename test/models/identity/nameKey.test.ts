import { expect, test } from 'vitest';
import { isNobody, nameKey } from '../../../models/identity/nameKey.ts';

test.each([
  ['capitals', 'Ada Lovelace', 'ADA LOVELACE'],
  ['a zero-width space', 'Ada Lovelace', 'Ada\u200B Lovelace'],
  ['a soft hyphen', 'Ada', 'A\u00ADda'],
  ['a variation selector', 'Ada', 'Ada\uFE0E'],
  ['a wide space', 'Ada Lovelace', 'Ada\u3000Lovelace'],
  ['full-width letters', 'Ada', 'Ａｄａ'],
  ['Cyrillic letters', 'Ada Pope', 'Аdа Роре'],
  ['a Greek letter', 'Tom', 'Tοm'],
  ['a composed accent', 'Zoë', 'Zoe\u0308'],
  ['a curly apostrophe', "O'Brien", 'O’Brien'],
  ['a long hyphen', 'Anne-Marie', 'Anne‐Marie'],
  ['sharp s', 'Weiß', 'WEISS'],
])('%s', (_, a, b) => {
  expect(nameKey(a)).toBe(nameKey(b));
});

test.each([
  ['Zoe', 'Zoë'],
  ['Ada', 'Adam'],
  ['Ada Lovelace', 'AdaLovelace'],
  ['Анна', 'Ahha'],
  ['李小龍', '李小龙'],
])('%s and %s are two people', (a, b) => {
  expect(nameKey(a)).not.toBe(nameKey(b));
});

test('what says that nobody knows the name', () => {
  for (const name of ['Unknown', 'unknown', 'UNKNOWN ', 'Unk\u200Bnown', 'Unbekannt'])
    expect(isNobody(name)).toBe(true);
  for (const name of ['Ada', 'Unknown Mortal', 'Noone']) expect(isNobody(name)).toBe(false);
});
