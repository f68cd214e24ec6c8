// Says of a face that was named in a picture whether the name is right, and keeps the face with that knowledge.
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { failed, success, type Result } from '../../../models/failure.ts';
import { overlap } from '../../../models/face/detection/overlap.ts';
import type { Call } from '../../commands/call.ts';
import type { Box, WindowAnswer } from '../../../preload/window.ts';
import { commands } from '../../commands/commands.ts';
import { faceBefore, restoreFace } from '../../commands/curation/takeBack.ts';
import { addFoundFace } from '../../jobs/faces/drawFaces.ts';
import { onDisk } from '../../files/pathBytes.ts';
import type { Library } from '../../library/library.ts';
import type { LibraryFace } from '../../library/photos.ts';
import type { Services } from '../../services.ts';
import type { Likeness } from '../../commands/curation/likeness.ts';
import type { UndoStack } from './undo.ts';
import { preferredSearch } from '../settings/preferences.ts';

export interface JudgingDesk {
  readonly services: Services;
  readonly likeness: Likeness;
  readonly undo: UndoStack;
}

export interface Judgement {
  /** A photo file. */
  readonly path: string;
  /** Where the face is in it. */
  readonly box: Box;
  /** Name of the person; made where there is none. */
  readonly person: string;
  readonly right: boolean;
}

/** Overlap (intersection over union) from which a face in the library is the one that was judged. */
const SAME_FACE = 0.3;

/** Of a picture that the library does not have yet, only this one face is kept. */
export async function judgeFace(
  { services, likeness, undo }: JudgingDesk,
  library: Library,
  { path, box, person: name, right }: Judgement,
  call: Call,
): Promise<Result<WindowAnswer<'faces.judge'>>> {
  const kept = await keepFace(services, library, path, box, call);
  if (!kept.ok) return kept;
  const { face, came } = kept.value;
  const known = library.similarPerson(name);
  const person = await library.ensurePerson(name, right ? { faces: [face.id] } : { denied: [face.id] });
  if (!person.ok) return person;
  const { id } = person.value;
  const step = await undo.push({
    judged: face.id,
    people: new Set([id, ...(face.person === null ? [] : [face.person.id])]),
    change: { kind: right ? 'right' : 'wrong', name: person.value.name },
    takeBack: async () => {
      const back =
        came === null ? await restoreFace(library, faceBefore(face), id) : await takeOut(library, face, came);
      return back.ok && known === undefined ? library.dismissPerson(id) : back;
    },
  });
  // Cameras that run must hear of it: they look denied faces up by their embeddings.
  const { encoder } = services.photoAnalyser(library, {});
  const embedded = right ? success(null) : await likeness.embed(library, encoder, [face], call);
  return embedded.ok ? success({ face: face.id, step }) : embedded;
}

/** For good: what was judged is on the screen, and can be judged again. */
async function takeOut(
  library: Library,
  { id, photo }: LibraryFace,
  came: 'photo' | 'face',
): Promise<Result<unknown>> {
  const removed = await (came === 'photo' ? library.removePhotos([photo]) : library.removeFaces([id]));
  if (removed.ok) await removed.value.forget();
  return removed;
}

/** A face of the library, and what of it came in for the judgement. */
interface KeptFace {
  readonly face: LibraryFace;
  readonly came: 'photo' | 'face' | null;
}

async function keepFace(
  services: Services,
  library: Library,
  path: string,
  box: Box,
  call: Call,
): Promise<Result<KeptFace>> {
  let bytes: Uint8Array;
  try {
    bytes = await readFile(onDisk(path));
  } catch {
    return failed('not-found', `${path} can no longer be read.`, 'Identify it again.', path);
  }
  const id = createHash('sha256').update(bytes).digest('hex');
  const fresh = library.photo(id) === undefined;
  if (fresh) {
    const request = { ...(await preferredSearch()), kind: 'unnamed', paths: [path] } as const;
    const report = await commands['photos.import'](services, request, call);
    if (!report.ok) return report;
    const [skipped] = report.value.skipped;
    if (skipped !== undefined) return { ok: false, failure: skipped.reason };
    if (report.value.stopped !== null) return { ok: false, failure: report.value.stopped };
  }
  const photo = library.photo(id);
  const faces = photo?.faces ?? [];
  const likeliest = faces.reduce<LibraryFace | null>(
    (best, face) =>
      overlap(face.box, box) > (best === null ? SAME_FACE : overlap(best.box, box)) ? face : best,
    null,
  );
  const others = faces.filter((face) => face !== likeliest).map((face) => face.id);
  if (fresh && photo !== undefined && others.length > 0) {
    const removed = await (likeliest === null ? library.removePhotos([id]) : library.removeFaces(others));
    if (!removed.ok) return removed;
    await removed.value.forget();
  }
  if (likeliest === null && !fresh && photo !== undefined) {
    // Of the photo one face alone was kept, when that was judged: this is another.
    const parts = services.photoAnalyser(library, await preferredSearch());
    const added = await addFoundFace(parts, photo, box, call.signal);
    if (!added.ok) return added;
    if (added.value !== null) return success({ face: added.value, came: 'face' });
  }
  return likeliest === null
    ? failed(
        'no-face',
        'The face was not found again in the picture.',
        'Choose a larger or sharper picture.',
        path,
      )
    : success({ face: likeliest, came: fresh ? 'photo' : null });
}
