// Messages that would take all memory, or that are none, are told from those that a page sends before they are decoded.
import { decode, encode } from '@msgpack/msgpack';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isBounded } from '../../../../main/shells/web/messageBounds.ts';
import { readCall } from '../../../../main/shells/web/messages.ts';

const seed = 14;

test('whatever a page may say passes', () => {
  const value = fc.letrec((tie) => ({
    any: fc.oneof(
      { maxDepth: 6 },
      fc.constant(null),
      fc.boolean(),
      fc.integer(),
      fc.double(),
      fc.string({ maxLength: 300 }),
      fc.uint8Array({ maxLength: 300 }),
      fc.array(tie('any'), { maxLength: 20 }),
      fc.dictionary(fc.string(), tie('any'), { maxKeys: 20 }),
    ),
  })).any;
  fc.assert(
    fc.property(value, (said) => isBounded(encode(said))),
    { seed },
  );
  const faces = Array.from({ length: 100_000 }, (_, index) => index.toString(16).padStart(64, '0'));
  for (const said of ['x'.repeat(70_000), new Uint8Array(70_000), faces, { a: -1, b: -40_000, c: 2 ** 40 }]) {
    expect(isBounded(encode(said))).toBe(true);
  }
});

test('of any bytes, those that pass can be decoded or refused at once', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 60 }), (bytes) => {
      const call = readCall(bytes, true);
      return typeof call === 'number' || call.t === 'q';
    }),
    { seed, numRuns: 20_000 },
  );
  // Whole messages, one byte of which is another.
  const message = encode({ t: 'q', i: 'abc', m: 'call', a: [1, 'people.list', {}] });
  for (let at = 0; at < message.length; at++) {
    for (let byte = 0; byte < 256; byte++) {
      const changed = message.slice();
      changed[at] = byte;
      expect(() => readCall(changed, true)).not.toThrow();
    }
    expect(isBounded(message.subarray(0, at))).toBe(false);
  }
  expect(decode(message)).toEqual(readCall(message, true));
});

test('a few bytes claim no more than they hold', () => {
  const hostile: Readonly<Record<string, Uint8Array>> = {
    nothing: new Uint8Array(),
    'the type that is never used': Uint8Array.of(0xc1),
    'an extension': Uint8Array.of(0xc7, 0, 1),
    'a value and a half': Uint8Array.of(0xc0, 0xc0),
    'four billion entries': Uint8Array.of(0xdd, 0xff, 0xff, 0xff, 0xff),
    'four billion pairs': Uint8Array.of(0xdf, 0xff, 0xff, 0xff, 0xff),
    'four billion bytes': Uint8Array.of(0xc6, 0xff, 0xff, 0xff, 0xff),
    'a length that is cut off': Uint8Array.of(0xdb, 0xff),
    'fifty million levels': new Uint8Array(50e6).fill(0x91),
    'large arrays in large arrays': new Uint8Array(
      Array.from({ length: 1000 }, () => [0xdd, 0, 1, 0x86, 0xa0]).flat(),
    ),
  };
  for (const [name, bytes] of Object.entries(hostile)) {
    const start = performance.now();
    expect(readCall(bytes, true), name).toBe(1007);
    expect(performance.now() - start, name).toBeLessThan(500);
  }
});
