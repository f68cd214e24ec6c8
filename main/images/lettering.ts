// Text as pixels. Pango draws it where sharp has Pango, in all scripts of the machine's fonts; sharp's WebAssembly build has
// none, and there it is drawn as the outlines of the fonts that Facet brings. Chinese is always drawn so: a machine without a
// Chinese font would write empty boxes.
import { boxFont, DEJAVU, fontFor } from './fonts.ts';
import { hasPango, sharp } from './sharp.ts';

export type Lettering = ReturnType<typeof sharp>;

/**
 * White letters on transparent ground.
 *
 * @param text one line, without control characters
 * @param size of the font, in pixels
 */
export const drawText = (text: string, size: number): Lettering =>
  !hasPango() || isChinese(text) ? drawOutlines(text, size) : drawWithPango(text, size);

/** Han characters and what stands among them, all of it in the fonts that Facet brings: nothing whose letters join. */
const isChinese = (text: string): boolean =>
  /\p{Script=Han}/u.test(text) &&
  /^[\p{Script=Han}\p{Script=Latin}\p{Script=Common}\p{Script=Inherited}]*$/u.test(text) &&
  [...text].every((character) => fontFor(character) !== null);

function drawWithPango(text: string, size: number): Lettering {
  return sharp({
    text: {
      text: `<span foreground="white">${escapeMarkup(text)}</span>`,
      font: `DejaVu Sans ${size}px`,
      fontfile: DEJAVU,
      dpi: 72,
      rgba: true,
    },
  });
}

/** Characters that no font has are the first one's empty boxes. */
function drawOutlines(text: string, size: number): Lettering {
  const letters = [...text].map((character) => {
    const font = fontFor(character) ?? boxFont();
    return { font, glyph: font.charToGlyph(character), scale: size / font.unitsPerEm };
  });
  const ascent = Math.ceil(Math.max(...letters.map(({ font, scale }) => font.ascender * scale)));
  const descent = Math.ceil(Math.max(...letters.map(({ font, scale }) => -font.descender * scale)));
  let outlines = '';
  let end = 0;
  // Glyph by glyph: the library's own layout of a text fails on this font.
  for (const { glyph, scale } of letters) {
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
