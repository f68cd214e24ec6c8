// Changes of people by name, for the command line: each can be taken back later.
import { failed, success, type Result } from '../../../models/failure.ts';
import type { Answer, Face, Person, Request } from '../../../preload/contract.ts';
import { faceAnswer, personAnswer } from '../answers.ts';
import type { Call } from '../call.ts';
import type { Library } from '../../library/library.ts';
import type { LibraryPerson } from '../../library/people.ts';
import type { LibraryFace } from '../../library/photos.ts';
import type { Services } from '../../services.ts';
import { Likeness } from './likeness.ts';
import { splitPerson } from './split.ts';
import { keepStep } from './steps.ts';
import { facesBefore } from './takeBack.ts';

/** By name, or by id. */
export function findPerson(library: Library, who: string): Result<LibraryPerson> {
  const person = library.person(who) ?? library.similarPerson(who);
  return person === undefined
    ? failed('not-found', `There is nobody called ${who} in the library.`, 'See who is: facet people')
    : success(person);
}

/** By id or unambiguous prefix, each once. */
export function findFaces(library: Library, prefixes: readonly string[]): Result<readonly LibraryFace[]> {
  const found = new Map<string, LibraryFace>();
  for (const prefix of prefixes) {
    const face = library.face(prefix);
    if (!face.ok) return face;
    found.set(face.value.id, face.value);
  }
  return success([...found.values()]);
}

export async function renamePerson(
  library: Library,
  { person: who, name }: Request<'people.rename'>,
): Promise<Result<Person>> {
  const person = findPerson(library, who);
  if (!person.ok) return person;
  const { id, name: before } = person.value;
  const same = library.similarPerson(name);
  if (same !== undefined && same.id !== id) {
    return failed(
      'bad-arguments',
      `There is a person called ${same.name} already.`,
      `Choose another name, or make one person of them: facet merge "${before}" --into "${same.name}"`,
    );
  }
  const changed = await library.changePerson(id, { name });
  if (!changed.ok) return changed;
  if (changed.value.name !== before)
    await keepStep(library, { kind: 'renamed', person: id, name: changed.value.name, before });
  return success(personAnswer(changed.value));
}

export async function joinPeople(
  library: Library,
  { from: leaving, into: staying }: Request<'people.join'>,
): Promise<Result<Answer<'people.join'>>> {
  const [from, into] = [findPerson(library, leaving), findPerson(library, staying)];
  if (!from.ok) return from;
  if (!into.ok) return into;
  const done = await library.mergePeople(from.value.id, into.value.id);
  if (!done.ok) return done;
  const { person, unassigned, merged } = done.value;
  await keepStep(library, {
    kind: 'merged',
    name: from.value.name,
    into: person.name,
    merged: {
      ...merged,
      faces: [...merged.faces],
      unassigned: [...unassigned],
      denied: merged.denied.map(([face, people]) => [face, [...people]]),
    },
  });
  return success({ person: personAnswer(person), unassigned: unassigned.length });
}

export async function partPerson(
  services: Services,
  library: Library,
  { person: who, into }: Request<'people.part'>,
  call: Call,
): Promise<Result<readonly Face[]>> {
  const person = findPerson(library, who);
  if (!person.ok) return person;
  const { encoder } = services.photoAnalyser(library, {});
  const likeness = new Likeness(services, () => undefined);
  const apart = await splitPerson(library, person.value.id, likeness, encoder, call);
  if (!apart.ok) return apart;
  if (into !== undefined) return giveFaces(library, apart.value.faces, into);
  const faces = findFaces(library, apart.value.faces);
  return faces.ok ? success(faces.value.map(faceAnswer(library))) : faces;
}

/** Faces by id or prefix; the person is made where there is none of that name. */
export async function giveFaces(
  library: Library,
  prefixes: readonly string[],
  name: string,
  exactNames = false,
): Promise<Result<readonly Face[]>> {
  const faces = findFaces(library, prefixes);
  if (!faces.ok) return faces;
  const before = facesBefore(faces.value);
  const ids = before.map(({ id }) => id);
  const known = new Set(library.people().map(({ id }) => id));
  const given = await library.ensurePerson(name, { faces: ids, exactNames });
  if (!given.ok) return given;
  const { id: to, name: stored } = given.value;
  const moved = before.filter(({ owner }) => owner !== to);
  if (moved.length > 0)
    await keepStep(library, {
      kind: 'moved',
      faces: moved.map(mutable),
      to,
      name: stored,
      made: !known.has(to),
    });
  const now = findFaces(library, ids);
  return now.ok ? success(now.value.map(faceAnswer(library))) : now;
}

export async function denyFaces(
  library: Library,
  { faces: prefixes, person: who }: Request<'faces.refuse'>,
): Promise<Result<readonly Face[]>> {
  const person = findPerson(library, who);
  if (!person.ok) return person;
  const faces = findFaces(library, prefixes);
  if (!faces.ok) return faces;
  const { id, name } = person.value;
  const open = faces.value.filter(({ denied }) => !denied.includes(id));
  for (const face of open) {
    const denied = await library.deny(face.id, id);
    if (!denied.ok) return denied;
  }
  const before = facesBefore(open).map(mutable);
  if (open.length > 0) await keepStep(library, { kind: 'denied', faces: before, person: id, name });
  const now = findFaces(library, prefixes);
  return now.ok ? success(now.value.map(faceAnswer(library))) : now;
}

/** Faces by id or prefix, and all of a person by name; each as it was, and how to call the change. */
export async function ignoreFaces(
  library: Library,
  { faces: prefixes, person: who, ignored }: Request<'faces.ignore'>,
): Promise<Result<{ readonly before: readonly LibraryFace[] }>> {
  const named = findFaces(library, prefixes);
  if (!named.ok) return named;
  const person = who === undefined ? null : findPerson(library, who);
  if (person?.ok === false) return person;
  const theirs = person === null ? [] : library.faces({ person: person.value.id });
  const before = [...named.value, ...theirs].filter((face) => face.ignored !== ignored);
  const done = await library.ignore(
    before.map(({ id }) => id),
    ignored,
  );
  return done.ok ? success({ before }) : done;
}

export async function ignoreAndKeep(
  library: Library,
  request: Request<'faces.ignore'>,
): Promise<Result<Answer<'faces.ignore'>>> {
  const done = await ignoreFaces(library, request);
  if (!done.ok) return done;
  const faces = facesBefore(done.value.before).map(mutable);
  if (faces.length > 0) await keepStep(library, { kind: 'ignored', faces });
  return success({ faces: faces.length });
}

const mutable = <F extends { readonly denied: readonly string[] }>(face: F) => ({
  ...face,
  denied: [...face.denied],
});
