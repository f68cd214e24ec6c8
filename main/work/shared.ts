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

/** Bytes from which an array is worth a place of its own. */
const WORTH = 4096;

/** The same with its larger arrays of floats in shared memory: for what goes to workers again and again. */
export function withSharedFloats<T>(value: T): T {
  if (value instanceof Float32Array)
    return value.buffer instanceof SharedArrayBuffer || value.byteLength < WORTH
      ? value
      : (shared(value) as T);
  if (Array.isArray(value)) return value.map((one) => withSharedFloats<unknown>(one)) as T;
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, one]) => [name, withSharedFloats<unknown>(one)]),
  ) as T;
}
