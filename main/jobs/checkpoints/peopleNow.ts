// Who the people of a checkpoint are by now: they may have been renamed, hidden, merged or erased since.
import type { Library } from '../../library/library.ts';
import type { LibraryPerson } from '../../library/people.ts';

interface Known {
  readonly id: string;
  readonly name: string;
}

/** In the order of the checkpoint's classes; null for whoever the library knows no more. */
export const peopleNow = (library: Library, people: readonly Known[]): readonly (LibraryPerson | null)[] =>
  people.map(({ id }) => library.currentPerson(id) ?? null);

/**
 * For each class the first one of the same person, as `decide` takes it; undefined where everybody has one class.
 *
 * @param now of `peopleNow`
 */
export function sameClasses(
  now: readonly (Pick<LibraryPerson, 'id'> | null)[],
): readonly number[] | undefined {
  const first = new Map<string, number>();
  const same = now.map((person, at) => {
    if (person === null) return at;
    const known = first.get(person.id);
    if (known === undefined) first.set(person.id, at);
    return known ?? at;
  });
  return same.every((place, at) => place === at) ? undefined : same;
}
