// Large JSON is parsed in pieces, and means what it means in one piece.
import { expect, test } from 'vitest';
import { formatJson } from '../../../../main/library/disk/jsonFile.ts';
import { parseInTurns } from '../../../../main/library/disk/parseInTurns.ts';
import { longestBlock } from '../../../support/eventLoop.ts';

const entry = (number: number) => ({ id: number, text: `"]}\\n  ] ${'x'.repeat(900)}`, of: [[number, [2]]] });
const entries = (count: number) => Array.from({ length: count }, (_, at) => entry(at));

/** More than one piece of text. */
const MANY = 3000;

test('a catalogue of many entries is the same in pieces', async () => {
  const file = { schema: 2, name: 'Ada', photos: entries(MANY), none: [], faces: entries(MANY), last: [1] };
  const text = formatJson(file);
  expect(await parseInTurns(text)).toEqual(JSON.parse(text));
  const alone = formatJson({ photos: entries(MANY) });
  expect(await parseInTurns(alone)).toEqual(JSON.parse(alone));
});

test('others have their turn meanwhile', async () => {
  const text = formatJson({ schema: 2, faces: entries(60_000) });
  const whole = await longestBlock(() => Promise.resolve(JSON.parse(text) as unknown));
  const pieces = await longestBlock(() => parseInTurns(text));
  expect(pieces.longest).toBeLessThan(whole.longest / 2);
});

const long = formatJson({ schema: 2, faces: entries(MANY), photos: [1] });
const laidOutOtherwise: Readonly<Record<string, string>> = {
  'in one line': JSON.stringify({ faces: entries(MANY) }),
  'with a list that goes on in the next line': long.replace('[[0,[2]]]', '[[0,\n  [2\n  ]\n  ]]'),
  'with a list of that name within another': `{\n  "a": {\n  "faces": [\n${long.slice(long.indexOf('    {'), long.indexOf('\n  ]'))}\n  ]\n  },\n  "faces": []\n}`,
  'with one name twice': long.replace('"photos": [\n    1\n  ]', '"faces": [\n    1\n  ]'),
  'with empty lines': long.replaceAll(',\n', ',\n\n\n'),
};

test.each(Object.entries(laidOutOtherwise))('laid out otherwise: %s', async (_, text) => {
  expect(await parseInTurns(text)).toEqual(JSON.parse(text));
});

test.each([
  ['a comma too many', long.replace('\n  ],\n  "photos"', ',\n  ],\n  "photos"')],
  ['a comma too few', long.replace('},\n    {"id":7', '}\n    {"id":7')],
  ['cut short', long.slice(0, -300)],
  ['nothing between commas', long.replace('    {"id":0', '    ,{"id":0')],
])('what is not JSON is refused: %s', async (_, text) => {
  expect(() => JSON.parse(text) as unknown).toThrow(SyntaxError);
  await expect(parseInTurns(text)).rejects.toThrow(SyntaxError);
});
