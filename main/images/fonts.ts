// The fonts that Facet brings, character by character: servers often have none, and few systems have all scripts.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import opentype from 'opentype.js';

const resolve = (name: string): string => createRequire(import.meta.url).resolve(name);

/** For Latin, Greek, Cyrillic and more. */
export const DEJAVU = resolve('dejavu-fonts-ttf/ttf/DejaVuSans.ttf');

const parsed = new Map<string, opentype.Font>();

function fontAt(path: string): opentype.Font {
  let font = parsed.get(path);
  if (font === undefined) {
    const { buffer, byteOffset, byteLength } = readFileSync(path);
    font = opentype.parse(buffer.slice(byteOffset, byteOffset + byteLength));
    parsed.set(path, font);
  }
  return font;
}

const has = (font: opentype.Font, character: string): boolean => font.charToGlyph(character).index !== 0;

/** Noto Sans SC is cut into a hundred files by ranges of characters, so that a page, or a name, loads few of them. */
interface Cut {
  readonly path: string;
  readonly ranges: readonly (readonly [first: number, last: number])[];
}

let cuts: readonly Cut[] | null = null;

/** Which characters are in which file, as its package says: `"[4]": "U+1f1e9-1f1f5,U+1f21a"`. */
function cutsOfNoto(): readonly Cut[] {
  const index = resolve('@fontsource/noto-sans-sc/unicode.json');
  const stated = JSON.parse(readFileSync(index, 'utf8')) as Readonly<Record<string, string>>;
  return Object.entries(stated).map(([name, ranges]) => ({
    path: join(dirname(index), 'files', `noto-sans-sc-${name.replaceAll(/[[\]]/g, '')}-400-normal.woff`),
    ranges: ranges.split(',').map((range) => {
      const [first = '', last = first] = range.replace('U+', '').split('-');
      return [parseInt(first, 16), parseInt(last, 16)] as const;
    }),
  }));
}

/** A font with a glyph for the character; null where Facet brings none. */
export function fontFor(character: string): opentype.Font | null {
  const dejavu = fontAt(DEJAVU);
  if (has(dejavu, character)) return dejavu;
  const code = character.codePointAt(0) ?? 0;
  cuts ??= cutsOfNoto();
  for (const { path, ranges } of cuts) {
    if (!ranges.some(([first, last]) => first <= code && code <= last)) continue;
    const font = fontAt(path);
    if (has(font, character)) return font;
  }
  return null;
}

/** What stands in for a character that no font has: the first one's empty box. */
export const boxFont = (): opentype.Font => fontAt(DEJAVU);
