// Faces that somebody draws, each given to a person at once where they say whose it is.
import { success, type Result } from '../../../models/failure.ts';
import type { Face, Request } from '../../../preload/contract.ts';
import { drawFace, type DrawingParts } from '../../jobs/faces/drawFaces.ts';
import type { Library } from '../../library/library.ts';
import type { LibraryFace } from '../../library/photos.ts';
import { faceAnswer } from '../answers.ts';
import type { Call } from '../call.ts';
import { keepStep } from './steps.ts';
import { takeOut, type CameIn } from './takeBack.ts';

/** A face that was drawn, and what came in with it, for taking it back. */
export interface Drawn extends CameIn {
  readonly face: LibraryFace;
}

export async function draw(
  parts: DrawingParts,
  { photo: which, box, person: name }: Request<'faces.draw'>,
  { signal }: Pick<Call, 'signal'>,
): Promise<Result<Drawn>> {
  const { library } = parts;
  const known = library.photo(which);
  const before = new Set(library.faceKeys().map(({ id }) => id));
  const bare = new Set(library.photos({ faceless: true }).map(({ id }) => id));
  const drawn = await drawFace(parts, known?.path ?? which, box, signal);
  if (!drawn.ok) return drawn;
  const faces = (library.photo(drawn.value.photo)?.faces ?? []).map(({ id }) => id);
  const came = faces.filter((id) => !before.has(id));
  const isFresh = came.length === faces.length && !bare.has(drawn.value.photo);
  const photo = isFresh ? drawn.value.photo : null;
  if (name === undefined) return success({ face: drawn.value, faces: came, photo, made: null });
  const there = library.similarPerson(name);
  const given = await library.ensurePerson(name, { faces: [drawn.value.id] });
  if (!given.ok) {
    await takeOut(library, { faces: came, photo, made: null });
    return given;
  }
  const face = library.face(drawn.value.id);
  return face.ok
    ? success({ face: face.value, faces: came, photo, made: there === undefined ? given.value.id : null })
    : face;
}

export async function drawAndKeep(
  parts: DrawingParts,
  library: Library,
  request: Request<'faces.draw'>,
  call: Call,
): Promise<Result<Face>> {
  const drawn = await draw(parts, request, call);
  if (!drawn.ok) return drawn;
  const { face, faces, photo, made } = drawn.value;
  await keepStep(library, {
    kind: 'drawn',
    name: face.person?.name ?? face.photoName,
    faces: [...faces],
    photo,
    made,
  });
  return success(faceAnswer(library)(face));
}
