// Netpbm's formats (netpbm.sourceforge.net/doc/pnm.html): a header of words, then samples as text (P1 to P3) or as bytes
// (P4 to P7). No package reads them all.
import type { Decode, Pixels } from '../pixels.ts';

const [SPACE, NEWLINE, COMMENT, ZERO, ONE] = [32, 10, 35, 48, 49];
/** Characters of a word at most. */
const LONGEST = 20;
const EARLY = 'it ends too early';

/** Reads words that white space and comments part. */
class Words {
  readonly #bytes: Uint8Array;
  at: number;

  constructor(bytes: Uint8Array, at: number) {
    this.#bytes = bytes;
    this.at = at;
  }

  /** Empty at the end. */
  next(): string {
    for (;;) {
      while (this.at < this.#bytes.length && this.#bytes[this.at] <= SPACE) this.at++;
      if (this.#bytes[this.at] !== COMMENT) break;
      while (this.at < this.#bytes.length && this.#bytes[this.at] !== NEWLINE) this.at++;
    }
    let text = '';
    while (this.#bytes[this.at] > SPACE && text.length < LONGEST)
      text += String.fromCharCode(this.#bytes[this.at++]);
    return text;
  }

  /** A digit of P1, whose digits need no space between them: 0 is white. */
  bit(): 0 | 1 {
    while (this.at < this.#bytes.length && this.#bytes[this.at] !== ZERO && this.#bytes[this.at] !== ONE)
      this.at++;
    return this.#bytes[this.at++] === ONE ? 1 : 0;
  }
}

interface Header {
  readonly type: number;
  readonly width: number;
  readonly height: number;
  readonly channels: number;
  /** The value of full light. */
  readonly most: number;
}

function readHeader(type: number, words: Words): Header {
  const facts: Record<string, number> = {
    WIDTH: 0,
    HEIGHT: 0,
    DEPTH: type % 3 === 0 ? 3 : 1,
    MAXVAL: 1,
  };
  if (type === 7) {
    for (let name = words.next(); name !== 'ENDHDR' && name !== ''; name = words.next())
      facts[name] = Number(words.next()) || 0;
  } else {
    facts['WIDTH'] = Number(words.next());
    facts['HEIGHT'] = Number(words.next());
    if (type % 3 !== 1) facts['MAXVAL'] = Number(words.next());
  }
  return {
    type,
    width: facts['WIDTH'],
    height: facts['HEIGHT'],
    channels: facts['DEPTH'],
    most: facts['MAXVAL'],
  };
}

export const openPnm = (): Decode => (bytes) => {
  const words = new Words(bytes, 2);
  const header = readHeader(bytes[1] - ZERO, words);
  const { type, width, height, channels, most } = header;
  const samples = width * height * channels;
  if (!(samples > 0 && channels <= 4 && most > 0 && most < 65536)) throw new Error('its header is damaged');
  const data = type <= 3 ? readText(header, words, samples) : readBytes(header, bytes, words.at + 1, samples);
  return { width, height, channels: channels as Pixels['channels'], data };
};

function readText({ type, most }: Header, words: Words, samples: number): Uint8Array {
  const data = new Uint8Array(samples);
  for (let place = 0; place < samples; place++) {
    if (type === 1) {
      data[place] = words.bit() === 1 ? 0 : 255;
      continue;
    }
    const text = words.next();
    if (text === '') throw new Error(EARLY);
    data[place] = (255 * Number(text)) / most;
  }
  return data;
}

/** @param at where the samples begin: behind the one white space after the header */
function readBytes(
  { type, width, height, most }: Header,
  bytes: Uint8Array,
  at: number,
  samples: number,
): Uint8Array {
  const wide = most > 255;
  // P4 packs eight pixels in a byte, each row anew.
  const rowBytes = Math.ceil(width / 8);
  const length = type === 4 ? rowBytes * height : wide ? 2 * samples : samples;
  if (bytes.length - at < length) throw new Error(EARLY);
  const data = new Uint8Array(samples);
  for (let place = 0; place < samples; place++) {
    if (type === 4) {
      const row = Math.floor(place / width);
      const x = place - row * width;
      data[place] = (bytes[at + row * rowBytes + (x >> 3)] >> (7 - (x & 7))) & 1 ? 0 : 255;
    } else {
      const value = wide ? bytes[at + 2 * place] * 256 + bytes[at + 2 * place + 1] : bytes[at + place];
      data[place] = (255 * value) / most;
    }
  }
  return data;
}
