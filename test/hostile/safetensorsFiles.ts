// safetensors files that nobody should add as a CLIP: each as a whole file.
import { tinyVit } from '../main/engine/support/models.ts';
import { encodeSafetensors, type TensorToWrite } from '../../models/tensors/safetensors.ts';
import { seededWeights } from '../../models/clip/seededWeights.ts';

/** A file of a header, as text or bytes, and the data after it. `length` is what it says of the header. */
function file(header: unknown, data: Uint8Array = new Uint8Array(0), length?: bigint): Buffer {
  const json =
    header instanceof Uint8Array
      ? header
      : Buffer.from(typeof header === 'string' ? header : JSON.stringify(header));
  const prefix = Buffer.alloc(8);
  prefix.writeBigUInt64LE(length ?? BigInt(json.byteLength));
  return Buffer.concat([prefix, json, data]);
}

const entry = (start: number, end: number, shape: readonly number[], dtype: unknown = 'F32') => ({
  dtype,
  shape,
  data_offsets: [start, end],
});

/** A CLIP that is whole but for the values of some tensors. */
function clip(change: (name: string, data: Float32Array) => void, only = (_: string) => true): Buffer {
  const tensors = new Map<string, TensorToWrite>();
  for (const [name, { shape, data }] of seededWeights(tinyVit, 7)) {
    if (!only(name)) continue;
    change(name, data);
    tensors.set(name, { shape, data });
  }
  return Buffer.concat([...encodeSafetensors(tensors)]);
}

const unchanged = () => undefined;
const filled = (part: string, value: number) =>
  clip((name, data) => {
    if (name.includes(part)) data.fill(value);
  });

const bytes = (count: number) => new Uint8Array(count);

export const safetensorsFiles: Readonly<Record<string, () => Uint8Array>> = {
  'of nothing': () => bytes(0),
  'of four bytes': () => bytes(4),
  'without a header': () => bytes(8),
  'with a header longer than the file': () => file({}, bytes(0), 10n ** 6n),
  'with a header of 2^64 bytes': () => file({}, bytes(0), 2n ** 64n - 1n),
  'with a header of 2^53 bytes': () => file({}, bytes(0), 2n ** 53n),
  'with a header of 90 MB of spaces': () => file(`{}${' '.repeat(90e6)}`),
  'with a header that is an array': () => file('[]'),
  'with a header that is nothing': () => file('null'),
  'with a header that is not JSON': () => file('{"a":'),
  'with a header that is not UTF-8': () =>
    file(Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d])),
  'with a header nested a million deep': () => file(`{"a":${'['.repeat(1e6)}${']'.repeat(1e6)}}`),
  'with a tensor nested a million deep': () => file(`{"a":${'{"a":'.repeat(1e5)}1${'}'.repeat(1e5)}}`),
  'with a million empty tensors': () =>
    file(
      `{${Array.from({ length: 400_000 }, (_, at) => `"${at}":{"dtype":"F32","shape":[0],"data_offsets":[0,0]}`).join()}}`,
    ),
  'with one name twice': () =>
    file(
      '{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"a":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}',
      bytes(8),
    ),
  'with a tensor called __proto__': () =>
    file('{"__proto__":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}', bytes(4)),
  'with a tensor called constructor': () =>
    file('{"constructor":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}', bytes(4)),
  'with a tensor whose name steers a terminal': () => file({ '\u001b[2J\u202egpj': 7 }),
  'with metadata that is not text': () => file({ __metadata__: { a: { b: 1 } } }),
  'with metadata that is a list': () => file({ __metadata__: [1, 2] }),
  'with tensors that overlap': () => file({ a: entry(0, 8, [2]), b: entry(4, 12, [2]) }, bytes(12)),
  'with tensors on the same bytes': () => file({ a: entry(0, 8, [2]), b: entry(0, 8, [2]) }, bytes(8)),
  'with a gap between tensors': () => file({ a: entry(0, 4, [1]), b: entry(8, 12, [1]) }, bytes(12)),
  'with bytes at the end': () => file({ a: entry(0, 4, [1]) }, bytes(400)),
  'with a tensor past the end': () => file({ a: entry(0, 4000, [1000]) }, bytes(4)),
  'with a tensor of 2^60 bytes': () => file({ a: entry(0, 2 ** 60, [2 ** 58]) }, bytes(4)),
  'with a shape past all numbers': () => file({ a: entry(0, 4, [2 ** 31, 2 ** 31, 2 ** 31]) }, bytes(4)),
  'with a shape whose product wraps around': () => file({ a: entry(0, 0, [2 ** 32, 2 ** 32]) }),
  'with a negative shape': () => file({ a: entry(0, 4, [-1]) }, bytes(4)),
  'with a shape of fractions': () => file({ a: entry(0, 4, [0.5, 2]) }, bytes(4)),
  'with a shape that is a text': () =>
    file({ a: { dtype: 'F32', shape: '1', data_offsets: [0, 4] } }, bytes(4)),
  'with offsets backwards': () => file({ a: entry(8, 4, [1]) }, bytes(8)),
  'with negative offsets': () => file({ a: entry(-4, 0, [1]) }, bytes(4)),
  'with three offsets': () => file({ a: { dtype: 'F32', shape: [1], data_offsets: [0, 4, 8] } }, bytes(8)),
  'with an unknown type': () => file({ a: entry(0, 4, [1], 'F4E2M1') }, bytes(4)),
  'with a type that is an object': () => file({ a: entry(0, 4, [1], { toString: 1 }) }, bytes(4)),
  'with a type from the prototype': () => file({ a: entry(0, 4, [1], 'constructor') }, bytes(4)),
  'with a type that lies': () => file({ a: entry(0, 4, [1], 'F16') }, bytes(4)),
  'of another network': () => file({ 'fc.weight': entry(0, 4, [1]) }, bytes(4)),
  'cut short': () => clip(unchanged).subarray(0, -1000),
  'without its text tower': () => clip(unchanged, (name) => !name.startsWith('transformer.')),
  'without its first layer': () => clip(unchanged, (name) => name !== 'visual.conv1.weight'),
  'with NaN in the image tower': () => filled('visual.conv1', NaN),
  'with infinity in the image tower': () => filled('visual.proj', Infinity),
  'with zeros for a projection': () => filled('visual.proj', 0),
  'of zeros': () => filled('', 0),
  'with numbers that overflow': () => filled('visual.', 3e38),
};
