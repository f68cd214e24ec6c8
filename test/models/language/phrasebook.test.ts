// The application's sentences in other languages: each is still said somewhere, each language has them all, and those that a
// person is told most often are among them.
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import ts from 'typescript';
import { expect, test } from 'vitest';
import { filesBelow } from '../../../main/files/below.ts';
import { readCatalogue } from '../../../main/registry/catalogue.ts';
import { Phrasebook, phrasebookOf, sentences } from '../../../models/language/phrasebook.ts';

const root = resolve(import.meta.dirname, '../../..');
const sources = ['main', 'models', 'preload'].flatMap((folder) =>
  filesBelow(join(root, folder))
    .filter((name) => name.endsWith('.ts') && !name.startsWith('language/') && !name.endsWith('_pb.ts'))
    .map((name) => join(root, folder, name)),
);

/** Every text of the application's sources, `{}` where something is put into it. */
const said = new Set<string>();
/** Those that are handed to `failed` as its message or its advice, and those that warn. */
const failures = new Set<string>();
for (const path of sources) {
  const isTold = !path.includes(join('shells', 'packaging'));
  const look = (node: ts.Node): void => {
    const text = textOf(node);
    if (text !== null) said.add(text);
    if (isTold && ts.isCallExpression(node)) {
      for (const argument of toldBy(node)) {
        // One of two sentences, where it depends.
        const told = ts.isConditionalExpression(argument)
          ? [argument.whenTrue, argument.whenFalse]
          : [argument];
        for (const sentence of told.map(textOf)) if (sentence !== null) failures.add(sentence);
      }
    }
    ts.forEachChild(node, look);
  };
  ts.forEachChild(ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.Latest, true), look);
}

function toldBy({ expression, arguments: given }: ts.CallExpression): readonly ts.Expression[] {
  const called = expression.getText();
  if (called === 'failed') return given.slice(1, 3);
  return called === 'this.#warn' ? given : [];
}

function textOf(node: ts.Node): string | null {
  if (ts.isStringLiteralLike(node)) return node.text;
  if (!ts.isTemplateExpression(node)) return null;
  return node.head.text + node.templateSpans.map(({ literal }) => `{}${literal.text}`).join('');
}

const shape = (sentence: string): string => sentence.replaceAll(/\{\d\}/g, '{}');

/**
 * Whether the sources make such a sentence: as it is written, or as a name, what is said of it, and a full stop
 * (`files/failures.ts`, `images/failures.ts`, `library/changes/names.ts`).
 */
function isSaid(sentence: string): boolean {
  const whole = shape(sentence);
  const rest = /^(?:\{\}|A person's name) (.*)\.$/.exec(whole)?.[1];
  return said.has(whole) || (rest !== undefined && said.has(rest));
}

test.each(Object.entries(sentences))('%s translates nothing that is not said any more', (_, book) => {
  expect(Object.keys(book).filter((sentence) => !isSaid(sentence))).toEqual([]);
});

test.each(Object.entries(sentences))(
  '%s has what the others have, with the same things put in',
  (_, book) => {
    expect(Object.keys(book).sort()).toEqual(Object.keys(sentences.de).sort());
    const placesOf = (sentence: string) => [...new Set(sentence.match(/\{\d\}/g))].sort();
    for (const [english, translated] of Object.entries(book))
      expect(placesOf(translated), english).toEqual(placesOf(english));
  },
);

/** Frames whose parts are sentences or words of their own, which are translated. */
const FRAMES: ReadonlySet<string> = new Set(['{} {}.', 'The gallery at {} {}.', "A person's name {}."]);

test('every failure is translated, but those of making a package, which are told to who makes one', () => {
  const known = new Set(Object.keys(sentences.de).map(shape));
  expect([...failures].filter((sentence) => !known.has(sentence) && !FRAMES.has(sentence))).toEqual([]);
});

test('what is put into a sentence comes out in its place, and is translated where it is a sentence', () => {
  const german = phrasebookOf('de');
  expect(german.say('/a/b (1).jpg is damaged or cut short (VipsJpeg: premature end).')).toBe(
    '/a/b (1).jpg ist beschädigt oder abgeschnitten (VipsJpeg: premature end).',
  );
  expect(german.say('mine was not installed: It takes too long.')).toBe(
    'mine wurde nicht installiert: Es dauert zu lange.',
  );
  expect(phrasebookOf('zh').say('No face was found in 生日.jpg.')).toBe('在 生日.jpg 中没有找到人脸。');
  expect(german.say('duo has no named parameters; only the head can be trained on it.')).toBe(
    'duo hat keine benannten Parameter; damit lässt sich nur head trainieren.',
  );
  expect(german.say('Nobody wrote this.')).toBe('Nobody wrote this.');
  expect(phrasebookOf('en').say('It takes too long.')).toBe('It takes too long.');
});

test('of two that fit, the one with more words of its own is meant', () => {
  const book = new Phrasebook({ '{0} is {1}.': 'A {0} {1}', '{0} is larger than {1} MB.': 'B {0} {1}' });
  expect(book.say('x is larger than 5 MB.')).toBe('B x 5');
});

test('titles of models are translated, those of the catalogue and those that come with Facet', async () => {
  const listed = await readCatalogue();
  const files = ['starter/starter', 'starter/duo', 'starter/blazeface'].map((folder) =>
    join(root, 'models', folder, 'model.json'),
  );
  const built = files.map(
    (file) => (JSON.parse(readFileSync(file, 'utf8')) as { readonly title: string }).title,
  );
  const titles = [...built, ...(listed.ok ? listed.value.map(({ title }) => title) : [])];
  expect(titles.length).toBeGreaterThan(9);
  for (const language of ['de', 'es', 'zh'] as const)
    expect(titles.filter((title) => !(title in sentences[language]))).toEqual([]);
});
