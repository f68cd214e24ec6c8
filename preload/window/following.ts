// Folders that are followed.
import type { Failure } from '../../models/failure.ts';
import type { Skipped } from '../contract/photos.ts';
import type { Progress } from '../contract/running.ts';

export type Whose = 'unnamed' | 'person' | 'tree';

/** A folder whose photos come into the library as they come into it, and how. */
export interface FollowWish {
  readonly folder: string;
  /** Whose photos lie in it: anybody's, one person's, or each sub-folder those of the person whom it is called after. */
  readonly whose: Whose;
  /** Of one person's: the name. */
  readonly person?: string;
  /** Photos stay where they are, instead of being copied into the library. */
  readonly inPlace: boolean;
}

export interface FollowedFolder extends FollowWish {
  readonly state:
    /** Another folder is looked through first. */
    | { readonly at: 'queued' }
    | { readonly at: 'looking'; readonly progress: Progress | null }
    /** Everything in it was seen to; what comes is waited for. */
    | { readonly at: 'following' }
    /** Its drive is not connected, or it was moved. */
    | { readonly at: 'away' }
    | { readonly at: 'paused' }
    /** It is tried again after a while. */
    | { readonly at: 'failed'; readonly failure: Failure };
  /** Photos that came out of it since it is followed. */
  readonly photos: number;
  /** When it was last looked through to the end (ISO 8601); null: not yet. */
  readonly looked: string | null;
  /** Files that could not be used when it was last looked through, at most 100. */
  readonly skipped: readonly Skipped[];
  /** Sub-folders whose names hardly are people's: their photos wait for an answer. */
  readonly questioned: readonly string[];
  /** The step of the last import out of it, as long as it can be taken back. */
  readonly undo: number | null;
}
