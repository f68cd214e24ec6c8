// People: made, renamed and erased.
import { randomBytes } from 'node:crypto';
import { mkdir, rm } from 'node:fs/promises';
import { failed, success, type Result } from '../../models/failure.ts';
import { purgeCaches } from './caches.ts';
import { emptyFile, type Owner } from './catalogue.ts';
import { checkpointsThatKnow } from './checkpoints.ts';
import { renameDenied } from './denials.ts';
import { attempt } from './faults.ts';
import { forgetFileNames } from './fileNames.ts';
import type { LibraryPerson, Removal } from './library.ts';
import { normaliseName, parseName } from './names.ts';
import type { PersonFile } from './schema.ts';
import type { Store } from './store.ts';
import { byName, viewPerson } from './views.ts';

export const listPeople = ({ catalogue }: Store): LibraryPerson[] =>
  [...catalogue.people()].map(viewPerson).sort(byName);

export function findPerson({ catalogue }: Store, idOrName: string): LibraryPerson | undefined {
  const name = normaliseName(idOrName);
  const people = [...catalogue.people()];
  const found = people.find((person) => person.name === name) ?? people.find(({ id }) => id === idOrName);
  return found && viewPerson(found);
}

export function createPerson(store: Store, wanted: string): Promise<Result<LibraryPerson>> {
  return store.alone(async () => {
    const name = freeName(store, wanted);
    if (!name.ok) return name;
    const id = randomBytes(6).toString('hex');
    await makePerson(store, emptyFile(id, name.value));
    return personById(store, id);
  });
}

/** Call it alone in the gate. */
export async function makePerson(store: Store, file: PersonFile): Promise<void> {
  const { catalogue, layout, ready } = store;
  await mkdir(layout.owner(file.id), { recursive: true });
  // Somebody of this id may have been here before.
  ready.delete(file.id);
  catalogue.load(file);
  await store.commitNow({ documents: [file.id], folders: [layout.people] });
}

export function changePerson(
  store: Store,
  id: string,
  change: { readonly name?: string; readonly consent?: string | null },
): Promise<Result<LibraryPerson>> {
  return store.alone(async () => {
    const person = personById(store, id);
    if (!person.ok) return person;
    const name =
      change.name === undefined ? success(person.value.name) : freeName(store, change.name, person.value.id);
    if (!name.ok) return name;
    const consent = change.consent === undefined ? person.value.consent : change.consent;
    store.catalogue.describe(id, name.value, consent);
    await store.commitNow({ documents: [id] });
    return personById(store, id);
  });
}

export function removePerson(store: Store, id: string): Promise<Result<Removal>> {
  return store.alone(async () => {
    const { catalogue, layout } = store;
    const person = personById(store, id);
    if (!person.ok) return person;
    const shared = [...(catalogue.owner(id)?.photos.keys() ?? [])].filter(
      (photo) => catalogue.ownersOf(photo).size > 1,
    );
    const erased = token(store);
    const checkpoints = checkpointsThatKnow(store, id);
    catalogue.drop(id);
    const documents = renameDenied(store, id, null).add(id);
    for (const owner of forgetFileNames(store, person.value.name, new Set(shared))) documents.add(owner);
    await store.commitNow({ documents, moves: [{ from: layout.owner(id), to: erased }] });
    store.erased.add(id);
    // The person is gone from here on; should erasing stop half-way, the next open goes on with it.
    const erasing = await attempt(layout.root, async () => {
      await purgeCaches(store);
      await rm(layout.training, { recursive: true, force: true });
      await rm(erased, { recursive: true, force: true });
    });
    if (!erasing.ok) return erasing;
    return success({
      person: person.value,
      keptPhotos: shared.length,
      checkpoints,
    });
  });
}

/** Alone in the gate: a photo that arrives meanwhile would go with the person. */
export function dismissPerson(store: Store, id: string): Promise<Result<boolean>> {
  return store.alone(async () => {
    const { catalogue, layout } = store;
    const owner = catalogue.owner(id);
    if (owner === undefined || owner.name === null) return success(true);
    const isDenied = [...catalogue.denied()].some(
      (face) => catalogue.face(face)?.face.denied.includes(id) === true,
    );
    if (owner.faces.size > 0 || isDenied) return success(false);
    const erased = token(store);
    catalogue.drop(id);
    await store.commitNow({ documents: [id], moves: [{ from: layout.owner(id), to: erased }] });
    await rm(erased, { recursive: true, force: true });
    return success(true);
  });
}

/** A name for a folder on its way out. */
export const token = ({ layout }: Store): string => layout.erased(randomBytes(6).toString('hex'));

export function personById({ catalogue }: Store, id: string): Result<LibraryPerson> {
  const owner: Owner | undefined = catalogue.owner(id);
  return owner === undefined || owner.name === null
    ? failed('not-found', `There is no person ${id} in the library.`, 'List the people first.')
    : success(viewPerson(owner));
}

/** The name as it is stored, where it is one and nobody else has it. */
export function freeName({ catalogue }: Store, wanted: string, except?: string): Result<string> {
  const name = parseName(wanted);
  if (!name.ok) return name;
  const taken = [...catalogue.people()].some((person) => person.name === name.value && person.id !== except);
  return taken
    ? failed('bad-arguments', `There is a person called ${name.value} already.`, 'Choose another name.')
    : name;
}
