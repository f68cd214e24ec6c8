// What every running command says.
export interface Progress {
  readonly phase: string;
  readonly done: number;
  /** Null while it is not known. */
  readonly total: number | null;
  /** What `done` and `total` count, where it is not files, faces or steps. */
  readonly unit?: 'bytes';
  /** The file or person in hand. */
  readonly detail?: string;
  /** Training loss at step `done`. */
  readonly loss?: number;
}

export type Nothing = Readonly<Record<string, never>>;
