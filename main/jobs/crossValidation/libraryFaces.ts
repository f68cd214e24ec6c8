// The library's faces as every encoder that is measured sees them: the same faces, the same people, the same order.
import type { Embedded } from '../../../models/evaluation/askFold.ts';
import type { FoldSample } from '../../../models/evaluation/folds.ts';
import { failed, success, type Failure, type Result } from '../../../models/failure.ts';
import type { Cohort } from '../../../models/identity/cohort/cohort.ts';
import { pickRows, type Gallery } from '../../../models/identity/gallery.ts';
import type { Workers } from '../../work/workers.ts';
import { shared } from '../../work/shared.ts';
import type { EncoderInfo } from '../../engine/engine.ts';
import type { JobCall } from '../call.ts';
import type { Library } from '../../library/library.ts';
import type { LibraryFace } from '../../library/photos.ts';
import { mapInTurns } from '../../work/turns.ts';
import type { FinetuneParts } from '../finetune/parts.ts';
import { withHiddenNames } from '../faces/hiddenPeople.ts';
import { gatherFaces, type EnrolledFaces } from '../faces/enrolledFaces.ts';

/** Faces with what keeps two of them on one side of a split. */
export interface LibraryFaces {
  readonly faces: readonly LibraryFace[];
  readonly people: readonly { readonly id: string; readonly name: string }[];
  /** `[faces]` */
  readonly samples: readonly FoldSample[];
  /** `[faces]`: places of the near-duplicates of each, whoever is in them. */
  readonly twins: readonly (readonly number[])[];
}

export interface SeenLibrary extends LibraryFaces {
  /** In the order of the encoders; a failure where an encoder cannot be measured. */
  readonly by: readonly (Embedded | Failure)[];
}

/** An encoder, and where its cohort comes from if it is not the one that is kept for it. */
export interface FaceEncoder {
  readonly encoder: EncoderInfo;
  readonly cohort?: (enrolled: EnrolledFaces) => Promise<Result<Cohort | null>>;
}

/** Fails with `not-enough-data` where there are not two people to tell apart. */
export async function seeLibrary(
  { engine, library, cohorts, workers }: FinetuneParts,
  encoders: readonly FaceEncoder[],
  call: JobCall,
): Promise<Result<SeenLibrary>> {
  const reported = new Set<string>();
  const emit: JobCall['emit'] = (event, detail) => {
    if ('path' in detail) {
      // Every encoder would complain of the same file.
      if (reported.has(detail.path)) return;
      reported.add(detail.path);
    }
    call.emit(event, detail);
  };
  const all: ({ enrolled: EnrolledFaces; cohort: Cohort | null } | Failure)[] = [];
  for (const { encoder, cohort = () => cohorts.find(encoder) } of encoders) {
    const enrolled = await gatherFaces(engine, library, encoder, { ...call, emit });
    if (!enrolled.ok) return enrolled;
    const found = await cohort(enrolled.value);
    if (!found.ok && found.failure.kind === 'cancelled') return found;
    all.push(found.ok ? { enrolled: enrolled.value, cohort: found.value } : found.failure);
  }
  const usable = all.filter((one) => 'enrolled' in one);
  const faces = withHiddenNames(library, commonFaces(usable.map(({ enrolled }) => enrolled)));
  const people = new Map(faces.flatMap(({ person }) => (person === null ? [] : [[person.id, person]])));
  if (faces.length > 0 && people.size < 2) {
    return failed(
      'not-enough-data',
      `Only ${[...people.values()][0].name} is named in the library; evaluation needs at least two people.`,
      'Import photos of somebody else: facet import --person NAME PATHS...',
    );
  }
  const described = await describeFaces(workers, library, faces, call.signal);
  if (!described.ok) return described;
  return success({
    ...described.value,
    by: all.map((one) =>
      'enrolled' in one
        ? { gallery: inOrder(one.enrolled, faces), cohort: one.cohort, unnamed: one.enrolled.unnamed }
        : one,
    ),
  });
}

/** What a split needs to know of faces that all have a person. */
async function describeFaces(
  workers: Workers,
  library: Library,
  faces: readonly LibraryFace[],
  signal: AbortSignal,
): Promise<Result<LibraryFaces>> {
  const hashes = faces.map(({ differenceHash }) => differenceHash);
  const twins = await workers.run('nearDuplicatesOf', [hashes], { signal });
  if (!twins.ok) return twins;
  const people = new Map(faces.flatMap(({ person }) => (person === null ? [] : [[person.id, person]])));
  return success({
    faces,
    people: [...people.values()].map(({ id, name }) => ({ id, name })),
    samples: await mapInTurns(faces, ({ person, photo }) => ({
      // Ids are drawn at random: by names the same photos give the same folds in another library.
      person: person?.name ?? '',
      session: library.photo(photo)?.takenAt?.slice(0, 'YYYY-MM-DD'.length) ?? null,
    })),
    twins: twins.value,
  });
}

/** A crop that could be read once may fail the next time. */
function commonFaces(all: readonly EnrolledFaces[]): readonly LibraryFace[] {
  const [first, ...others] = all.map(({ faces }) => faces);
  if (first === undefined) return [];
  const known = others.map((faces) => new Set(faces.map(({ id }) => id)));
  return first.filter(({ id }) => known.every((ids) => ids.has(id)));
}

/** The gallery in the order of `faces`, and people in the order in which they come up there. */
function inOrder(enrolled: EnrolledFaces, faces: readonly LibraryFace[]): Gallery {
  const rows = new Map(enrolled.faces.map(({ id }, row) => [id, row]));
  const picked = pickRows(
    enrolled.gallery,
    faces.map(({ id }) => rows.get(id) ?? -1),
  );
  const order = new Map([...new Set(picked.people)].map((person, at) => [person, at]));
  return {
    ...picked,
    embeddings: shared(picked.embeddings),
    people: picked.people.map((person) => order.get(person) ?? -1),
    count: order.size,
  };
}
