// What OpenAI's tokenizer does to a text before it looks for words, but for ftfy's repair of wrongly decoded text and
// for references to control characters, which Python drops and the HTML standard keeps.
import { decodeHTML } from 'entities';

/** Python's `str.strip` takes the ASCII separators for white space, its `\s` does not. */
// eslint-disable-next-line no-control-regex -- the separators are control characters
const EDGES = /^[\p{White_Space}\x1c-\x1f]+|[\p{White_Space}\x1c-\x1f]+$/gu;

export const cleanText = (text: string): string =>
  decodeHTML(decodeHTML(text))
    .replace(EDGES, '')
    .replace(/\p{White_Space}+/gu, ' ')
    .replace(EDGES, '')
    .toLowerCase();
