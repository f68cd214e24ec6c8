// Gives faces back to whose they were, and people what was said of them: what a change did not change, or what was changed
// since, stays as it is.
import { failed, success, type Result } from '../../../models/failure.ts';
import type { Library } from '../../library/library.ts';
import type { LibraryPerson, PersonChange } from '../../library/people.ts';
import type { LibraryFace } from '../../library/photos.ts';
import { groupBy } from './groupBy.ts';

/** A face before a change. */
export interface FaceBefore {
  readonly id: string;
  /** Id of the person whose it was; null for nobody. */
  readonly owner: string | null;
  readonly denied: readonly string[];
  readonly ignored: boolean;
}

export const faceBefore = ({ id, person, denied, ignored }: LibraryFace): FaceBefore => ({
  id,
  owner: person?.id ?? null,
  denied,
  ignored,
});

/** Id of the person whose it is, null for nobody; undefined where the face is not there any more. */
function ownerNow(library: Library, id: string): string | null | undefined {
  const face = library.face(id);
  return face.ok ? (face.value.person?.id ?? null) : undefined;
}

export const facesBefore = (faces: readonly LibraryFace[]): readonly FaceBefore[] => faces.map(faceBefore);

/** After it was given or denied to this person: with its owner again, and denied to them if it was. */
export async function restoreFace(
  library: Library,
  { id, owner, denied }: FaceBefore,
  person: string,
): Promise<Result<unknown>> {
  const now = ownerNow(library, id);
  if (now === undefined) return success(null);
  if (now === person || (now === null && owner === person)) {
    const moved = await library.assign([id], owner);
    if (!moved.ok) return moved;
  }
  return denied.includes(person) ? library.deny(id, person) : library.allow(id, person);
}

/** To whose they were before; who got them is denied those again that were denied to them. */
export async function moveBack(
  library: Library,
  all: readonly FaceBefore[],
  from: string | null,
): Promise<Result<unknown>> {
  const faces = all.filter(({ id }) => ownerNow(library, id) === from);
  for (const [person, owned] of groupBy(faces, ({ owner }) => owner)) {
    const moved = await library.assign(
      owned.map(({ id }) => id),
      person,
    );
    if (!moved.ok) return moved;
  }
  const ignored = faces.filter((face) => face.ignored).map(({ id }) => id);
  if (ignored.length > 0) {
    const again = await library.ignore(ignored, true);
    if (!again.ok) return again;
  }
  for (const { id, denied } of faces) {
    if (from === null || !denied.includes(from)) continue;
    const again = await library.deny(id, from);
    if (!again.ok) return again;
  }
  return success(null);
}

/** Faces that were ignored, or are not any more, as they were before. */
export async function restoreIgnored(
  library: Library,
  faces: readonly FaceBefore[],
): Promise<Result<unknown>> {
  const open = faces
    .filter(({ id, ignored }) => !ignored && ownerNow(library, id) === null)
    .map(({ id }) => id);
  const back = await library.ignore(open, false);
  return back.ok ? moveBack(library, faces, null) : back;
}

/** What came in with a face that was drawn. */
export interface CameIn {
  /** Ids of all faces that came in. */
  readonly faces: readonly string[];
  /** Id of the photo, where it came in with them. */
  readonly photo: string | null;
  /** Id of the person who was made for the face. */
  readonly made: string | null;
}

/** Takes it out for good; the person goes if nothing else is theirs by now. */
export async function takeOut(library: Library, { faces, photo, made }: CameIn): Promise<Result<unknown>> {
  const there = faces.filter((id) => library.face(id).ok);
  const isWhole = photo !== null && library.photo(photo) !== undefined;
  const removed = isWhole
    ? await library.removePhotos([photo])
    : there.length === 0
      ? null
      : await library.removeFaces(there);
  if (removed?.ok === false) return removed;
  await removed?.value.forget();
  return made === null ? success(null) : library.dismissPerson(made);
}

/** What was said of a person: only what differs between the two. */
export interface Said {
  readonly before: PersonChange;
  readonly after: PersonChange;
}

const FIELDS = ['name', 'consent', 'hidden', 'born'] as const satisfies readonly (keyof PersonChange)[];

export function saidOf(before: LibraryPerson, after: LibraryPerson): Said {
  const changed = FIELDS.filter((field) => before[field] !== after[field]);
  return { before: pick(before, changed), after: pick(after, changed) };
}

const pick = (person: PersonChange, fields: readonly (keyof PersonChange)[]): PersonChange =>
  Object.fromEntries(fields.map((field) => [field, person[field]]));

/** @param called what to call them where they were changed since */
export function restoreSaid(
  library: Library,
  id: string,
  { before, after }: Said,
  called: string,
): Promise<Result<unknown>> {
  const now = library.person(id);
  const said = FIELDS.filter((field) => field in after);
  const unchanged = said.filter((field) => now?.[field] === after[field]);
  return unchanged.length === 0 && said.length > 0
    ? Promise.resolve(changedSince(called))
    : library.changePerson(id, pick(before, unchanged));
}

export const changedSince = (who: string) =>
  failed(
    'bad-arguments',
    `${who} was changed since, so the change before was not taken back.`,
    'Change it by hand.',
  );
