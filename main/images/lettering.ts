// Text as pixels. Pango draws it where sharp has Pango, in all scripts of the machine's fonts; sharp's WebAssembly build has
// none, and there it is drawn as the outlines of the one font that Facet brings.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import opentype from 'opentype.js';
import { sharp } from './sharp.ts';

/** Servers often have no font at all, and text would come out as empty boxes: Facet brings one. */
const FONT = createRequire(import.meta.url).resolve('dejavu-fonts-ttf/ttf/DejaVuSans.ttf');

export type Lettering = ReturnType<typeof sharp>;

/**
 * White letters on transparent ground.
 *
 * @param text one line, without control characters
 * @param size of the font, in pixels
 */
export const drawText: (text: string, size: number) => Lettering =
  sharp.versions.pango === undefined ? drawOutlines : drawWithPango;

function drawWithPango(text: string, size: number): Lettering {
  return sharp({
    text: {
      text: `<span foreground="white">${escapeMarkup(text)}</span>`,
      font: `DejaVu Sans ${size}px`,
      fontfile: FONT,
      dpi: 72,
      rgba: true,
    },
  });
}

let font: opentype.Font | null = null;

/** Characters that the font lacks are its empty boxes. */
function drawOutlines(text: string, size: number): Lettering {
  if (font === null) {
    const { buffer, byteOffset, byteLength } = readFileSync(FONT);
    font = opentype.parse(buffer.slice(byteOffset, byteOffset + byteLength));
  }
  const scale = size / font.unitsPerEm;
  const [ascent, descent] = [font.ascender * scale, -font.descender * scale].map(Math.ceil);
  let outlines = '';
  let end = 0;
  // Glyph by glyph: the library's own layout of a text fails on this font.
  for (const character of text) {
    const glyph = font.charToGlyph(character);
    outlines += glyph.getPath(end, ascent, size).toPathData(2);
    end += (glyph.advanceWidth ?? 0) * scale;
  }
  const width = Math.max(1, Math.ceil(end));
  const height = ascent + descent;
  return sharp(
    Buffer.from(
      `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><path fill="white" d="${outlines}"/></svg>`,
    ),
  );
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const escapeMarkup = (text: string) => text.replace(/[&<>"']/g, (character) => ENTITIES[character]);
