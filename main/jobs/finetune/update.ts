// A finetune after a few more photos of known people: what was learned before is updated (models/identity/training/updateRecogniser.ts).
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { encodeCohort } from '../../../models/identity/cohort/cohortFile.ts';
import type { Cohort } from '../../../models/identity/cohort/cohort.ts';
import type { HeldOutScores } from '../../../models/identity/training/heldOut.ts';
import type { TrainedRecogniser } from '../../../models/identity/recogniser.ts';
import { decodeTensor, encodeSafetensors, parseSafetensors } from '../../../models/tensors/safetensors.ts';
import { readBounded } from '../../files/bounded.ts';
import { isMissing } from '../../files/failures.ts';
import type { Library } from '../../library/library.ts';
import { loadRecogniser } from '../checkpoints/details.ts';
import type { EnrolledFaces } from '../faces/enrolledFaces.ts';

/** The checkpoint's file of held-out scores: a later finetune goes on from them. */
export const SCORES = 'heldOut.safetensors';
/** To be raised with every change of how recognisers are learned: what another Facet has learned is not gone on with. */
const FORMAT = 'facet-held-out/2';
/** Bytes of the file: those of 200,000 faces take less. */
const MOST_BYTES = 8e6;

/** Fewer faces are learned anew in the time that an update takes. */
const FEWEST_FACES = 2000;
/** Share of the faces that may have come since everything was learned. */
const MOST_SINCE = 0.01;

/** All that decides a recogniser beside the faces; the false-positive rate is set with each. */
interface Scoring {
  readonly cohort: Cohort | null;
  readonly seed: number;
  /** Of the encoder. */
  readonly digest: string;
}

export interface Update {
  readonly before: TrainedRecogniser;
  /** Of `updateRecogniser`. */
  readonly rows: Int32Array;
  /** Faces that have come since everything was learned, these included. */
  readonly since: number;
}

/** Null where everything is to be learned anew. */
export async function findUpdate(
  library: Library,
  { faces, people, gallery }: EnrolledFaces,
  { cohort, seed, digest }: Scoring,
): Promise<Update | null> {
  const active = library.activeCheckpoint();
  if (faces.length < FEWEST_FACES || active?.method !== 'head') return null;
  // Of a fused encoder the weights would have to be fitted anew.
  if (gallery.parts !== undefined) return null;
  if (active.seed !== seed || active.encoderDigest !== digest) return null;
  if (active.people.length !== people.length || !people.every(({ id }, at) => id === active.people[at].id))
    return null;
  const kept = await readScores(join(active.folder, SCORES), active.crops.length);
  if (kept === null || kept.cohort !== digestOf(cohort)) return null;
  const places = new Map(active.crops.map((id, at) => [id, at]));
  const rows = Int32Array.from(faces, ({ id }) => places.get(id) ?? -1);
  const known = rows.filter((row) => row >= 0);
  const since = kept.since + rows.length - known.length;
  if (known.length < active.crops.length || since > MOST_SINCE * faces.length) return null;
  if (rows.some((row, at) => row >= 0 && kept.owners[row] !== gallery.people[at])) return null;
  const shown = new Int32Array(people.length);
  for (const owner of kept.owners) shown[owner]++;
  // Of a single photo nobody knows how alike the person's photos are.
  if (rows.some((row, at) => row < 0 && shown[gallery.people[at]] < 2)) return null;
  const recogniser = await loadRecogniser(active);
  if (!recogniser.ok || recogniser.value.head.blend !== 1) return null;
  return { before: { recogniser: recogniser.value, heldOut: kept.scores }, rows, since };
}

/** @param since faces that have come since everything was learned */
export function encodeScores(
  { own, rival, best, second }: HeldOutScores,
  { gallery }: Pick<EnrolledFaces, 'gallery'>,
  { cohort }: Scoring,
  since: number,
): Generator<Uint8Array> {
  const shape = [own.length];
  return encodeSafetensors(
    new Map([
      ['own', { shape, data: own }],
      ['best', { shape, data: best }],
      ['second', { shape, data: second }],
      ['rival', { shape, data: Float32Array.from(rival) }],
      ['owner', { shape, data: Float32Array.from(gallery.people) }],
    ]),
    { format: FORMAT, cohort: digestOf(cohort), since: String(since) },
  );
}

const digestOf = (cohort: Cohort | null): string =>
  cohort === null ? '' : createHash('sha256').update(encodeCohort(cohort)).digest('hex');

/** Null where the file is not there, is damaged or was written by another Facet, which may have learned otherwise. */
async function readScores(
  path: string,
  faces: number,
): Promise<{
  readonly scores: HeldOutScores;
  readonly owners: Int32Array;
  readonly cohort: string;
  readonly since: number;
} | null> {
  let file: Uint8Array | string;
  try {
    file = await readBounded(path, MOST_BYTES);
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
  if (typeof file === 'string') return null;
  const header = parseSafetensors(file);
  if (!header.ok) return null;
  const { tensors, metadata } = header.value;
  const since = Number(metadata.get('since') ?? NaN);
  if (metadata.get('format') !== FORMAT || !(since >= 0)) return null;
  const [own, best, second, rival, owner] = ['own', 'best', 'second', 'rival', 'owner'].map((name) => {
    const entry = tensors.get(name);
    return entry?.dtype === 'F32' && entry.shape.join() === String(faces)
      ? decodeTensor(entry, file.subarray(entry.start, entry.end))
      : null;
  });
  if (!own || !best || !second || !rival || !owner) return null;
  return {
    scores: { own, best, second, rival: Int32Array.from(rival) },
    owners: Int32Array.from(owner),
    cohort: metadata.get('cohort') ?? '',
    since,
  };
}
