// People: made, renamed, merged and erased.
import { randomBytes } from 'node:crypto';
import { mkdir, rm } from 'node:fs/promises';
import { failed, success, type Result } from '../../models/failure.ts';
import { purgeCaches } from './caches.ts';
import { emptyFile, type Owner } from './catalogue.ts';
import { checkpointsThatKnow } from './checkpoints.ts';
import { renameDenied } from './denials.ts';
import { attempt } from './faults.ts';
import { UNNAMED } from './layout.ts';
import type { LibraryPerson, Merge, Removal } from './library.ts';
import { moveFaces } from './moving.ts';
import { normaliseName, parseName } from './names.ts';
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
    const { catalogue, layout } = store;
    const id = randomBytes(6).toString('hex');
    await mkdir(layout.owner(id), { recursive: true });
    catalogue.load(emptyFile(id, name.value));
    await store.commitNow({ documents: [id], folders: [layout.people] });
    return personById(store, id);
  });
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

export function mergePeople(store: Store, from: string, into: string): Promise<Result<Merge>> {
  return store.alone(async () => {
    const { catalogue } = store;
    const [source, target] = [personById(store, from), personById(store, into)];
    if (!source.ok) return source;
    if (!target.ok) return target;
    if (from === into) {
      return failed('bad-arguments', 'A person cannot be merged with themselves.', 'Name two people.');
    }
    const moves = [...(catalogue.owner(from)?.faces.values() ?? [])].map((face) => ({
      face: face.id,
      to: catalogue.faceOf(into, face.photo) === undefined ? into : UNNAMED,
    }));
    const erased = token(store);
    await moveFaces(store, moves, { owner: from, erased, heir: into });
    await rm(erased, { recursive: true, force: true });
    const unassigned = moves.filter(({ to }) => to === UNNAMED).map(({ face }) => face);
    const person = personById(store, into);
    return person.ok ? success({ person: person.value, unassigned }) : person;
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
    catalogue.drop(id);
    const documents = renameDenied(store, id, null).add(id);
    await store.commitNow({ documents, moves: [{ from: layout.owner(id), to: erased }] });
    // The person is gone from here on; should erasing stop half-way, the next open goes on with it.
    const erasing = await attempt(layout.root, async () => {
      await purgeCaches(store);
      await rm(erased, { recursive: true, force: true });
    });
    if (!erasing.ok) return erasing;
    return success({
      person: person.value,
      keptPhotos: shared.length,
      checkpoints: checkpointsThatKnow(store, id),
    });
  });
}

const token = ({ layout }: Store): string => layout.erased(randomBytes(6).toString('hex'));

function personById({ catalogue }: Store, id: string): Result<LibraryPerson> {
  const owner: Owner | undefined = catalogue.owner(id);
  return owner === undefined || owner.name === null
    ? failed('not-found', `There is no person ${id} in the library.`, 'List the people first.')
    : success(viewPerson(owner));
}

/** The name as it is stored, where it is one and nobody else has it. */
function freeName({ catalogue }: Store, wanted: string, except?: string): Result<string> {
  const name = parseName(wanted);
  if (!name.ok) return name;
  const taken = [...catalogue.people()].some((person) => person.name === name.value && person.id !== except);
  return taken
    ? failed('bad-arguments', `There is a person called ${name.value} already.`, 'Choose another name.')
    : name;
}
