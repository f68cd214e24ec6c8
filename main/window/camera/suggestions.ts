// Names by the active checkpoint: for cameras, and as suggestions for faces that nobody owns.
import { success, type Result } from '../../../models/failure.ts';
import { decide } from '../../../models/identity/decide.ts';
import { applyVetoes } from '../../../models/identity/denials.ts';
import { scorePeople } from '../../../models/identity/prototypes.ts';
import { project } from '../../../models/identity/space.ts';
import { loadRecogniser } from '../../jobs/checkpoints/details.ts';
import { peopleNow, sameClasses } from '../../jobs/checkpoints/peopleNow.ts';
import type { Library } from '../../library/library.ts';
import type { Services } from '../../services.ts';
import { openGalleryNamer } from '../../jobs/gallery/galleryNamer.ts';
import { openNamer, type Namer } from '../../jobs/identify/namer.ts';
import type { FaceGroup } from '../../../preload/window.ts';

/** Says whom an embedding may belong to, even below the threshold of recognition; none of those who are denied. */
export type Suggest = (embedding: Float32Array, denied: readonly string[]) => FaceGroup['suggestion'];

/**
 * Null where nothing has been learned yet; fails where what was learned cannot be used.
 *
 * @param fpir share of strangers who may be given a name; the checkpoint's own where its threshold cannot be set anew
 */
export function activeNamer(
  { engine }: Services,
  library: Library,
  fpir: number,
): Promise<Result<Namer | null>> {
  return library.activeCheckpoint() === undefined
    ? Promise.resolve(success(null))
    : openNamer(engine, library, { fpir, orItsOwn: true });
}

/** By the people of a shared gallery. @param fpir as above */
export async function sharedNamer(
  { engine, galleries }: Services,
  library: Library,
  url: string,
  fpir: number,
): Promise<Result<Namer>> {
  const gallery = await galleries.open(url);
  return gallery.ok ? openGalleryNamer(engine, library, gallery.value, { fpir }) : gallery;
}

/** Suggestions are accepted with one key, and a wrong name poisons training: less sure ones are not made. */
const WORTH_SAYING = 0.75;

/** Whom the active checkpoint takes an embedding of its encoder for; no idea where there is none. */
export async function suggestionsOf(library: Library): Promise<Suggest> {
  const none: Suggest = () => null;
  const checkpoint = library.activeCheckpoint();
  if (checkpoint === undefined) return none;
  const loaded = await loadRecogniser(checkpoint);
  if (!loaded.ok) return none;
  const recogniser = loaded.value;
  const now = peopleNow(library, checkpoint.people);
  const same = sameClasses(now);
  return (embedding, denied) => {
    const projected = project(recogniser.space, embedding);
    // The embedding itself stands for the denied faces: nothing is nearer to it.
    const people = now.flatMap((person, at) => (person !== null && denied.includes(person.id) ? [at] : []));
    const faces = Float32Array.from(
      { length: people.length * projected.length },
      (_, at) => projected[at % projected.length] ?? 0,
    );
    const vetoes = { faces, people };
    const { head } = recogniser;
    const scores = applyVetoes(scorePeople(head, projected), projected, vetoes, head);
    const best = scores.indexOf(Math.max(...scores));
    const person = library.person(now[best]?.id ?? '');
    const [decision] = decide(recogniser, embedding, [{ quality: 1, yaw: 0 }], vetoes, 1, same);
    if (person === undefined || person.hidden || decision === undefined || decision.confidence < WORTH_SAYING)
      return null;
    return { id: person.id, name: person.name, confidence: decision.confidence };
  };
}
