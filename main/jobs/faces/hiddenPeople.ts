// People whom no screen names, nor anything that goes out: they are learned, so that they are taken for nobody else.
import type { Library } from '../../library/library.ts';
import type { LibraryFace } from '../../library/photos.ts';

/** Whether the person (id or name), or whom they were merged into, is hidden; nobody whom the library does not know is. */
export const isHidden = (library: Library, person: string): boolean =>
  (library.person(person) ?? library.currentPerson(person))?.hidden === true;

/** Faces with their people called by numbers where those are hidden: the same for the same faces. */
export function withHiddenNames(library: Library, faces: readonly LibraryFace[]): readonly LibraryFace[] {
  const numbers = new Map<string, number>();
  return faces.map((face) => {
    const { person } = face;
    if (person === null || !isHidden(library, person.id)) return face;
    const number = numbers.get(person.id) ?? numbers.size + 1;
    numbers.set(person.id, number);
    return { ...face, person: { id: person.id, name: `Hidden person ${number}` } };
  });
}
