// Whether a MessagePack message is worth decoding: a few bytes can claim arrays of billions, or nest until memory is gone.
// The format: https://github.com/msgpack/msgpack/blob/master/spec.md

/** Levels of arrays and maps; no request of a page has more than eight. */
const DEEPEST = 32;
/** Values in one message; the largest request names 100,000 faces or 1,000,000 paths. */
const MOST_VALUES = 1_100_000;

/** Bytes after the first one of types 0xc0 to 0xdf: of the length field, then of a value without one. */
const LENGTH_BYTES: Readonly<Record<number, number>> = {
  0xc4: 1,
  0xc5: 2,
  0xc6: 4,
  0xd9: 1,
  0xda: 2,
  0xdb: 4,
};
const FIXED_BYTES: Readonly<Record<number, number>> = {
  0xc0: 0,
  0xc2: 0,
  0xc3: 0,
  0xca: 4,
  0xcb: 8,
  0xcc: 1,
  0xcd: 2,
  0xce: 4,
  0xcf: 8,
  0xd0: 1,
  0xd1: 2,
  0xd2: 4,
  0xd3: 8,
};
/** Arrays and maps whose count is in a field: its bytes, and values for each entry. */
const COUNTED: Readonly<Record<number, readonly [bytes: number, values: number]>> = {
  0xdc: [2, 1],
  0xdd: [4, 1],
  0xde: [2, 2],
  0xdf: [4, 2],
};

/** One whole value, with no more in it than a page ever sends. Extension types and 0xc1 are never sent. */
export function isBounded(bytes: Uint8Array): boolean {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const read = (at: number, size: number): number =>
    at + size > bytes.length
      ? Infinity
      : size === 1
        ? view.getUint8(at)
        : size === 2
          ? view.getUint16(at)
          : view.getUint32(at);
  /** Values still to come, on each level. */
  const open = [1];
  let at = 0;
  let values = 0;
  while (open.length > 0) {
    const left = open.pop() ?? 0;
    if (left === 0) continue;
    open.push(left - 1);
    if (at >= bytes.length || ++values > MOST_VALUES) return false;
    const type = bytes[at++] ?? 0xc1;
    const fixed = type <= 0x7f || type >= 0xe0 ? 0 : FIXED_BYTES[type];
    const lengthBytes = LENGTH_BYTES[type];
    const counted = COUNTED[type];
    if (fixed !== undefined) at += fixed;
    else if (type >= 0xa0 && type <= 0xbf) at += type & 0x1f;
    else if (lengthBytes !== undefined) at += lengthBytes + read(at, lengthBytes);
    else if (counted !== undefined || type < 0xa0) {
      const [size, each] = counted ?? [0, type >= 0x90 ? 1 : 2];
      const children = each * (counted === undefined ? type & 0x0f : read(at, size));
      at += size;
      if (values + children > MOST_VALUES || open.length >= DEEPEST) return false;
      open.push(children);
    } else return false;
    if (at > bytes.length) return false;
  }
  return at === bytes.length;
}
