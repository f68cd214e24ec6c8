// No words outside the catalogues: neither as text of a template, nor in an attribute that is shown or read out.
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parse, type AST } from 'svelte/compiler';
import { expect, test } from 'vitest';
import { filesBelow } from '../../main/files/below.ts';

const renderer = resolve(import.meta.dirname, '../../renderer');
const templates = filesBelow(renderer).filter((name) => name.endsWith('.svelte'));

/** Attributes and properties whose values people see or hear. */
const SAID = new Set([
  'title',
  'alt',
  'placeholder',
  'aria-label',
  'aria-description',
  'aria-roledescription',
  'aria-valuetext',
  'label',
  'text',
  'lead',
  'message',
  'detail',
  'act',
]);

/** Names, marks of units and keys that are the same in every language. */
const SAME = new Set([
  'Facet',
  'CUDA',
  'CPU',
  'yunet',
  'Node',
  'ONNX',
  'Runtime',
  'https',
  'photos',
  'example',
]);

const isWords = (text: string): boolean =>
  /\p{L}{2}/u.test(text) && ![...text.matchAll(/\p{L}{2,}/gu)].every(([word]) => SAME.has(word));

/** Every word of a template that no catalogue holds, as `what: words`. */
export function wordsOutside(source: string): readonly string[] {
  const found: string[] = [];
  const look = (node: unknown): void => {
    if (Array.isArray(node)) {
      for (const entry of node) look(entry);
      return;
    }
    if (typeof node !== 'object' || node === null || !('type' in node)) return;
    const { type } = node;
    if (type === 'Comment' || type === 'StyleDirective') return;
    if (type === 'Attribute') {
      const { name, value } = node as AST.Attribute;
      if (SAID.has(name) && value !== true) look(value);
      return;
    }
    if (type === 'Text') {
      const { data } = node as AST.Text;
      if (isWords(data)) found.push(data.trim());
      return;
    }
    if (type === 'ExpressionTag') {
      for (const text of literalsOf((node as AST.ExpressionTag).expression)) {
        if (isWords(text)) found.push(text.trim());
      }
      return;
    }
    for (const [key, child] of Object.entries(node)) {
      if (key !== 'expression' && key !== 'metadata') look(child);
    }
  };
  look(parse(source, { modern: true }).fragment);
  return found;
}

/** What an expression may come out as: the texts of its branches and templates, not what it compares or calls with. */
function literalsOf(expression: unknown): readonly string[] {
  if (typeof expression !== 'object' || expression === null || !('type' in expression)) return [];
  const node = expression as unknown as Record<string, unknown>;
  switch (node['type']) {
    case 'Literal':
      return typeof node['value'] === 'string' ? [node['value']] : [];
    case 'TemplateLiteral': {
      const quasis = node['quasis'] as readonly { value: { cooked: string } }[];
      return [
        ...quasis.map(({ value }) => value.cooked),
        ...(node['expressions'] as readonly unknown[]).flatMap(literalsOf),
      ];
    }
    case 'ConditionalExpression':
      return [...literalsOf(node['consequent']), ...literalsOf(node['alternate'])];
    case 'LogicalExpression':
    case 'BinaryExpression':
      return ['??', '||', '&&', '+'].includes(String(node['operator']))
        ? [...literalsOf(node['left']), ...literalsOf(node['right'])]
        : [];
    default:
      return [];
  }
}

test('words outside are found: text, attributes, branches and templates', () => {
  const source = [
    '<p title="A title">Some text {busy ? "is busy" : words.idle}</p>',
    '<Field label={`Name of ${who}`} class="not said" /><b aria-label={strings.close}>{n} · CPU</b>',
  ].join('\n');
  expect(wordsOutside(source)).toEqual(['A title', 'Some text', 'is busy', 'Name of']);
});

test.each(templates)('%s says nothing of its own', (name) => {
  expect(wordsOutside(readFileSync(join(renderer, name), 'utf8'))).toEqual([]);
});
