import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  decodeTensor,
  encodeSafetensors,
  headerLength,
  parseHeader,
  parseSafetensors,
  type TensorToWrite,
} from '../../../models/tensors/safetensors.ts';

const join = (chunks: Iterable<Uint8Array>): Uint8Array => new Uint8Array(Buffer.concat([...chunks]));

/** A file with this header and so many zero bytes of data. */
function file(header: unknown, dataBytes: number): Uint8Array {
  const json = Buffer.from(typeof header === 'string' ? header : JSON.stringify(header));
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(json.length));
  return new Uint8Array(Buffer.concat([length, json, Buffer.alloc(dataBytes)]));
}

const entry = (shape: number[], from: number, to: number, dtype = 'F32'): object => ({
  dtype,
  shape,
  data_offsets: [from, to],
});

const problem = (bytes: Uint8Array): string => {
  const parsed = parseSafetensors(bytes);
  if (parsed.ok) return 'none';
  expect(parsed.failure.kind).toBe('model-unusable');
  return parsed.failure.message;
};

const tensors = fc.dictionary(
  fc.string(),
  fc
    .tuple(fc.array(fc.integer({ min: 0, max: 4 }), { maxLength: 3 }), fc.integer())
    .map(([shape, seed]): TensorToWrite => {
      const count = shape.reduce((product, side) => product * side, 1);
      return seed % 2 === 0
        ? { shape, data: Float32Array.from({ length: count }, (_, at) => (seed + at) / 7) }
        : { shape, data: BigInt64Array.from({ length: count }, (_, at) => BigInt(at)), dtype: 'I64' };
    }),
);

test('what is written is read again, to the bit', () => {
  fc.assert(
    fc.property(tensors, fc.dictionary(fc.string(), fc.string()), (content, metadata) => {
      const written = new Map(Object.entries(content).filter(([name]) => name !== '__metadata__'));
      const bytes = join(encodeSafetensors(written, metadata));
      const parsed = parseSafetensors(bytes);
      if (!parsed.ok) throw new Error(parsed.failure.message);
      expect([...parsed.value.tensors.keys()].sort()).toEqual([...written.keys()].sort());
      expect(parsed.value.metadata).toEqual(new Map(Object.entries(metadata)));
      for (const [name, at] of parsed.value.tensors) {
        const { shape, data } = written.get(name)!;
        expect(at.shape).toEqual(shape);
        expect(at.start % data.BYTES_PER_ELEMENT).toBe(0);
        expect(decodeTensor(at, bytes.subarray(at.start, at.end))).toEqual(Float32Array.from(data, Number));
      }
    }),
  );
});

test('16-bit floats round to the nearest, ties to even, and keep what has no neighbour', () => {
  const values = [0, -0, 1, -2.5, 65504, 65520, 1e9, -Infinity, NaN, 2 ** -24, 2 ** -25, 3 * 2 ** -25, 1 / 3];
  const F16 = [
    0,
    -0,
    1,
    -2.5,
    65504,
    Infinity,
    Infinity,
    -Infinity,
    NaN,
    2 ** -24,
    0,
    2 ** -23,
    0.333251953125,
  ];
  const BF16 = [0, -0, 1, -2.5, 65536, 65536, 998244352, -Infinity, NaN, 2 ** -24, 2 ** -25];
  for (const [dtype, expected] of [['F16', F16] as const, ['BF16', BF16] as const]) {
    const data = Float32Array.from(values.slice(0, expected.length));
    const bytes = join(encodeSafetensors(new Map([['x', { shape: [data.length], data, dtype }]])));
    const parsed = parseSafetensors(bytes);
    if (!parsed.ok) throw new Error(parsed.failure.message);
    const x = parsed.value.tensors.get('x')!;
    expect(x.end - x.start).toBe(2 * data.length);
    expect([...decodeTensor(x, bytes.subarray(x.start, x.end))]).toEqual(expected);
  }
});

test('every half survives the way to a single and back', () => {
  const halves = Uint16Array.from({ length: 0x10000 }, (_, at) => at);
  for (const dtype of ['F16', 'BF16'] as const) {
    const header = { dtype, shape: [0x10000], start: 0, end: 0x20000 };
    const data = decodeTensor(header, new Uint8Array(halves.buffer));
    const [, stored] = [...encodeSafetensors(new Map([['x', { shape: [0x10000], data, dtype }]]))];
    const again = new Uint16Array(stored.buffer);
    data.forEach((value, at) => {
      if (!Number.isNaN(value)) expect(again[at]).toBe(at);
    });
  }
});

test('aligned F32 bytes are viewed, not copied; others are copied right', () => {
  const bytes = new Uint8Array(12);
  const header = { dtype: 'F32', shape: [1], start: 0, end: 4 } as const;
  new DataView(bytes.buffer).setFloat32(5, 1.5, true);
  expect(decodeTensor(header, bytes.subarray(4, 8)).buffer).toBe(bytes.buffer);
  expect(decodeTensor(header, bytes.subarray(5, 9))).toEqual(Float32Array.of(1.5));
  expect(() => decodeTensor(header, bytes)).toThrow('12 bytes for 4');
});

test.for([
  ['no bytes at all', new Uint8Array(0), 'shorter than 8 bytes'],
  ['a header longer than the file', file('{}', 0).fill(255, 0, 8), 'longer than the file'],
  ['not JSON', file('{"a":', 0), 'not JSON'],
  ['broken UTF-8', file('{"a": 1}', 0).fill(0xff, 9, 10), 'not JSON'],
  ['an array', file([], 0), 'not a JSON object'],
  ['a tensor that is a number', file({ a: 1 }, 0), 'not an object'],
  ['an unknown type', file({ a: entry([1], 0, 4, 'F128') }, 4), 'unknown type "F128"'],
  ['a type from the prototype', file({ a: entry([1], 0, 4, 'toString') }, 4), 'unknown type'],
  ['a negative side', file({ a: entry([-1, -1], 0, 4) }, 4), 'no valid shape'],
  ['a fraction', file({ a: entry([0.5], 0, 2) }, 2), 'no valid shape'],
  ['a side past 2^53', file('{"a":{"dtype":"F32","shape":[1e300],"data_offsets":[0,4]}}', 4), 'valid shape'],
  ['an overflowing product', file({ a: entry([2 ** 40, 2 ** 40], 0, 4) }, 4), 'takes 4 bytes'],
  ['offsets the wrong way', file({ a: entry([1], 4, 0) }, 4), 'takes -4 bytes'],
  ['three offsets', file({ a: { dtype: 'F32', shape: [1], data_offsets: [0, 4, 8] } }, 4), 'valid offsets'],
  ['data past the end', file({ a: entry([2], 0, 8) }, 4), 'cut short'],
  ['data after the tensors', file({ a: entry([1], 0, 4) }, 8), '4 bytes at its end'],
  ['an overlap', file({ a: entry([2], 0, 8), b: entry([1], 4, 8) }, 8), '"b" overlaps'],
  ['a gap', file({ a: entry([1], 0, 4), b: entry([1], 8, 12) }, 12), '"b" follows a gap'],
  ['a gap at the start', file({ a: entry([1], 4, 8) }, 8), '"a" follows a gap'],
  ['metadata that is no text', file({ __metadata__: { a: 1 } }, 0), 'metadata "a"'],
] as const)('refuses %s', ([, bytes, message]) => {
  expect(problem(bytes)).toContain(message);
});

test('names that JavaScript treats specially are names like others', () => {
  const json = `{"__proto__":${JSON.stringify(entry([1], 0, 4))},"constructor":${JSON.stringify(entry([1], 4, 8))}}`;
  const parsed = parseSafetensors(file(json, 8));
  expect(parsed.ok && [...parsed.value.tensors.keys()]).toEqual(['__proto__', 'constructor']);
});

test('hostile bytes give a failure or tensors that lie in the file, and never throw', () => {
  const sound = join(encodeSafetensors(new Map([['a', { shape: [2, 3], data: new Float32Array(6) }]])));
  const damaged = fc
    .array(fc.tuple(fc.nat(sound.length - 1), fc.integer({ min: 0, max: 255 })), {
      minLength: 1,
      maxLength: 4,
    })
    .map((changes) => changes.reduce((bytes, [at, value]) => bytes.fill(value, at, at + 1), sound.slice()));
  const header = fc.json().map((json) => file(json, 8));
  fc.assert(
    fc.property(fc.oneof(damaged, header, fc.uint8Array({ maxLength: 200 })), (bytes) => {
      const parsed = parseSafetensors(bytes);
      if (!parsed.ok) return;
      for (const at of parsed.value.tensors.values()) {
        expect(at.start >= 8 && at.end <= bytes.length).toBe(true);
        decodeTensor(at, bytes.subarray(at.start, at.end));
      }
    }),
    { numRuns: 2000 },
  );
});

test('a file is understood from its first bytes and its size alone', () => {
  const bytes = join(encodeSafetensors(new Map([['a', { shape: [3], data: Float32Array.of(1, 2, 3) }]])));
  const length = headerLength(bytes.subarray(0, 8), bytes.length);
  if (!length.ok) throw new Error(length.failure.message);
  const header = parseHeader(bytes.subarray(8, 8 + length.value), bytes.length);
  expect(header.ok && header.value.tensors.get('a')?.shape).toEqual([3]);
});
