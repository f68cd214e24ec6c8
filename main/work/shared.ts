// Memory that every thread reads: large arrays go to workers without a copy.

/** Zeros, as `sharedIntegers` are. Whoever fills them does so before a task gets them. */
export const sharedFloats = (length: number): Float32Array =>
  new Float32Array(new SharedArrayBuffer(length * Float32Array.BYTES_PER_ELEMENT));

export const sharedIntegers = (length: number): Int32Array =>
  new Int32Array(new SharedArrayBuffer(length * Int32Array.BYTES_PER_ELEMENT));

/** A copy in shared memory. */
export function shared(floats: Float32Array): Float32Array {
  const copy = sharedFloats(floats.length);
  copy.set(floats);
  return copy;
}
