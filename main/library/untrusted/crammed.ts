// JSON that is cheap to write and dear to parse.

const [BRACE, BRACKET, COMMA] = [...Buffer.from('{[,')];

/**
 * Whether parsing would take many times the memory of the text. What Facet writes has 40 bytes or more for each object
 * or list and 8 for each value; a text of empty lists alone would fill all memory before a schema could refuse it.
 */
export function isCrammed(text: Uint8Array): boolean {
  let [lists, values] = [0, 0];
  for (const byte of text) {
    if (byte === BRACE || byte === BRACKET) lists++;
    else if (byte === COMMA) values++;
  }
  return lists > 1000 + text.length / 16 || values > 1000 + text.length / 6;
}
