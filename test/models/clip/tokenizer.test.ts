import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { byteTokenizer, parseMerges, tokenize, type Tokenizer } from '../../../models/clip/tokenizer.ts';
import { fixtures, needs } from '../../support/shared.ts';

const merges = join(fixtures, 'bpe_simple_vocab_16e6.txt.gz');
const expected = join(fixtures, 'tokenizer.json');

function parse(text: string): Tokenizer {
  const parsed = parseMerges(text);
  if (!parsed.ok) throw new Error(parsed.failure.message);
  return parsed.value;
}

/** Ids: 512 "lo", 513 "low</w>", 514 "er</w>", 515 "é</w>" (its two UTF-8 bytes), then start and end. */
const small = parse('#version: 0.2\nl o\nlo w</w>\ne r</w>\nÃ ©</w>\n');
/** A printable ASCII character's id as one byte. */
const id = (character: string): number => character.charCodeAt(0) - 0x21;

test('OpenAI’s ids for every text of the fixture', (context) => {
  needs(context, merges);
  needs(context, expected);
  const tokenizer = parse(gunzipSync(readFileSync(merges)).toString());
  expect(tokenizer.vocabularySize).toBe(49_408);
  const texts = JSON.parse(readFileSync(expected, 'utf8')) as Record<string, number[]>;
  for (const [text, ids] of Object.entries(texts)) {
    expect([tokenizer.start, ...tokenizer.encode(text), tokenizer.end], text).toEqual(ids);
  }
});

test('the hub’s merges.txt, which ends where OpenAI’s file goes on, gives the same tokenizer', (context) => {
  needs(context, merges);
  const lines = gunzipSync(readFileSync(merges)).toString().split('\n');
  const hub = parse([...lines.slice(0, 48_895), ''].join('\n'));
  const text = 'This is the image of a person named Zoë';
  expect(hub.vocabularySize).toBe(49_408);
  expect(hub.encode(text)).toEqual(parse(lines.join('\n')).encode(text));
});

test('pairs are joined by rank, word by word, in lower case', () => {
  expect(small.encode('LOW lower')).toEqual([513, 512, id('w'), 514]);
  expect(small.encode('lo')).toEqual([id('l'), id('o') + 256]);
  expect(small.encode('é')).toEqual([515]);
  expect([small.start, small.end, small.vocabularySize]).toEqual([516, 517, 518]);
});

test('texts are cut into words and cleaned as OpenAI does', () => {
  const words = (text: string): string => small.decode(small.encode(text)).trimEnd();
  expect(words("it's they'LL 42 x_1")).toBe("it 's they 'll 4 2 x _ 1");
  expect(words(' a\t\u3000\n b\x1c')).toBe('a b');
  expect(words('a &amp;amp; b &lt;3 &#233;&eacute&notit; &nosuch;')).toBe('a & b < 3 éé ¬ it ; & nosuch ;');
  expect(words('&#x80;&#0;&#xD800;&#x110000;')).toBe('€���');
  expect(small.encode('a<|endoftext|>')).toEqual([id('a') + 256, small.end]);
  expect(small.encode(' \n')).toEqual([]);
});

test.for([
  ['nothing', '', 'all there is'],
  ['a header alone', '#version: 0.2\n', 'all there is'],
  ['a line of one symbol', '#\na\n', 'Line 2 of the merges is not a pair'],
  ['a line of three', '#\na b\nc d e\n', 'Line 3'],
  ['a symbol that nothing made', '#\nab c\n', 'joins what no line before it made'],
  ['a pair twice', '#\na b\na b\n', 'makes what there is already'],
] as const)('refuses merges that are %s', ([, text, message]) => {
  const parsed = parseMerges(text);
  expect(parsed.ok).toBe(false);
  expect(!parsed.ok && parsed.failure.message).toContain(message);
});

const anyText = fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' }), fc.string());

test('any text has ids below start, and ids of clean text decode to it', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const ids = small.encode(text.replaceAll('<|', ''));
      expect(ids.every((one) => one >= 0 && one < small.start)).toBe(true);
      // Words come back with one space after each; encoding that again changes nothing but references.
      const decoded = small.decode(ids);
      if (!decoded.includes('&')) expect(small.encode(decoded)).toEqual(ids);
    }),
    { numRuns: 1000 },
  );
});

test('the byte tokenizer is the text’s bytes, there and back', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const ids = byteTokenizer.encode(text);
      expect(ids).toEqual([...Buffer.from(text, 'utf8')]);
      expect(byteTokenizer.decode([byteTokenizer.start, ...ids, byteTokenizer.end])).toBe(
        Buffer.from(text, 'utf8').toString(),
      );
    }),
  );
  expect(byteTokenizer.vocabularySize).toBe(byteTokenizer.end + 1);
});

test('a batch has start, text, end and zeros, as long as its context or its longest text', () => {
  const options = { contextLength: 6, overflow: 'fail', length: 'context' } as const;
  const whole = tokenize(byteTokenizer, ['a', 'bcd'], options);
  expect(whole.ok && [...whole.value.ids].map(Number)).toEqual(
    [256, 97, 257, 0, 0, 0].concat([256, 98, 99, 100, 257, 0]),
  );
  const cut = tokenize(byteTokenizer, ['a', 'bcd'], { ...options, length: 'longest' });
  expect(cut.ok && [cut.value.rows, cut.value.length, Number(cut.value.ids[9])]).toEqual([2, 5, 257]);
});

test('a text that is too long fails, or is cut and still ends', () => {
  const options = { contextLength: 4, overflow: 'fail', length: 'longest' } as const;
  const refused = tokenize(byteTokenizer, ['abcdef'], options);
  expect(!refused.ok && refused.failure.message).toBe('"abcdef" is 8 tokens long; the model takes 4.');
  const cut = tokenize(byteTokenizer, ['abcdef', 'ab'], { ...options, overflow: 'cut' });
  expect(cut.ok && [...cut.value.ids].map(Number)).toEqual([256, 97, 98, 257, 256, 97, 98, 257]);
});
