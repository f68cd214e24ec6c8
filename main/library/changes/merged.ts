// Who was merged into whom: what was learned before knows people by the ids that they had then.
import { viewPerson } from '../memory/views.ts';
import type { LibraryPerson } from '../people.ts';
import type { Store } from '../memory/store.ts';

type Merges = Store['facet']['merged'];

/** The person of that id, or whom they have become part of. */
export function currentPerson({ catalogue, facet }: Store, id: string): LibraryPerson | undefined {
  const seen = new Set<string>();
  for (let now: string | undefined = id; now !== undefined && !seen.has(now); now = facet.merged[now]) {
    seen.add(now);
    const owner = catalogue.owner(now);
    if (owner !== undefined) return owner.name === null ? undefined : viewPerson(owner);
  }
  return undefined;
}

/** The person, and everybody who was merged into them, at however many removes. */
export function everybodyIn(merged: Merges, person: string): ReadonlySet<string> {
  const all = new Set([person]);
  // What is added here is gone through as well.
  for (const into of all) for (const [from, to] of Object.entries(merged)) if (to === into) all.add(from);
  return all;
}

export const withMerge = (merged: Merges, from: string, into: string): Merges => ({
  ...withoutMerges(merged, new Set([into])),
  [from]: into,
});

/** Without what became of these people. */
export const withoutMerges = (merged: Merges, people: ReadonlySet<string>): Merges =>
  Object.fromEntries(Object.entries(merged).filter(([from]) => !people.has(from)));
