// Two people become one, in a way that can be taken back until the library is closed.
import { failed, success, type Result } from '../../../models/failure.ts';
import { emptyFile } from '../memory/catalogue.ts';
import { UNNAMED } from '../disk/layout.ts';
import type { Merge, Merged } from '../people.ts';
import { moveFaces } from './moveFaces.ts';
import { freeName, personById, token } from './people.ts';
import { eraseUnnamed, passing } from './placing.ts';
import type { Store } from '../memory/store.ts';

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
    const unassigned = moves.filter(({ to }) => to === UNNAMED).map(({ face }) => face);
    const denied = denialsOf(store, [from, into]);
    const { name, consent, hidden, born } = source.value;
    const merged = {
      from: { id: from, name, consent, hidden, born },
      into,
      faces: moves.map(({ face }) => face),
      unassigned,
      denied,
    };
    const erased = token(store);
    await moveFaces(store, moves, { leaving: { owner: from, erased, heir: into } });
    await eraseUnnamed(store, [passing(erased)]);
    const person = personById(store, into);
    return person.ok
      ? success({ person: person.value, unassigned, merged, takeBack: () => takeApart(store, merged) })
      : person;
  });
}

function denialsOf({ catalogue }: Store, people: readonly string[]): Merged['denied'] {
  const denied: [face: string, people: readonly string[]][] = [];
  for (const id of catalogue.denied()) {
    const theirs = catalogue.face(id)?.face.denied.filter((person) => people.includes(person)) ?? [];
    if (theirs.length > 0) denied.push([id, theirs]);
  }
  return denied;
}

/** Under the old id: checkpoints that know the person know them by it. */
export function takeApart(
  store: Store,
  { from, into, faces, unassigned, denied }: Merged,
): Promise<Result<void>> {
  return store.alone(async () => {
    const { catalogue } = store;
    if (catalogue.owner(from.id) !== undefined) {
      return failed('bad-arguments', `${from.name} is a person of their own already.`, 'Leave it as it is.');
    }
    // Their faces went on with whoever had them, and would not come back.
    if (catalogue.owner(into) === undefined) {
      return failed(
        'bad-arguments',
        `${from.name} was changed since, so the change before was not taken back.`,
        'Change it by hand.',
      );
    }
    const name = freeName(store, from.name);
    if (!name.ok) return name;
    const { consent, hidden, born } = from;
    const described = { consent, hidden, born };
    // A face that went elsewhere in the meantime stays there.
    const theirs = faces.filter((id) => {
      const owner = catalogue.face(id)?.owner.id;
      return owner === into || (owner === UNNAMED && unassigned.includes(id));
    });
    const isTheirs = new Set(theirs);
    const restored = new Map<string, readonly string[]>();
    for (const [id, before] of denied) {
      const { owner, face } = catalogue.face(id) ?? {};
      if (owner === undefined || face === undefined) continue;
      const others = face.denied.filter((person) => person !== from.id && person !== into);
      const owning = isTheirs.has(id) ? from.id : owner.id;
      restored.set(id, [...others, ...before.filter((person) => person !== owning)]);
    }
    await moveFaces(
      store,
      theirs.map((face) => ({ face, to: from.id })),
      { arriving: { ...emptyFile(from.id, name.value), ...described }, denied: restored },
    );
    return success(undefined);
  });
}
