// Catalogues of strings: all languages say everything, and what a language lacks is said in English.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { filesBelow } from '../../main/files/below.ts';
import { missingKeys, stringsIn } from '../../models/language/catalogue.ts';
import { catalogue as report } from '../../renderer/report/strings.ts';
import { catalogue as window } from '../../renderer/strings.ts';

const catalogues = { window, report };
const translations = Object.entries(catalogues).flatMap(([name, { en, translations }]) =>
  Object.entries<object>(translations).map(([language, words]) => ({ name, language, en, words })),
);

test.each(translations)('$language says everything of the $name', ({ en, words }) => {
  expect(missingKeys(en, words)).toEqual([]);
});

test('a sentence that a language lacks is said in English, and listed', () => {
  const en = { title: 'Title', deep: { one: 'One', two: (n: number) => `Two ${n}` } };
  const words = { deep: { one: 'Eins' } };
  const said = stringsIn({ en, translations: { de: words, es: {}, zh: {} } }, 'de');
  expect([said.title, said.deep.one, said.deep.two(3)]).toEqual(['Title', 'Eins', 'Two 3']);
  expect(missingKeys(en, words)).toEqual(['title', 'deep.two']);
});

test.each([
  ['en', ['0 photos', '1 photo', '2 photos', '1,000,000 photos'], '97.3%'],
  ['de', ['0 Fotos', '1 Foto', '2 Fotos', '1.000.000 Fotos'], '97,3\u00a0%'],
  ['es', ['0 fotos', '1 foto', '2 fotos', '1.000.000 de fotos'], '97,3\u00a0%'],
  ['zh', ['0 张照片', '1 张照片', '2 张照片', '1,000,000 张照片'], '97.3%'],
] as const)('plurals and shares in %s', (language, said, share) => {
  const { photos, percent } = stringsIn(window, language);
  expect([0, 1, 2, 1_000_000].map((n) => photos(n))).toEqual(said);
  expect(percent(0.973, 1)).toBe(share);
});

test('the made languages: a third longer at least, and from right to left', () => {
  const longer = stringsIn(window, 'en-XA');
  for (const [said, english] of [
    [longer.peopleScreen.lead, window.en.peopleScreen.lead],
    [longer.photos(3), window.en.photos(3)],
    [longer.welcome.does[0] ?? '', window.en.welcome.does[0]],
  ] as const) {
    expect(said.length / english.length).toBeGreaterThan(1.33);
  }
  expect(stringsIn(window, 'ar-XB').close).toBe('\u202eClose\u202c');
});

/** How each language would speak to people it does not know: Facet speaks to everybody as to a friend, and so everywhere. */
const formal = {
  de: /[a-zäöüß,] (Sie|Ihnen|Ihre?[mnrs]?)\b|\b(Ihr System|Sie dürfen|Ihnen)\b/,
  es: /\b[Uu]sted(es)?\b|\b(Su|su) sistema\b/,
  zh: /您/,
};

test.each(Object.entries(formal))('%s says the same “you” everywhere', (language, words) => {
  const root = join(import.meta.dirname, '../..');
  const files = ['renderer/strings', 'models/language/sentences', 'main/shells/cli/language'].flatMap(
    (folder) =>
      filesBelow(join(root, folder))
        .filter((name) => name.endsWith('.ts') && name.split(/[/\\.]/)[0] === language)
        .map((name) => join(root, folder, name)),
  );
  expect(files.length).toBeGreaterThan(10);
  const lines = files.flatMap((file) => readFileSync(file, 'utf8').split('\n'));
  expect(lines.filter((line) => words.test(line))).toEqual([]);
});
