// Inner loops in WebAssembly, whose vectors JavaScript has not: assembled from the `.wat` file beside whoever runs them.

/** A module's memory, and its functions by name. */
export interface Kernel<Name extends string> {
  readonly memory: ArrayBuffer;
  readonly functions: Readonly<Record<Name, (...numbers: readonly number[]) => void>>;
}

interface Exports {
  readonly memory: { readonly buffer: ArrayBuffer };
}

// Globals of every host of JavaScript, which TypeScript's bare library does not know.
declare const atob: (base64: string) => string;
declare const WebAssembly: {
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object) => { readonly exports: Exports };
};

/**
 * Opens a module when it is first asked for: not every process that knows of it runs it.
 *
 * @param base64 what the text assembles to; a test says what that should be
 */
export function kernel<Name extends string>(base64: string): () => Kernel<Name> {
  let opened: Kernel<Name> | null = null;
  return () => (opened ??= open(base64));
}

function open<Name extends string>(base64: string): Kernel<Name> {
  const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(bytes));
  return { memory: exports.memory.buffer, functions: exports as unknown as Kernel<Name>['functions'] };
}
