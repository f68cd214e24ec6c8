// The safetensors format: an 8-byte length, a JSON header, tensors end to end. Bytes come from anywhere and are
// not trusted; no I/O happens here, so a file is read tensor by tensor by whoever holds its handle.
import { decodeBF16, decodeF16, encodeBF16, encodeF16 } from './halfPrecision.ts';
import { failed, success, type Result } from '../failure.ts';
import { printable } from '../printable.ts';

const BYTES = { F32: 4, F16: 2, BF16: 2, I64: 8 } as const;

export type TensorType = keyof typeof BYTES;

export interface TensorEntry {
  readonly dtype: TensorType;
  readonly shape: readonly number[];
  /** Offsets of the first byte and of the byte after the last one, counted from the start of the file. */
  readonly start: number;
  readonly end: number;
}

export interface SafetensorsHeader {
  readonly tensors: ReadonlyMap<string, TensorEntry>;
  readonly metadata: ReadonlyMap<string, string>;
}

/** Length of the field at the start of every file that says how long the header is. */
export const LENGTH_BYTES = 8;
/** A tenth of the reference implementation's bound: the header of a large CLIP has 0.1 MB. */
const MOST_HEADER_BYTES = 10_000_000;

/** Large networks have some thousands. */
const MOST_TENSORS = 50_000;

const unusable = (message: string) =>
  failed(
    'model-unusable',
    `Not a usable safetensors file: ${printable(message, 300)}.`,
    'Fetch the file again.',
  );

/**
 * How many bytes the JSON header has; it starts at byte 8.
 *
 * @param prefix at least the first 8 bytes of the file
 * @param fileBytes size of the whole file
 */
export function headerLength(prefix: Uint8Array, fileBytes: number): Result<number> {
  if (prefix.byteLength < LENGTH_BYTES || fileBytes < LENGTH_BYTES)
    return unusable('it is shorter than 8 bytes');
  const view = new DataView(prefix.buffer, prefix.byteOffset, LENGTH_BYTES);
  const length = view.getUint32(0, true) + view.getUint32(4, true) * 2 ** 32;
  if (length > fileBytes - LENGTH_BYTES) return unusable(`its header would be longer than the file`);
  if (length > MOST_HEADER_BYTES) return unusable(`its header of ${length} bytes is over the limit`);
  return success(length);
}

/**
 * The header's content, checked as the reference implementation checks it: known types, byte counts that match the
 * shapes, tensors that follow one another from the end of the header to the end of the file with no gap or overlap.
 *
 * @param json the header's bytes, without the length field
 * @param fileBytes size of the whole file
 */
export function parseHeader(json: Uint8Array, fileBytes: number): Result<SafetensorsHeader> {
  let content: unknown;
  if (json[0] !== '{'.charCodeAt(0)) return unusable('its header is not a JSON object');
  try {
    content = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(json));
  } catch {
    return unusable('its header is not JSON');
  }
  if (!isRecord(content)) return unusable('its header is not a JSON object');

  const metadata = new Map<string, string>();
  const tensors = new Map<string, TensorEntry>();
  const described = Object.entries(content);
  if (described.length > MOST_TENSORS) return unusable(`it has more than ${MOST_TENSORS} tensors`);
  for (const [name, value] of described) {
    if (name === '__metadata__') {
      if (!isRecord(value)) return unusable('its metadata is not an object');
      for (const [key, text] of Object.entries(value)) {
        if (typeof text !== 'string') return unusable(`its metadata "${key}" is not a text`);
        metadata.set(key, text);
      }
      continue;
    }
    const entry = parseEntry(name, value, LENGTH_BYTES + json.byteLength);
    if (!entry.ok) return entry;
    tensors.set(name, entry.value);
  }

  let at = LENGTH_BYTES + json.byteLength;
  const inOrder = [...tensors].sort(([, a], [, b]) => a.start - b.start || a.end - b.end);
  for (const [name, { start, end }] of inOrder) {
    if (start !== at)
      return unusable(`tensor "${name}" ${start < at ? 'overlaps another' : 'follows a gap'}`);
    at = end;
  }
  if (at > fileBytes) return unusable(`it is cut short: ${fileBytes} of ${at} bytes`);
  if (at < fileBytes) return unusable(`${fileBytes - at} bytes at its end belong to no tensor`);
  return success({ tensors, metadata });
}

function parseEntry(name: string, value: unknown, dataStart: number): Result<TensorEntry> {
  if (!isRecord(value)) return unusable(`tensor "${name}" is not an object`);
  const { dtype, shape, data_offsets: offsets } = value;
  if (!isTensorType(dtype)) {
    const what = typeof dtype === 'string' ? `the unknown type "${dtype}"` : 'no type';
    return unusable(`tensor "${name}" has ${what}`);
  }
  if (!isCounts(shape)) return unusable(`tensor "${name}" has no valid shape`);
  if (!isCounts(offsets) || offsets.length !== 2) return unusable(`tensor "${name}" has no valid offsets`);
  const [start, end] = offsets as [number, number];
  // A product past 2^53 is inexact, but then it is far from any size that a file can have.
  const bytes = shape.reduce((product, side) => product * side, BYTES[dtype]);
  if (end - start !== bytes) {
    return unusable(`tensor "${name}" takes ${end - start} bytes where its shape says ${bytes}`);
  }
  return success({ dtype, shape, start: dataStart + start, end: dataStart + end });
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isTensorType = (value: unknown): value is TensorType =>
  typeof value === 'string' && Object.hasOwn(BYTES, value);

const isCounts = (value: unknown): value is number[] =>
  Array.isArray(value) && value.every((side) => Number.isSafeInteger(side) && (side as number) >= 0);

/** Header and tensors of a file that is wholly in memory. */
export function parseSafetensors(file: Uint8Array): Result<SafetensorsHeader> {
  const length = headerLength(file, file.byteLength);
  if (!length.ok) return length;
  return parseHeader(file.subarray(LENGTH_BYTES, LENGTH_BYTES + length.value), file.byteLength);
}

/**
 * A tensor's values as float32, row-major. F32 bytes that lie on a 4-byte boundary are not copied: the result shares
 * their memory.
 *
 * @param bytes the file's bytes from `entry.start` to `entry.end`
 * @throws Error where `bytes` is not as long as the entry says: the caller's mistake
 */
export function decodeTensor({ dtype, start, end }: TensorEntry, bytes: Uint8Array): Float32Array {
  if (bytes.byteLength !== end - start) throw new Error(`${bytes.byteLength} bytes for ${end - start}`);
  const count = bytes.byteLength / BYTES[dtype];
  const aligned = bytes.byteOffset % BYTES[dtype] === 0 ? bytes : bytes.slice();
  const { buffer, byteOffset } = aligned;
  switch (dtype) {
    case 'F32':
      return new Float32Array(buffer, byteOffset, count);
    case 'F16':
      return decodeF16(new Uint16Array(buffer, byteOffset, count));
    case 'BF16':
      return decodeBF16(new Uint16Array(buffer, byteOffset, count));
    case 'I64':
      return Float32Array.from(new BigInt64Array(buffer, byteOffset, count), Number);
    default:
      return dtype satisfies never;
  }
}

/** What a safetensors file is written from. Floats are stored as they are unless `dtype` asks for 16 bits. */
export type TensorToWrite =
  | {
      readonly shape: readonly number[];
      readonly data: Float32Array;
      readonly dtype?: 'F32' | 'F16' | 'BF16';
    }
  | { readonly shape: readonly number[]; readonly data: BigInt64Array; readonly dtype: 'I64' };

/**
 * A file as chunks to be written one after another: the header, then each tensor (its own memory, not a copy, where
 * its type stays). The widest types come first, so that every tensor is aligned for a reader that maps the file.
 */
export function* encodeSafetensors(
  tensors: ReadonlyMap<string, TensorToWrite>,
  metadata: Readonly<Record<string, string>> = {},
): Generator<Uint8Array> {
  const width = ({ dtype }: TensorToWrite): number => BYTES[dtype ?? 'F32'];
  const inOrder = [...tensors].sort(([, a], [, b]) => width(b) - width(a));
  const entries: [string, unknown][] = [];
  if (Object.keys(metadata).length > 0) entries.push(['__metadata__', metadata]);
  let at = 0;
  for (const [name, tensor] of inOrder) {
    const { shape, data, dtype = 'F32' } = tensor;
    const count = shape.reduce((product, side) => product * side, 1);
    if (count !== data.length) throw new Error(`"${name}": ${data.length} values for [${shape.join(', ')}]`);
    entries.push([name, { dtype, shape, data_offsets: [at, at + count * width(tensor)] }]);
    at += count * width(tensor);
  }
  const json = new TextEncoder().encode(JSON.stringify(Object.fromEntries(entries)));
  // Spaces after the JSON put the first tensor on an 8-byte boundary, as the reference implementation does.
  const length = Math.ceil(json.byteLength / 8) * 8;
  const head = new Uint8Array(LENGTH_BYTES + length).fill(0x20);
  new DataView(head.buffer).setBigUint64(0, BigInt(length), true);
  head.set(json, LENGTH_BYTES);
  yield head;
  for (const [, tensor] of inOrder) yield encodeTensor(tensor);
}

function encodeTensor({ data, dtype }: TensorToWrite): Uint8Array {
  const stored = dtype === 'F16' ? encodeF16(data) : dtype === 'BF16' ? encodeBF16(data) : data;
  return new Uint8Array(stored.buffer, stored.byteOffset, stored.byteLength);
}
