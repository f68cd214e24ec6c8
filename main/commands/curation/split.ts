// Which faces of a person may be somebody else's.
import { failed, success, type Result } from '../../../models/failure.ts';
import { minorityCluster } from '../../../models/identity/grouping/splitInTwo.ts';
import { rowsOfVectors } from '../../../models/linear/vectors.ts';
import type { Call } from '../call.ts';
import type { WindowAnswer } from '../../../preload/window.ts';
import type { Library } from '../../library/library.ts';
import type { Likeness } from './likeness.ts';

/** The smaller of the two groups in which the person's faces are most alike. */
export async function splitPerson(
  library: Library,
  person: string,
  likeness: Pick<Likeness, 'embed'>,
  encoder: string,
  call: Call,
): Promise<Result<WindowAnswer<'faces.split'>>> {
  const faces = library.faces({ person });
  const cache = await likeness.embed(library, encoder, faces, call);
  if (!cache.ok) return cache;
  const known = faces.flatMap(({ id }) => {
    const embedding = cache.value.get(id);
    return embedding === undefined ? [] : [{ id, embedding }];
  });
  if (known.length < 2) {
    const name = library.person(person)?.name ?? '';
    return failed('not-enough-data', `${name} has too few faces to be two people.`, 'Add photos first.');
  }
  const rows = rowsOfVectors(known.map(({ embedding }) => embedding));
  const apart = minorityCluster(rows, rows.length / known.length);
  return success({ faces: known.filter((_, at) => apart[at]).map(({ id }) => id) });
}
