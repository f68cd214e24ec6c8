// Verification: whether two photos show one person, by the likeliest face of each.
import { failed, success, type Result } from '../../../models/failure.ts';
import { knownPairsOf, MOST_FACES, MOST_PEOPLE } from '../../../models/identity/verify.ts';
import type { Answer, VerifiedFace, VerifyRequest } from '../../../preload/contract.ts';
import type { Engine, FaceSearch, FoundFace } from '../../engine/engine.ts';
import type { Library } from '../../library/library.ts';
import type { Workers } from '../../work/workers.ts';
import type { JobCall } from '../call.ts';
import type { Cohorts } from '../cohorts/cohortStore.ts';
import { embedFaces } from '../faces/embedFaces.ts';

export interface VerifyParts {
  readonly engine: Engine;
  readonly cohorts: Cohorts;
  readonly workers: Workers;
  /** Model ids. */
  readonly detector: string;
  readonly encoder: string;
  readonly search: FaceSearch;
  /** Whose named faces say what pairs of one person score; null where there is none. */
  readonly library: Library | null;
}

export async function verifyPhotos(
  parts: VerifyParts,
  { a, b }: VerifyRequest,
  { signal }: JobCall<'progress'>,
): Promise<Result<Answer<'photos.verify'>>> {
  const { engine, cohorts, workers, encoder: id } = parts;
  const encoder = await engine.encoder(id, signal);
  if (!encoder.ok) return encoder;
  const cohort = await cohorts.find(encoder.value);
  if (!cohort.ok) return cohort;
  if (cohort.value === null) {
    const what = `It is not known what strangers look like to ${id}: two faces cannot be weighed.`;
    return failed('model-unusable', what, `Make a cohort: facet cohort add FOLDER --encoder ${id}`);
  }
  const first = await largestFace(parts, a, signal);
  if (!first.ok) return first;
  const second = await largestFace(parts, b, signal);
  if (!second.ok) return second;
  const people = parts.library === null ? success([]) : await knownPeople(parts, parts.library, signal);
  if (!people.ok) return people;
  const input = {
    cohort: cohort.value,
    a: first.value.embedding,
    b: second.value.embedding,
    people: people.value,
    known: knownPairsOf(id),
  };
  const verdict = await workers.run('verifyPair', input, { signal });
  return verdict.ok
    ? success({ encoder: id, a: first.value.face, b: second.value.face, ...verdict.value })
    : verdict;
}

/** The face that takes the most of the photo: whom it is about. */
async function largestFace(
  { engine, detector, encoder, search }: VerifyParts,
  path: string,
  signal: AbortSignal,
): Promise<Result<{ readonly face: VerifiedFace; readonly embedding: Float32Array }>> {
  const found = await engine.findFaces({ source: { kind: 'file', path }, detector, search, encoder }, signal);
  if (!found.ok) return found;
  const { faces } = found.value;
  const area = ({ box: [, , width, height] }: FoundFace): number => width * height;
  const [face] = [...faces].sort((one, other) => area(other) - area(one));
  if (face?.embedding === undefined)
    return failed(
      'no-face',
      `No face was found in ${path}.`,
      'Choose a photo in which the face is larger.',
      path,
    );
  const { box, quality, embedding } = face;
  return success({ face: { path, box, quality: quality.score, faces: faces.length }, embedding });
}

/** Embeddings of the library's named faces, person by person. */
async function knownPeople(
  { engine, encoder: id }: VerifyParts,
  library: Library,
  signal: AbortSignal,
): Promise<Result<Float32Array[][]>> {
  const encoder = await engine.encoder(id, signal);
  if (!encoder.ok) return encoder;
  const people = library.people().map((person) => library.faces({ person: person.id }).slice(0, MOST_FACES));
  const wanted = people.filter((faces) => faces.length > 1).slice(0, MOST_PEOPLE);
  const cache = await embedFaces(engine, library, encoder.value, wanted.flat(), { signal });
  if (!cache.ok) return cache;
  return success(
    wanted.map((faces) =>
      faces.flatMap(({ id: face }) => {
        const embedding = cache.value.get(face);
        return embedding === undefined ? [] : [embedding];
      }),
    ),
  );
}
