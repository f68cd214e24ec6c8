// People: made, renamed and erased.
import { randomBytes } from 'node:crypto';
import { failed, success, type Result } from '../../../models/failure.ts';
import { nameKey } from '../../../models/identity/nameKey.ts';
import { purgeCaches } from './caches.ts';
import { denyFace } from './denials/denials.ts';
import { assignFaces } from './faces.ts';
import { emptyFile, type Owner, renameDenied } from '../memory/catalogue.ts';
import { checkpointsThatKnow } from './checkpoints.ts';
import { syncFolder } from '../../files/durable.ts';
import { attempt, Fault } from '../disk/faults.ts';
import { forgetFileNames } from './fileNames.ts';
import type { LibraryPerson, PersonChange, PersonFacts, PersonStart, Removal } from '../people.ts';
import { everybodyIn, withoutMerges } from './merged.ts';
import { moveFaces, type FaceMove } from './moveFaces.ts';
import { normaliseName, parseNewName } from './names.ts';
import { eraseRest, eraseUnnamed, passing } from './placing.ts';
import { isDay, type PersonFile } from '../disk/schema.ts';
import { FACET, type Store } from '../memory/store.ts';
import { byName, viewPerson } from '../memory/views.ts';

/** What was listed last: sorting thousands of names takes as long as everything else that a screen asks for. */
const listed = new WeakMap<Store, { readonly revision: number; readonly people: readonly LibraryPerson[] }>();

export function listPeople(store: Store): readonly LibraryPerson[] {
  const { revision } = store.catalogue;
  const last = listed.get(store);
  if (last?.revision === revision) return last.people;
  const people = [...store.catalogue.people()].map(viewPerson).sort(byName);
  listed.set(store, { revision, people });
  return people;
}

export function findPerson({ catalogue }: Store, idOrName: string): LibraryPerson | undefined {
  const found = catalogue.named(normaliseName(idOrName)) ?? catalogue.owner(idOrName);
  return found === undefined || found.name === null ? undefined : viewPerson(found);
}

export function findSimilar(store: Store, name: string): LibraryPerson | undefined {
  const exact = findPerson(store, name);
  if (exact !== undefined) return exact;
  const key = nameKey(name);
  return listPeople(store).find((person) => nameKey(person.name) === key);
}

export function createPerson(
  store: Store,
  wanted: string,
  { consent = null, hidden = false, born = null, faces = [], denied = [] }: PersonStart = {},
): Promise<Result<LibraryPerson>> {
  return store.alone(async () => {
    const made = newPersonFile(store, wanted);
    if (!made.ok) return made;
    const { id } = made.value;
    const moves = [
      ...facesFor(store, faces).map((face) => ({ face, to: id })),
      ...denials(store, denied, id),
    ];
    await moveFaces(store, moves, { arriving: { ...made.value, consent, hidden, born } });
    return personById(store, id);
  });
}

export async function ensurePerson(
  store: Store,
  name: string,
  { exactNames = false, faces = [], denied = [] }: PersonFacts = {},
): Promise<Result<LibraryPerson>> {
  const known = exactNames ? findPerson(store, name) : findSimilar(store, name);
  if (known === undefined) return createPerson(store, name, { faces, denied });
  const assigned = await assignFaces(store, faces, known.id);
  if (!assigned.ok) return assigned;
  for (const face of denied) {
    const done = await denyFace(store, face, known.id);
    if (!done.ok) return done;
  }
  return personById(store, known.id);
}

/** The file of somebody whom nobody knows by that name yet. */
export function newPersonFile(store: Store, wanted: string): Result<PersonFile> {
  const name = freeName(store, wanted);
  return name.ok ? success(emptyFile(randomBytes(6).toString('hex'), name.value)) : name;
}

/** Faces that one person may have together: throws where they are not there, or two of them are in one photo. */
function facesFor({ catalogue }: Store, ids: readonly string[]): readonly string[] {
  const photos = new Set<string>();
  return [...new Set(ids)].map((id) => {
    const photo = catalogue.face(id)?.face.photo;
    if (photo === undefined) throw noFace(id);
    if (photos.has(photo)) {
      throw new Fault(
        'bad-arguments',
        `The person would be twice in one photo with face ${id.slice(0, 12)}.`,
        'Give the person one face of each photo.',
      );
    }
    photos.add(photo);
    return id;
  });
}

function denials({ catalogue }: Store, ids: readonly string[], person: string): readonly FaceMove[] {
  return [...new Set(ids)].map((id) => {
    const owner = catalogue.face(id)?.owner.id;
    if (owner === undefined) throw noFace(id);
    return { face: id, to: owner, denied: person };
  });
}

const noFace = (id: string): Fault =>
  new Fault('not-found', `There is no face ${id} in the library.`, 'List the faces first.');

export function changePerson(
  store: Store,
  id: string,
  { name: wanted, ...rest }: PersonChange,
): Promise<Result<LibraryPerson>> {
  return store.alone(async () => {
    const person = personById(store, id);
    if (!person.ok) return person;
    const name = wanted === undefined ? success(person.value.name) : freeName(store, wanted, person.value.id);
    if (!name.ok) return name;
    const { consent, hidden, born } = { ...person.value, ...rest };
    if (born !== null && !isDay(born)) return notADay(born);
    if (rest.born !== undefined && rest.born !== null && rest.born > lastDay()) return yetToCome(rest.born);
    store.catalogue.describe(id, { name: name.value, consent, hidden, born });
    await store.commitNow({ documents: [id] });
    return personById(store, id);
  });
}

const notADay = (text: string): Result<never> =>
  failed('bad-arguments', `${text} is not a day.`, 'Write year, month and day: 1815-12-10.');

/** Today, wherever on Earth it is latest: year, month and day compare as text. */
const lastDay = (): string => new Date(Date.now() + 14 * 3_600_000).toISOString().slice(0, 10);

const yetToCome = (text: string): Result<never> =>
  failed('bad-arguments', `${text} is yet to come.`, 'Write the day of birth: 1815-12-10.');

export function removePerson(store: Store, id: string): Promise<Result<Removal>> {
  return store.erasing(async () => {
    const { catalogue, layout } = store;
    const person = personById(store, id);
    if (!person.ok) return person;
    const shared = [...(catalogue.owner(id)?.photos.keys() ?? [])].filter(
      (photo) => catalogue.ownersOf(photo).size > 1,
    );
    const erased = token(store);
    const checkpoints = checkpointsThatKnow(store, id);
    const everybody = everybodyIn(store.facet.merged, id);
    catalogue.drop(id);
    const documents = renameDenied(store.catalogue, id, null).add(id);
    if (everybody.size > 1) {
      store.facet = { ...store.facet, merged: withoutMerges(store.facet.merged, everybody) };
      documents.add(FACET);
    }
    for (const owner of forgetFileNames(store, person.value.name, new Set(shared))) documents.add(owner);
    await store.commitNow({ documents, moves: [{ from: layout.owner(id), to: erased }] });
    for (const gone of everybody) store.erased.add(gone);
    // The person is gone from here on; should erasing stop half-way, the next open goes on with it.
    const erasing = await attempt(layout.root, () => erase(store, erased));
    if (!erasing.ok) return erasing;
    return success({
      person: person.value,
      keptPhotos: shared.length,
      checkpoints,
    });
  });
}

/** What was promised to be erased is gone afterwards, or the failure names what is not. */
async function erase(store: Store, folder: string): Promise<void> {
  const { layout } = store;
  await purgeCaches(store);
  await eraseUnnamed(store, [passing(layout.training), passing(folder)]);
  const rest = await eraseRest(store);
  if (rest !== null) {
    throw new Fault(
      'no-permission',
      `${rest} could not be erased.`,
      'Close the program that holds it; it is erased when the library is opened again.',
      rest,
    );
  }
  await syncFolder(layout.cache);
}

/** Alone in the gate: a photo that arrives meanwhile would go with the person. */
export function dismissPerson(store: Store, id: string): Promise<Result<boolean>> {
  return store.erasing(async () => {
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
    await eraseUnnamed(store, [passing(erased)]);
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
  const name = parseNewName(wanted);
  if (!name.ok) return name;
  const namesake = catalogue.named(name.value);
  const taken = namesake !== undefined && namesake.id !== except;
  return taken
    ? failed('bad-arguments', `There is a person called ${name.value} already.`, 'Choose another name.')
    : name;
}
