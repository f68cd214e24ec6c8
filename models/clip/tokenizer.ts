// Texts to token ids: OpenAI's byte-level byte pair encoding, and plain bytes for starter.
import { failed, success, type Result } from '../failure.ts';
import { cleanText } from './cleanText.ts';

export interface Tokenizer {
  /** Ids are 0 to `vocabularySize - 1`; the last two are `start` and `end`, so `end` is the largest id. */
  readonly vocabularySize: number;
  readonly start: number;
  readonly end: number;
  /** The ids of a text, without start and end. Any text has some. */
  encode(text: string): number[];
  /** The text of ids, cleaned as the tokenizer cleans; start and end are left out. */
  decode(ids: readonly number[]): string;
}

/** Texts as one rectangle of ids. */
export interface TokenBatch {
  /** `[rows, length]` row-major: start, the text's ids, end, then zeros. */
  readonly ids: BigInt64Array;
  readonly rows: number;
  readonly length: number;
}

export interface TokenizeOptions {
  /** Most ids that a row may have, start and end included: 77 in OpenAI's models. */
  readonly contextLength: number;
  /** What to do with a longer text: fail, or cut it and end it as OpenAI's `truncate=True` does. */
  readonly overflow: 'fail' | 'cut';
  /** Whether rows are as long as the context, or as the longest text: a causal tower gives the same features. */
  readonly length: 'context' | 'longest';
}

export function tokenize(
  tokenizer: Tokenizer,
  texts: readonly string[],
  { contextLength, overflow, length: wanted }: TokenizeOptions,
): Result<TokenBatch> {
  const rows: number[][] = [];
  for (const text of texts) {
    const ids = [tokenizer.start, ...tokenizer.encode(text), tokenizer.end];
    if (ids.length > contextLength) {
      if (overflow === 'fail') {
        const message = `"${text}" is ${ids.length} tokens long; the model takes ${contextLength}.`;
        return failed('bad-arguments', message, 'Use a shorter text.');
      }
      ids.splice(contextLength - 1, Infinity, tokenizer.end);
    }
    rows.push(ids);
  }
  const longest = rows.reduce((most, ids) => Math.max(most, ids.length), 0);
  const length = wanted === 'longest' ? longest : contextLength;
  const ids = new BigInt64Array(rows.length * length);
  rows.forEach((row, at) => ids.set(row.map(BigInt), at * length));
  return success({ ids, rows: rows.length, length });
}

/** How many ids a vocabulary of bytes has: every byte, start and end. */
export const BYTE_VOCABULARY = 258;

/** UTF-8 bytes as they are: starter's vocabulary. */
export const byteTokenizer: Tokenizer = {
  vocabularySize: BYTE_VOCABULARY,
  start: 256,
  end: 257,
  encode: (text) => [...new TextEncoder().encode(text)],
  decode: (ids) => decodeUtf8(ids.filter((id) => id < 256)),
};

const decodeUtf8 = (bytes: readonly number[]): string =>
  new TextDecoder('utf-8', { ignoreBOM: true }).decode(Uint8Array.from(bytes));

/** OpenAI's file goes on after the merges that its model uses. */
const MERGES = 49_152 - 256 - 2;

/** OpenAI's pattern: special tokens, English contractions, runs of letters, single digits, runs of the rest. */
const WORDS =
  /<\|startoftext\|>|<\|endoftext\|>|'s|'t|'re|'ve|'m|'ll|'d|\p{L}+|\p{N}|[^\p{White_Space}\p{L}\p{N}]+/giu;

/** The marker that OpenAI's merges file puts on a word's last symbol. */
const WORD_END = '</w>';

/**
 * OpenAI's tokenizer from its list of merges, one pair a line in order of rank: the text of
 * `bpe_simple_vocab_16e6.txt` (a header line, then more merges than are used) or the hub's `merges.txt`.
 *
 * Ids: the 256 bytes, the 256 bytes at a word's end, one for each merge, start, end (`clip/simple_tokenizer.py`).
 */
export function parseMerges(text: string): Result<Tokenizer> {
  const { byteOfId, symbols } = byteSymbols();
  const ids = new Map<string, number>();
  symbols.forEach((symbol, id) => ids.set(symbol, id).set(symbol + WORD_END, id + 256));
  /** Bytes of each id, for decoding; the end of a word is a space. */
  const bytes = [...byteOfId.map((byte) => [byte]), ...byteOfId.map((byte) => [byte, 0x20])];
  const merges = new Map<number, number>();

  const lines = text.split(/\r?\n/);
  const bad = (line: number, reason: string) =>
    failed('model-unusable', `Line ${line + 1} of the merges ${reason}.`, 'Fetch the merges file again.');
  for (let line = 1; line < lines.length && merges.size < MERGES; line++) {
    const content = lines[line] ?? '';
    if (content === '' && line === lines.length - 1) break;
    const pair = content.split(' ');
    const [left, right] = pair;
    if (left === undefined || right === undefined || pair.length !== 2) return bad(line, 'is not a pair');
    const leftId = ids.get(left);
    const rightId = ids.get(right);
    if (leftId === undefined || rightId === undefined) return bad(line, 'joins what no line before it made');
    const id = bytes.length;
    if (ids.has(left + right) || left.endsWith(WORD_END)) return bad(line, 'makes what there is already');
    ids.set(left + right, id);
    merges.set(pairKey(leftId, rightId), id);
    bytes.push([...(bytes[leftId] ?? []), ...(bytes[rightId] ?? [])]);
  }
  if (merges.size === 0) return bad(0, 'is all there is');

  const start = bytes.length;
  const end = start + 1;
  const idOfByte = new Uint8Array(256);
  byteOfId.forEach((byte, id) => (idOfByte[byte] = id));
  const cache = new Map<string, readonly number[]>([
    ['<|startoftext|>', [start]],
    ['<|endoftext|>', [end]],
  ]);
  const encodeWord = (word: string): readonly number[] => {
    const known = cache.get(word);
    if (known !== undefined) return known;
    const found = mergePairs(word, idOfByte, merges);
    cache.set(word, found);
    return found;
  };
  return success({
    vocabularySize: end + 1,
    start,
    end,
    encode: (words) => (cleanText(words).match(WORDS) ?? []).flatMap((word) => [...encodeWord(word)]),
    decode: (tokens) => decodeUtf8(tokens.flatMap((id) => bytes[id] ?? [])),
  });
}

/** Two ids as one number; ids are below 2^16. */
const pairKey = (left: number, right: number): number => left * 0x10000 + right;

/**
 * Joins the pair of lowest rank, everywhere in the word, until no pair has one. Ids grow with the rank, so the
 * pair with the smallest joined id goes first.
 */
function mergePairs(
  word: string,
  idOfByte: Uint8Array,
  merges: ReadonlyMap<number, number>,
): readonly number[] {
  let ids = Array.from(new TextEncoder().encode(word), (byte) => idOfByte[byte]);
  ids[ids.length - 1] += 256;
  for (;;) {
    let best = Infinity;
    for (let at = 0; at + 1 < ids.length; at++) {
      best = Math.min(best, merges.get(pairKey(ids[at], ids[at + 1])) ?? Infinity);
    }
    if (best === Infinity) return ids;
    const joined: number[] = [];
    for (let at = 0; at < ids.length; at++) {
      const isPair = at + 1 < ids.length && merges.get(pairKey(ids[at], ids[at + 1])) === best;
      joined.push(isPair ? best : ids[at]);
      if (isPair) at++;
    }
    ids = joined;
  }
}

/**
 * The characters that stand for bytes in the merges file, in the order of their ids: printable Latin-1 for itself,
 * then the other bytes as the characters from U+0100 on (GPT-2's `bytes_to_unicode`).
 */
function byteSymbols(): { byteOfId: number[]; symbols: string[] } {
  const bytes = Array.from({ length: 256 }, (_, byte) => byte);
  const printable = bytes.filter((byte) => (byte >= 0x21 && byte <= 0x7e) || (byte >= 0xa1 && byte !== 0xad));
  const others = bytes.filter((byte) => !printable.includes(byte));
  return {
    byteOfId: [...printable, ...others],
    symbols: [
      ...printable.map((byte) => String.fromCharCode(byte)),
      ...others.map((_, at) => String.fromCharCode(0x100 + at)),
    ],
  };
}
