// Numbers of any width from bytes, the lowest bit first.

/** Answers with the next `count` bits, up to 30; zeros after the end. */
export function readBits(bytes: Uint8Array): (count: number) => number {
  let at = 0;
  return (count) => {
    let value = 0;
    for (let bit = 0; bit < count; bit++, at++) value += (((bytes[at >> 3] ?? 0) >> (at & 7)) & 1) * 2 ** bit;
    return value;
  };
}
