// HTML character references to text, by the rules of Python's `html.unescape`, which OpenAI's tokenizer applies.
import { characterReferences, looseCharacterReferences } from './characterReferences.ts';

/** What the HTML standard makes of the references 128 to 159: the characters of Windows-1252. */
const WINDOWS_1252 =
  '\u20ac\x81\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\x8d\u017d\x8f' +
  '\x90\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\x9d\u017e\u0178';

export const unescapeHtml = (text: string): string =>
  text.replace(
    /&(?:#(?<decimal>[0-9]+);?|#[xX](?<hex>[0-9a-fA-F]+);?|(?<name>[^\t\n\f <&#;]{1,32};?))/gu,
    (reference: string, ...rest: unknown[]) => {
      const { decimal, hex, name } = rest.at(-1) as Record<'decimal' | 'hex' | 'name', string | undefined>;
      if (name !== undefined) return named(name) ?? reference;
      return numbered(decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number.parseInt(decimal, 10));
    },
  );

function numbered(point: number): string {
  if (point === 0 || (point >= 0xd800 && point <= 0xdfff) || point > 0x10ffff) return '\ufffd';
  if (point >= 0x80 && point <= 0x9f) return WINDOWS_1252.charAt(point - 0x80);
  if ((point < 0x20 && ![0x9, 0xa, 0xc, 0xd].includes(point)) || point === 0x7f) return '';
  if ((point >= 0xfdd0 && point <= 0xfdef) || (point & 0xfffe) === 0xfffe) return '';
  return String.fromCodePoint(point);
}

/** The text of `name`, or of the longest loose name that it starts with, and what follows. */
function named(name: string): string | undefined {
  if (name.endsWith(';')) {
    const text = characterReferences.get(name.slice(0, -1));
    if (text !== undefined) return text;
  }
  for (let length = name.length; length > 1; length--) {
    const start = name.slice(0, length);
    if (looseCharacterReferences.has(start)) return `${characterReferences.get(start)}${name.slice(length)}`;
  }
  return undefined;
}
