// How far strangers of one's own surroundings lie above a new cohort: some of its people are seen again, as other cameras
// would have taken them (models/identity/cohort/fitHome.ts). Nothing of it is kept but four numbers.
import { success, type Result } from '../../../models/failure.ts';
import { otherHome, type HomePrior } from '../../../models/identity/calibration/homeShift.ts';
import type { Cohort } from '../../../models/identity/cohort/cohort.ts';
import { FEWEST_SEEN, type CameraView } from '../../../models/identity/cohort/fitHome.ts';
import type { Box } from '../../../models/image/geometry.ts';
import { rowsOfVectors } from '../../../models/linear/vectors.ts';
import { decodePhoto } from '../../images/decode.ts';
import { encodePng } from '../../images/encode.ts';
import { readPhoto } from '../../images/read.ts';
import type { Engine } from '../../engine/engine.ts';
import type { Workers } from '../../work/workers.ts';
import { IN_FLIGHT, type JobCall } from '../call.ts';
import { inOrder } from '../faces/inOrder.ts';
import { portraitOf, simulatedCameras } from './simulatedCameras.ts';

/** A face of the cohort, where it was seen. */
export interface SeenStranger {
  readonly path: string;
  readonly box: Box;
  readonly embedding: Float32Array;
}

/** Faces that are looked at through each camera. */
export const MOST_SEEN = 200;
/** Cameras that must have been looked through. */
const FEWEST_CAMERAS = 3;
const SEED = 0;

export interface CameraParts {
  readonly engine: Engine;
  readonly workers: Workers;
  readonly detector: string;
  readonly encoder: string;
}

/** What is usual of other encoders (`otherHome`) where too few faces are found through too many cameras. */
export async function homeOfCameras(
  parts: CameraParts,
  cohort: Cohort,
  strangers: readonly SeenStranger[],
  { signal, emit }: JobCall,
): Promise<Result<HomePrior>> {
  const seen: { people: number[]; faces: Float32Array[] }[] = [
    { people: [...strangers.keys()], faces: strangers.map(({ embedding }) => embedding) },
    ...simulatedCameras.map(() => ({ people: [], faces: [] })),
  ];
  let done = 0;
  for await (const faces of inOrder(strangers, IN_FLIGHT, (one) => seeAgain(parts, one, signal))) {
    if (!faces.ok) return faces;
    faces.value.forEach((face, camera) => {
      if (face === null) return;
      seen[camera + 1].people.push(done);
      seen[camera + 1].faces.push(face);
    });
    emit('progress', { phase: 'Simulating cameras', done: ++done, total: strangers.length });
  }
  const cameras = seen
    .filter(({ people }) => people.length >= FEWEST_SEEN)
    .map(({ people, faces }): CameraView => ({ people, faces: rowsOfVectors(faces) }));
  if (cameras.length < FEWEST_CAMERAS) return success(otherHome);
  return parts.workers.run('fitHome', [cohort, cameras, SEED], { signal });
}

/** The stranger's embedding by each camera; null where no face is found any more. Fails where the engine does. */
async function seeAgain(
  { engine, detector, encoder }: CameraParts,
  { path, box }: SeenStranger,
  signal: AbortSignal,
): Promise<Result<(Float32Array | null)[]>> {
  const bytes = await readPhoto(path);
  const image = bytes.ok ? await decodePhoto(bytes.value, { name: path, path }) : bytes;
  // It could be read a moment ago.
  if (!image.ok) return success(simulatedCameras.map(() => null));
  const portrait = await portraitOf(image.value, box);
  const faces: (Float32Array | null)[] = [];
  for (const { name, shoot } of simulatedCameras) {
    const picture = await encodePng(await shoot(portrait));
    const source = { kind: 'bytes', bytes: picture, name } as const;
    const found = await engine.findFaces({ source, detector, encoder }, signal);
    if (!found.ok && found.failure.kind === 'cancelled') return found;
    const all = found.ok ? [...found.value.faces] : [];
    const [largest] = all.sort((a, b) => b.box[2] * b.box[3] - a.box[2] * a.box[3]);
    faces.push(largest?.embedding ?? null);
  }
  return success(faces);
}
