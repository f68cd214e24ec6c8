// What can go wrong without anything being broken. Expected failures are values of this one type; bugs throw.

/** Every kind of expected failure. A shell may react to the kind; a person reads the message and the advice. */
export type FailureKind =
  | 'already-there'
  | 'bad-arguments'
  | 'busy'
  | 'cancelled'
  | 'checksum-mismatch'
  | 'disconnected'
  | 'disk-failed'
  | 'disk-full'
  | 'engine-died'
  | 'library-corrupt'
  | 'library-locked'
  | 'library-missing'
  | 'library-newer'
  | 'model-missing'
  | 'model-unusable'
  | 'network'
  | 'no-face'
  | 'no-permission'
  | 'not-an-image'
  | 'not-enough-data'
  | 'not-found'
  | 'out-of-memory'
  | 'training-diverged';

export interface Failure {
  readonly kind: FailureKind;
  /** What happened, in one sentence that names the file or the person. */
  readonly message: string;
  /** What the user can do about it, in one sentence. */
  readonly advice: string;
  /** The file or folder that it happened to, where there is one. */
  readonly path?: string;
}

export type Result<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly failure: Failure };

export const success = <T>(value: T): Result<T> => ({ ok: true, value });

export const failed = (
  kind: FailureKind,
  message: string,
  advice: string,
  path?: string,
): { readonly ok: false; readonly failure: Failure } => ({
  ok: false,
  failure: path === undefined ? { kind, message, advice } : { kind, message, advice, path },
});
