// The checkpoint that is worked with.
import { failed, success, type Result } from '../../../models/failure.ts';
import type { StoredCheckpoint } from '../../library/checkpoints.ts';
import type { Library } from '../../library/library.ts';

/** The one of that id; the one in use where none is named. */
export function chosenCheckpoint(library: Library, id?: string): Result<StoredCheckpoint> {
  if (id !== undefined) return library.findCheckpoint(id);
  const active = library.activeCheckpoint();
  if (active !== undefined) return success(active);
  return failed(
    'not-found',
    'There is no checkpoint yet.',
    'Import photos of people, then learn them: facet finetune',
  );
}
