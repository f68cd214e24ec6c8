// Keeps what is known of whose faces are not true when people merge or go.
import type { Store } from './memory/store.ts';

/**
 * Puts one person in place of another wherever a face is known not to be theirs, in memory: nobody, where they are
 * erased. Answers with the owners whose documents changed. A person's own faces never deny that person.
 */
export function renameDenied({ catalogue }: Store, from: string, to: string | null): Set<string> {
  const changed = new Set<string>();
  for (const id of [...catalogue.denied()]) {
    const { owner, face } = catalogue.face(id) ?? {};
    if (owner === undefined || face?.denied.includes(from) !== true) continue;
    const others = face.denied.filter((person) => person !== from && person !== to);
    catalogue.deny(id, to === null || owner.id === to ? others : [...others, to]);
    changed.add(owner.id);
  }
  return changed;
}
