// Faces that somebody draws, each given to a person at once where they say whose it is.
import { success, type Result } from '../../../models/failure.ts';
import type { Face, Request } from '../../../preload/contract.ts';
import { drawFace, type DrawingParts } from '../../jobs/faces/drawFaces.ts';
import type { Library, LibraryFace } from '../../library/library.ts';
import { faceAnswer } from '../answers.ts';
import type { Call } from '../call.ts';
import { keepStep } from './steps.ts';
import { takeOut } from './takeBack.ts';

/** What came in with a box, for taking it back. */
export interface Drawn {
  readonly face: LibraryFace;
  /** Ids of all faces that came in: the others of a photo that came with it. */
  readonly faces: readonly string[];
  /** Id of the person who was made for it. */
  readonly made: string | null;
}

export async function draw(
  parts: DrawingParts,
  { photo, box, person: name }: Request<'faces.draw'>,
  { signal }: Pick<Call, 'signal'>,
): Promise<Result<Drawn>> {
  const { library } = parts;
  const known = library.photo(photo);
  const before = new Set(library.faceKeys().map(({ id }) => id));
  const drawn = await drawFace(parts, known?.path ?? photo, box, signal);
  if (!drawn.ok) return drawn;
  const faces = (library.photo(drawn.value.photo)?.faces ?? []).map(({ id }) => id);
  const came = faces.filter((id) => !before.has(id));
  if (name === undefined) return success({ face: drawn.value, faces: came, made: null });
  const there = library.similarPerson(name);
  const given = await library.ensurePerson(name, { faces: [drawn.value.id] });
  if (!given.ok) {
    await takeOut(library, { faces: came, made: null });
    return given;
  }
  const face = library.face(drawn.value.id);
  return face.ok
    ? success({ face: face.value, faces: came, made: there === undefined ? given.value.id : null })
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
  const { face, faces, made } = drawn.value;
  await keepStep(library, {
    kind: 'drawn',
    name: face.person?.name ?? face.photoName,
    faces: [...faces],
    made,
  });
  return success(faceAnswer(library)(face));
}
