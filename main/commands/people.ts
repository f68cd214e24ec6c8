// Erasing people: what the library does in several steps.
import { failed, success, type Result } from '../../models/failure.ts';
import type { RemovalReport, Request } from '../../preload/contract.ts';
import { personAnswer } from './answers.ts';
import type { Library } from '../library/library.ts';
import { copiesWith } from '../gallery/copy/copyFiles.ts';
import { forgetMeasured } from '../measuredPhotos.ts';

/**
 * Erases a person from the library; galleries that still hold somebody of that name are only named, as they are shared.
 * Also what benchmarks remember of photos outside of the library: they may be the person's as well.
 *
 * @param galleryCopies folder with copies of shared galleries
 */
export async function erasePerson(
  library: Library,
  { person: name, withCheckpoints = false }: Request<'people.remove'>,
  galleryCopies: string,
): Promise<Result<RemovalReport>> {
  const person = library.person(name);
  if (person === undefined) {
    return failed('not-found', `There is nobody called ${name} in the library.`, 'See who is: facet people');
  }
  const removed = await library.removePerson(person.id);
  if (!removed.ok) return removed;
  const forgotten = await forgetMeasured();
  if (!forgotten.ok) return forgotten;
  const { keptPhotos, checkpoints: knowing } = removed.value;
  const removedCheckpoints: string[] = [];
  for (const id of withCheckpoints ? knowing : []) {
    const gone = await library.removeCheckpoint(id);
    if (!gone.ok) return gone;
    removedCheckpoints.push(id);
  }
  const checkpoints = withCheckpoints ? [] : knowing;
  return success({
    person: personAnswer(removed.value.person),
    keptPhotos,
    faceless: library.photos({ faceless: true }).length,
    checkpoints,
    removedCheckpoints,
    galleries: await copiesWith(galleryCopies, removed.value.person),
  });
}
