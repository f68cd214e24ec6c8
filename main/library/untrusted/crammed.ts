// JSON that is cheap to write and dear to parse.
import { pass } from '../../work/turns.ts';

/** Bytes that are counted in one go. */
const PIECE = 1_000_000;

const [BRACE, BRACKET, COMMA] = [...Buffer.from('{[,')];

/**
 * Whether parsing would take many times the memory of the text. What Facet writes has 40 bytes or more for each object
 * or list and 8 for each value; a text of empty lists alone would fill all memory before a schema could refuse it.
 */
export async function isCrammed(text: Uint8Array): Promise<boolean> {
  let [lists, values] = [0, 0];
  for (let from = 0; from < text.length; from += PIECE) {
    const end = Math.min(from + PIECE, text.length);
    for (let at = from; at < end; at++) {
      const byte = text[at];
      if (byte === BRACE || byte === BRACKET) lists++;
      else if (byte === COMMA) values++;
    }
    await pass();
  }
  return lists > 1000 + text.length / 16 || values > 1000 + text.length / 6;
}
