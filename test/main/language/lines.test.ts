// What the command line says when a command is done is said in every language: read out of its source, with whatever is put in.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { expect, test } from 'vitest';
import { filesBelow } from '../../../main/files/below.ts';
import { de } from '../../../main/shells/cli/language/de.ts';
import { es } from '../../../main/shells/cli/language/es.ts';
import { zh } from '../../../main/shells/cli/language/zh.ts';
import { describeLeftOut } from '../../../main/shells/cli/text/leftOut.ts';
import { Phrasebook, sentences } from '../../../models/language/phrasebook.ts';

const folder = 'main/shells/cli';
/** Tables and texts of measurements are English, as reports that are written are; so is what goes to programs. */
const ENGLISH = /text\/(evaluation|library|choice|supportReport|csv)\.ts$/;

const files = ['commands', 'text']
  .flatMap((part) => filesBelow(join(folder, part)).map((name) => join(folder, part, name)))
  .filter((path) => !ENGLISH.test(path));

/** Calls whose words are help, failures or other things than lines: each has a test of its own. */
const ELSEWHERE = new Set([
  ...['declare', 'option', 'requiredOption', 'description', 'summary', 'command', 'argument'],
  ...['failed', 'run', 'print', 'error', 'join', 'InvalidArgumentError', 'addOption', 'Option', 'formatCsv'],
]);

const nameOf = (call: ts.CallExpression | ts.NewExpression): string =>
  ts.isPropertyAccessExpression(call.expression) ? call.expression.name.text : call.expression.getText();

const across = (parts: readonly (readonly string[])[]): readonly string[] =>
  parts.reduce<readonly string[]>(
    (all, part) => all.flatMap((text) => part.map((more) => text + more)),
    [''],
  );

/** Texts with a name that other texts of the file have in them. */
let parts = new Map<string, ts.Expression>();

/** What an expression may come to, with 7 for whatever is not known. */
function samples(node: ts.Expression): readonly string[] {
  const part = ts.isIdentifier(node) ? parts.get(node.text) : undefined;
  if (part !== undefined) return samples(part);
  if (ts.isStringLiteralLike(node)) return [node.text];
  if (ts.isParenthesizedExpression(node)) return samples(node.expression);
  if (ts.isConditionalExpression(node)) return [...samples(node.whenTrue), ...samples(node.whenFalse)];
  if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.PlusToken)
    return across([samples(node.left), samples(node.right)]);
  if (ts.isTemplateExpression(node))
    return across([
      [node.head.text],
      ...node.templateSpans.flatMap(({ expression, literal }) => [samples(expression), [literal.text]]),
    ]);
  if (ts.isCallExpression(node) && nameOf(node) === 'count') {
    const [one, more] = node.arguments.slice(1).map(samples);
    const nouns = one ?? ['thing'];
    return [
      ...nouns.map((noun) => `1 ${noun}`),
      ...(more ?? nouns.map((noun) => `${noun}s`)).map((noun) => `7 ${noun}`),
    ];
  }
  return ['7'];
}

const isCount = (node: ts.Node): boolean => ts.isCallExpression(node) && nameOf(node) === 'count';

function linesIn(path: string): readonly string[] {
  const source = ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.Latest, true);
  const found: string[] = [];
  parts = new Map();
  const name = (node: ts.Node): void => {
    if (ts.isVariableDeclaration(node) && ts.isIdentifier(node.name) && node.initializer !== undefined) {
      const text = node.name.text;
      const isUsed = source.text.includes(`\${${text}}`);
      const isOne = [ts.isConditionalExpression, ts.isTemplateExpression, ts.isBinaryExpression, isCount];
      if (isUsed && isOne.some((is) => is(node.initializer as ts.Node))) parts.set(text, node.initializer);
    }
    ts.forEachChild(node, name);
  };
  name(source);
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node) || ts.isTypeNode(node)) return;
    if (ts.isVariableDeclaration(node) && ts.isIdentifier(node.name) && parts.has(node.name.text)) return;
    if ((ts.isCallExpression(node) || ts.isNewExpression(node)) && ELSEWHERE.has(nameOf(node))) {
      // Actions are given to what is declared.
      visit(node.expression);
      return;
    }
    const isText = ts.isStringLiteralLike(node) || ts.isTemplateExpression(node);
    const isSum = ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.PlusToken;
    if ((isText || isSum) && ts.isExpression(node)) {
      found.push(...samples(node));
      return;
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

/** At least two words of some length, which are neither an option nor names that JSON has. */
const isSentence = (text: string): boolean =>
  /\p{L}{2,} .*\p{L}{2,}/u.test(text) && !/^an? (array|object)|^one object|^the [a-z]+,? as/.test(text);

const all = [
  ...new Set(
    files
      .flatMap(linesIn)
      .flatMap((text) => text.split('\n'))
      .map((text) => text.trim())
      .filter(isSentence),
  ),
];

/** Names and numbers alone, and parts that a function puts together: `whole` has what comes of those. */
const composed = new Set([
  'Facet 7 on 7: Node 7, ONNX Runtime 7',
  'Facet 7 on 7: Node 7, Electron 7, ONNX Runtime 7',
  ...['Disk of the 7: only 7 free (7)', 'Disk of the 7: 7 free (7)', 'No faces are 7.', 'only in 7: 7'],
  ...['held out of both', 'new to both', '7 not a photo.', '7 not photos.', '7 file is', '7 files are'],
  ...['file without an ending is', 'files without an ending are'],
  ...all.filter((text) => /^On .* 7, both are right on/.test(text)),
]);

const kinds = ['', 'txt'].flatMap((ending) => [1, 7].map((files) => ({ ending, files })));
const whole = [
  ...describeLeftOut({ kinds, hidden: 1, folders: [{ path: '7', why: '7', files: 7 }] }),
  ...describeLeftOut({ kinds: [], hidden: 7, folders: [] }),
  ...['library', 'models'].flatMap((use) => [
    `Disk of the ${use}: 7 free (7)`,
    `Disk of the ${use}: only 7 free (7)`,
  ]),
  ...['held out of both', 'new to both'].flatMap((what) => [
    `No faces are ${what}.`,
    ...['1 answer differs', '7 answers differ'].map(
      (changed) =>
        `On 7 faces ${what}, both are right on 7, only A on 7, only B on 7, neither on 7; ${changed} (McNemar: p = 0.7).`,
    ),
  ]),
];

/** Heads of tables: `checkpoints`, `faces`, `models list`, `people` and `photos`. */
const heads = new Set(
  files.flatMap((path) =>
    [...readFileSync(path, 'utf8').matchAll(/formatTable\(\s*\[([^\]]*)\]/g)].flatMap(([, listed = '']) =>
      [...listed.matchAll(/'([^']*)'/g)].flatMap(([, head = '']) =>
        /^[a-z ]{2,}$/.test(head) ? [head] : [],
      ),
    ),
  ),
);

test.each(Object.entries({ de, es, zh }))('%s says every line', (language, words) => {
  const book = new Phrasebook({ ...sentences[language as 'de' | 'es' | 'zh'], ...words });
  const lines = [...all.filter((text) => !composed.has(text)), ...whole];
  expect(lines.length).toBeGreaterThan(150);
  expect(lines.filter((text) => book.say(text) === text)).toEqual([]);
  expect([...heads]).toEqual(expect.arrayContaining(['born', 'quality', 'held out']));
  expect([...heads].filter((head) => !Object.hasOwn(words, head))).toEqual([]);
});
