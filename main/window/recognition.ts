// Names for faces by the active checkpoint.
import { success, type Result } from '../../models/failure.ts';
import type { FoundFace } from '../engine/engine.ts';
import type { Library } from '../library/library.ts';
import type { Suggest } from './groups.ts';

export interface Recogniser {
  /** Encoder id whose embeddings it knows. */
  readonly encoder: string;
  /** One answer a face; nobody is named twice. */
  identify(
    faces: readonly FoundFace[],
  ): readonly { readonly name: string | null; readonly confidence: number }[];
}
export function openRecogniser(_library: Library): Promise<Result<Recogniser | null>> {
  return Promise.resolve(success(null));
}
export function suggestionsOf(_library: Library, _encoder: string): Promise<Suggest> {
  return Promise.resolve(() => null);
}
