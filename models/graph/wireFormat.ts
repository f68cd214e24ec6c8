// Protobuf's wire format, field by field, in bounded memory: only the parts that are asked for are ever read.
// https://protobuf.dev/programming-guides/encoding/

/** A file, or bytes. */
export interface ByteSource {
  readonly length: number;
  /** The bytes from `start` to `end`, which lie inside the source. */
  read(start: number, end: number): Uint8Array;
}

export interface Field {
  readonly number: number;
  /** Of a number: its value, as a signed 64-bit integer; exact up to 2^53. 0 for all else. */
  readonly value: number;
  /** Where its content lies in the source; empty for a number. */
  readonly start: number;
  readonly end: number;
}

const [VARINT, FIXED64, BYTES, FIXED32] = [0, 1, 2, 5];

/** Bytes that are read at once. */
const WINDOW = 1 << 16;
/** More fields than this are not a network but a way to keep a reader busy. */
const MOST_FIELDS = 5_000_000;
/** Names are shorter. */
const LONGEST_TEXT = 4096;

const decoder = new TextDecoder();

export class WireFormat {
  readonly #source: ByteSource;
  readonly #damage: (what: string) => Error;
  #window: Uint8Array = new Uint8Array(0);
  #windowStart = 0;
  #at = 0;
  #fields = 0;

  /** @param damage makes the error that is thrown where the bytes are not a message */
  constructor(source: ByteSource, damage: (what: string) => Error) {
    this.#source = source;
    this.#damage = damage;
  }

  inside({ start, end }: Field): Iterable<Field> {
    return this.fields(start, end);
  }

  /** The fields of the message that lies from `start` to `end`. */
  *fields(start: number, end: number): Generator<Field, void, undefined> {
    for (let next = start; next < end;) {
      if (++this.#fields > MOST_FIELDS) throw this.#damage(`it has more than ${MOST_FIELDS} fields`);
      this.#at = next;
      const tag = this.#varint(end);
      const number = Math.floor(tag / 8);
      if (number < 1) throw this.#damage(`a field at byte ${next} has no number`);
      const field = this.#content(number, tag % 8, end);
      next = Math.max(this.#at, field.end);
      yield field;
    }
  }

  /** Appends the integers of a field of a list, which is packed or holds one of them. */
  integers(field: Field, into: number[]): void {
    if (field.end === field.start) {
      into.push(field.value);
      return;
    }
    this.#at = field.start;
    while (this.#at < field.end) {
      if (into.length > LONGEST_TEXT) throw this.#damage('a list of sizes does not end');
      into.push(this.#varint(field.end));
    }
  }

  /** A name; what no name can be is cut short. */
  text({ start, end }: Field): string {
    const last = Math.min(end, start + LONGEST_TEXT);
    const [from, to] = [start - this.#windowStart, last - this.#windowStart];
    const inWindow = from >= 0 && to <= this.#window.length;
    return decoder.decode(inWindow ? this.#window.subarray(from, to) : this.#source.read(start, last));
  }

  #content(number: number, type: number, end: number): Field {
    switch (type) {
      case VARINT: {
        const value = this.#varint(end);
        return { number, value, start: this.#at, end: this.#at };
      }
      case FIXED64:
        return this.#span(number, 8, end);
      case BYTES:
        return this.#span(number, this.#varint(end), end);
      case FIXED32:
        return this.#span(number, 4, end);
      default:
        throw this.#damage(`a field at byte ${this.#at} is of the unknown kind ${type}`);
    }
  }

  #span(number: number, length: number, end: number): Field {
    const start = this.#at;
    if (length < 0 || start + length > end)
      throw this.#damage(`the field at byte ${start} is longer than what holds it`);
    return { number, value: 0, start, end: start + length };
  }

  #varint(end: number): number {
    let [low, high] = [0, 0];
    for (let shift = 0; shift < 70; shift += 7) {
      if (this.#at >= end) throw this.#damage('it is cut short');
      const byte = this.#byte(this.#at++);
      if (shift < 28) low += (byte & 0x7f) * 2 ** shift;
      else high += (byte & 0x7f) * 2 ** (shift - 28);
      if (byte < 0x80) {
        // Negative numbers are written as 64-bit two's complement; small ones are exact this way.
        return low + (high < 2 ** 35 ? high : high - 2 ** 36) * 2 ** 28;
      }
    }
    throw this.#damage(`the number at byte ${this.#at} does not end`);
  }

  #byte(at: number): number {
    const place = at - this.#windowStart;
    if (place >= 0 && place < this.#window.length) return this.#window[place];
    this.#windowStart = at;
    this.#window = this.#source.read(at, Math.min(at + WINDOW, this.#source.length));
    return this.#window[0];
  }
}
