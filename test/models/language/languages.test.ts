// Which language a system's wishes mean, and how each one counts.
import { expect, test } from 'vitest';
import { languageOf, languages, localeOf, type Language } from '../../../models/language/languages.ts';
import { german, spanish, writingOf } from '../../../models/language/writing.ts';

test.each([
  [['de_AT.UTF-8'], 'de'],
  [['fr-FR', 'es-MX', 'en-US'], 'es'],
  [['zh-CN'], 'zh'],
  [['zh_SG.UTF-8'], 'zh'],
  // Traditional characters are another script.
  [['zh-TW'], 'en'],
  [['C.UTF-8'], 'en'],
  [['', 'not a tag!'], 'en'],
  [['en-XA'], 'en-XA'],
  [[], 'en'],
])('%j means %s', (wished, language) => {
  expect(languageOf(wished)).toBe(language);
});

test('numbers and dates follow the region of the system where the language is its own', () => {
  expect(localeOf('es', ['en-US', 'es-MX'])).toBe('es-MX');
  expect(localeOf('es', ['de-AT'])).toBe('es-ES');
  // As a shell says it, in the form in which Intl takes it.
  expect(localeOf('de', ['de_AT.UTF-8'])).toBe('de-AT');
  expect(localeOf('de', ['de', 'de_DE.UTF-8@euro'])).toBe('de-DE');
});

test.each(Object.keys(languages) as Language[])('the plural categories of %s are CLDR’s', (language) => {
  const { pluralCategories } = new Intl.PluralRules(language).resolvedOptions();
  expect([...writingOf(language).categories].sort()).toEqual([...pluralCategories].sort());
});

test('numbers, plurals and shares', () => {
  const fotos = { one: 'foto', many: 'de fotos', other: 'fotos' };
  expect([0, 1, 2, 1_000_000].map((n) => spanish.counted(n, fotos))).toEqual([
    '0 fotos',
    '1 foto',
    '2 fotos',
    '1.000.000 de fotos',
  ]);
  expect(german.number(1234.5, 1)).toBe('1.234,5');
  expect(german.percent(0.973, 1)).toBe('97,3\u00a0%');
});
