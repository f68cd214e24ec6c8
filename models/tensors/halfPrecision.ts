// 16-bit floats, which JavaScript of our oldest runtime has no typed array for: IEEE 754 half precision (F16) and the
// upper half of a single (BF16).

export function decodeF16(halves: Uint16Array): Float32Array {
  const wide = new Uint32Array(halves.length);
  const values = new Float32Array(wide.buffer);
  for (let at = 0; at < halves.length; at++) {
    const half = halves[at];
    const sign = (half & 0x8000) << 16;
    const exponent = (half >> 10) & 0x1f;
    const fraction = half & 0x3ff;
    if (exponent === 0) values[at] = (sign === 0 ? 1 : -1) * fraction * 2 ** -24;
    else wide[at] = sign | ((exponent === 31 ? 255 : exponent + 112) << 23) | (fraction << 13);
  }
  return values;
}

export function decodeBF16(halves: Uint16Array): Float32Array {
  const wide = new Uint32Array(halves.length);
  for (let at = 0; at < halves.length; at++) wide[at] = halves[at] << 16;
  return new Float32Array(wide.buffer);
}

/** Rounds to the nearest half, ties to even; overflows to infinity as IEEE 754 says. */
export function encodeF16(values: Float32Array): Uint16Array {
  const bits = new Uint32Array(values.buffer, values.byteOffset, values.length);
  const halves = new Uint16Array(values.length);
  for (let at = 0; at < values.length; at++) {
    const sign = (bits[at] >>> 16) & 0x8000;
    const magnitude = bits[at] & 0x7fffffff;
    if (magnitude > 0x7f800000) halves[at] = sign | 0x7e00;
    // 65520 is halfway between the largest half and the first that has none.
    else if (magnitude >= 0x477ff000) halves[at] = sign | 0x7c00;
    // Below the smallest normal half the fraction counts steps of 2^-24.
    else if (magnitude < 0x38800000) halves[at] = sign | roundToEven(Math.abs(values[at]) * 2 ** 24);
    else halves[at] = sign | ((magnitude - 0x38000000 + 0xfff + ((magnitude >> 13) & 1)) >> 13);
  }
  return halves;
}

/** Rounds to the nearest, ties to even; NaN stays NaN. */
export function encodeBF16(values: Float32Array): Uint16Array {
  const bits = new Uint32Array(values.buffer, values.byteOffset, values.length);
  const halves = new Uint16Array(values.length);
  for (let at = 0; at < values.length; at++) {
    const word = bits[at];
    const isNaN = (word & 0x7fffffff) > 0x7f800000;
    halves[at] = isNaN ? (word >>> 16) | 0x40 : (word + 0x7fff + ((word >>> 16) & 1)) >>> 16;
  }
  return halves;
}

function roundToEven(value: number): number {
  const floor = Math.floor(value);
  const rest = value - floor;
  return rest > 0.5 || (rest === 0.5 && floor % 2 === 1) ? floor + 1 : floor;
}
