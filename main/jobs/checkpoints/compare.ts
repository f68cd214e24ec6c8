// Two checkpoints held against each other: what each was made of and with, and what either names that the other does not.
import { failed, success, type Result } from '../../../models/failure.ts';
import type { CheckpointComparison, Overlap } from '../../../preload/contract.ts';
import type { StoredCheckpoint } from '../../library/checkpoints.ts';
import type { Library } from '../../library/library.ts';
import { readDetails, type CheckpointDetails } from './details.ts';
import { compareHeldOut, compareNewFaces, type CompareParts } from './compareAnswers.ts';
import type { JobCall } from '../call.ts';

/** A checkpoint with what its details say. */
export interface DetailedCheckpoint {
  readonly stored: StoredCheckpoint;
  readonly details: CheckpointDetails;
}

export type Comparison = Omit<CheckpointComparison, 'a' | 'b'> & {
  readonly a: DetailedCheckpoint;
  readonly b: DetailedCheckpoint;
};

/** Fails with `not-found` or `model-unusable` where one of the two cannot be read. */
export async function compareCheckpoints(
  parts: CompareParts,
  ids: { readonly a: string; readonly b: string },
  call: JobCall<'progress'>,
): Promise<Result<Comparison>> {
  const { library } = parts;
  const [a, b] = [find(library, ids.a), find(library, ids.b)];
  if (!a.ok) return a;
  if (!b.ok) return b;
  const [cropsA, cropsB] = [a.value.stored.crops, b.value.stored.crops];
  const [namesA, namesB] = [namesOf(library, a.value.stored), namesOf(library, b.value.stored)];
  const people = overlap(namesA.keys(), namesB.keys());
  const name = (id: string): string => namesA.get(id) ?? namesB.get(id) ?? id;
  const named = (id: readonly string[]) => id.map(name).sort((one, other) => one.localeCompare(other));
  const photoOf = new Map(library.faceKeys().map(({ id, photo }) => [id, photo]));
  // A face that is gone from the library was in a photo of its own, as far as anybody knows.
  const photosOf = (crops: readonly string[]) => crops.map((id) => photoOf.get(id) ?? id);
  return success({
    a: a.value,
    b: b.value,
    ancestor: findAncestor(library, ids.a, ids.b),
    people: { both: named(people.both), onlyA: named(people.onlyA), onlyB: named(people.onlyB) },
    photos: sizes(overlap(photosOf(cropsA), photosOf(cropsB))),
    faces: sizes(overlap(cropsA, cropsB)),
    heldOut: await compareHeldOut(library, a.value.stored, b.value.stored),
    newFaces: await compareNewFaces(parts, a.value.stored, b.value.stored, call),
  });
}

function find(library: Library, id: string): Result<DetailedCheckpoint> {
  const found = library.findCheckpoint(id);
  if (!found.ok) return found;
  const stored = found.value;
  const details = readDetails(stored);
  if (details !== null) return success({ stored, details });
  const what = `The checkpoint ${id} cannot be read: its details are not what this Facet writes.`;
  return failed('model-unusable', what, 'Learn again: facet finetune', stored.folder);
}

/** By the names that people have now; who was removed keeps the old one, and who is hidden is left out. */
const namesOf = (library: Library, { people }: StoredCheckpoint): Map<string, string> =>
  new Map(
    people.flatMap(({ id, name }) => {
      const now = library.currentPerson(id);
      return now?.hidden === true ? [] : [[now?.id ?? id, now?.name ?? name] as const];
    }),
  );

function overlap(a: Iterable<string>, b: Iterable<string>): Overlap<readonly string[]> {
  const [inA, inB] = [new Set(a), new Set(b)];
  return {
    both: [...inA].filter((id) => inB.has(id)),
    onlyA: [...inA].filter((id) => !inB.has(id)),
    onlyB: [...inB].filter((id) => !inA.has(id)),
  };
}

const sizes = ({ both, onlyA, onlyB }: Overlap<readonly string[]>): Overlap<number> => ({
  both: both.length,
  onlyA: onlyA.length,
  onlyB: onlyB.length,
});

function findAncestor(library: Library, a: string, b: string): CheckpointComparison['ancestor'] {
  const [lineA, lineB] = [lineOf(library, a), lineOf(library, b)];
  const stepsA = lineA.findIndex((id) => lineB.includes(id));
  return stepsA < 0 ? null : { id: lineA[stepsA], stepsA, stepsB: lineB.indexOf(lineA[stepsA]) };
}

/** A checkpoint, the one before it, and so on: as far back as the library still has them. */
function lineOf(library: Library, start: string): string[] {
  const line: string[] = [];
  const all = new Map(library.checkpoints().map((stored) => [stored.id, stored]));
  for (let id: string | null = start; id !== null && !line.includes(id);) {
    const stored = all.get(id);
    if (stored === undefined) break;
    line.push(id);
    id = readDetails(stored)?.parent ?? null;
  }
  return line;
}
