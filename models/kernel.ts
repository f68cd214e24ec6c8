// Hot loops as WebAssembly SIMD kernels, assembled from the `.wat` file beside the code that runs them.

/** A module's memory, in pages of 64 KiB. What is read from `buffer` is void once it has grown. */
interface Memory {
  readonly buffer: ArrayBuffer;
  grow(pages: number): number;
}

/** A module's memory, and its functions by name. */
export interface Kernel<Name extends string> {
  readonly memory: Memory;
  readonly functions: Readonly<Record<Name, (...numbers: readonly number[]) => void>>;
}

const PAGE = 65536;

// Globals of every host of JavaScript, which TypeScript's bare library does not know.
declare const atob: (base64: string) => string;
declare const WebAssembly: {
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object) => { readonly exports: unknown };
};

/**
 * Opens a module when it is first asked for: not every process that knows of it runs it.
 *
 * @param base64 what the text assembles to: after a change of the text, what test/models/kernel.test.ts expects
 */
export function kernel<Name extends string>(base64: string): () => Kernel<Name> {
  let opened: Kernel<Name> | null = null;
  return () => (opened ??= open(base64));
}

function open<Name extends string>(base64: string): Kernel<Name> {
  const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(bytes));
  const functions = exports as Kernel<Name>['functions'] & { readonly memory: Memory };
  return { memory: functions.memory, functions };
}

/** A kernel's memory, grown to `size` bytes where it was smaller. */
export function bytesOf(memory: Memory, size: number): Uint8Array {
  const missing = size - memory.buffer.byteLength;
  if (missing > 0) memory.grow(Math.ceil(missing / PAGE));
  return new Uint8Array(memory.buffer);
}
