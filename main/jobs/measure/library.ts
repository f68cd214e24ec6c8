// The library measured on itself: each face is named by a head that was trained without it, and is a stranger to the others.
import type { Identification, Probe } from '../../../models/evaluation/evaluation.ts';
import { hashDistance } from '../../../models/face/nearDuplicate.ts';
import { failed, success, type Result } from '../../../models/failure.ts';
import { leadOf } from '../../../models/identity/calibrate.ts';
import { barFor, sightingOf } from '../../../models/identity/decide.ts';
import { trainRecogniser } from '../../../models/identity/recogniser.ts';
import type { EncoderInfo } from '../../engine/engine.ts';
import type { LibraryFace } from '../../library/library.ts';
import type { FinetuneCall, FinetuneParts } from '../finetune.ts';
import { gatherFaces, type EnrolledFaces } from '../finetuneFaces.ts';
import type { Measured } from './measured.ts';
import { rounded } from './rounded.ts';

/** As many bits as two hashes of one shot may differ in. */
const SAME_SHOT = 4;

export interface LibraryOptions {
  readonly seed: number;
  readonly fpir: number;
}

/** @param system id of the one that is measured, which looks at faces by `encoder` */
export async function measureLibrary(
  { engine, library, cohorts }: FinetuneParts,
  system: string,
  encoder: EncoderInfo,
  { seed, fpir }: LibraryOptions,
  call: FinetuneCall,
): Promise<Result<Measured>> {
  const skipped: Measured['skipped'][number][] = [];
  const emit: FinetuneCall['emit'] = (event, detail) => {
    if (event === 'skipped') skipped.push(detail as Measured['skipped'][number]);
    call.emit(event, detail);
  };
  const cohort = await cohorts.find(encoder);
  if (!cohort.ok) return cohort;
  const enrolled = await gatherFaces(engine, library, encoder, { ...call, emit });
  if (!enrolled.ok) return enrolled;
  call.emit('progress', { phase: 'Learning without each face', done: 0, total: null });
  const { faces, people, gallery } = enrolled.value;
  const trained = trainRecogniser(gallery, cohort.value, { fpir, seed });
  const { calibration } = trained.recogniser;
  const searches = [...mates(enrolled.value, trained.heldOut), ...strangers(enrolled.value, trained.heldOut)];
  if (searches.length === 0) {
    return failed(
      'not-enough-data',
      'Nobody in the library has two different photos, so no face can be tested.',
      'Import a second photo of somebody.',
    );
  }
  const decided = searches.map(({ face, scores }) => {
    // An unsure sighting must reach a higher bar: its scores are moved by as much, so that one threshold serves all.
    const bar = barFor(calibration, sightingOf(face)) - calibration.threshold;
    const moved = scores.map((score) => (score === null ? null : rounded(score - bar)));
    const lead = leadOf(
      moved.map((score) => score ?? NaN),
      0,
    );
    return { moved, named: lead.best > rounded(calibration.threshold) ? lead.person : -1 };
  });
  const identification: Identification = {
    id: 'library',
    title: 'Your library',
    set: 'library',
    shots: null,
    split:
      'Each face is named by a head that was trained without it and its near-duplicates; as a stranger, by its rivals alone.',
    people: people.map(({ name }) => name),
    enrolled: [],
    probes: searches.map(({ face, truth, who }) => probeOf(face, truth, who)),
    leftOut: faces
      .filter((face) => hasTwin(face, faces))
      .map(({ id, photoName }) => ({ path: photoName, face: id })),
    results: [
      {
        system,
        threshold: rounded(calibration.threshold),
        calibration:
          calibration.basis === 'none'
            ? 'Caution alone: nobody else is known.'
            : 'Strangers of the cohort, and the enrolled people as strangers to each other.',
        training: null,
        scores: decided.flatMap(({ moved }) => moved),
        decisions: decided.map(({ named }) => named),
        confidences: null,
      },
    ],
  };
  return success({
    identifications: [identification],
    verifications: [],
    variations: [],
    galleries: [],
    coverage: [],
    skipped,
    settings: { fpir },
    sets: [{ set: 'library', people: people.length, hashes: faces.map(({ id }) => id) }],
  });
}

interface Search {
  readonly face: LibraryFace;
  readonly who: string;
  /** Index into the people; -1 for a stranger. */
  readonly truth: number;
  readonly scores: readonly (number | null)[];
}

/** Each face against everybody, unless it is its person's only one or shows the same shot as another. */
function mates({ gallery, faces, people }: EnrolledFaces, heldOut: Float32Array): Search[] {
  return faces.flatMap((face, row): Search[] => {
    const truth = gallery.people[row];
    const scores = Array.from(heldOut.subarray(row * gallery.count, (row + 1) * gallery.count));
    if (Number.isNaN(scores[truth]) || hasTwin(face, faces)) return [];
    return [{ face, who: people[truth].name, truth, scores }];
  });
}

/** Each face against everybody else. */
function strangers({ gallery, faces, people }: EnrolledFaces, heldOut: Float32Array): Search[] {
  const { count } = gallery;
  if (count < 2) return [];
  return faces.map((face, row) => {
    const own = gallery.people[row];
    const scores = Array.from(heldOut.subarray(row * count, (row + 1) * count), (score, person) =>
      person === own ? null : score,
    );
    return { face, who: people[own].name, truth: -1, scores };
  });
}

const hasTwin = (face: LibraryFace, faces: readonly LibraryFace[]): boolean =>
  faces.some(
    (other) =>
      other !== face &&
      other.person?.id === face.person?.id &&
      hashDistance(other.differenceHash, face.differenceHash) <= SAME_SHOT,
  );

const probeOf = ({ id, photoName, pose, quality }: LibraryFace, truth: number, who: string): Probe => ({
  path: photoName,
  face: id,
  who,
  truth,
  set: 'library',
  pose,
  pixels: quality.pixels,
  quality: quality.score,
});
