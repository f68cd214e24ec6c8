// A trained encoder's faces as a head takes them: with the prompts, where those were trained, and without what is held out.
import type { CalibrationOptions } from '../../../models/identity/calibration/calibrate.ts';
import { leadOf } from '../../../models/identity/calibration/lead.ts';
import type { Cohort } from '../../../models/identity/cohort/cohort.ts';
import { pickRows, type Gallery } from '../../../models/identity/gallery.ts';
import { scorePeople } from '../../../models/identity/prototypes.ts';
import { project } from '../../../models/identity/space.ts';
import { success, type Result } from '../../../models/failure.ts';
import type { Workers } from '../../work/workers.ts';
import type { EnrolledFaces } from '../faces/enrolledFaces.ts';
import type { HeldOutAnswer } from '../checkpoints/heldOutAnswers.ts';

/**
 * How much a person's prompt counts beside their faces, which count up to 1: it is one more prototype, and as good as the
 * faces that it was trained on.
 */
const PROMPT_WEIGHT = 0.5;

/** L2-normalised features of everybody's prompt, by the person's id; null where no text tower was trained. */
export type Prompts = ReadonlyMap<string, Float32Array> | null;

/** Everybody's prompt as one more face of theirs; who has none, as they came while others were trained on, has their faces alone. */
export function withPrompts(
  { gallery, people }: Pick<EnrolledFaces, 'gallery' | 'people'>,
  prompts: Prompts,
): Gallery {
  if (prompts === null) return gallery;
  const prompted = people.flatMap(({ id }, person) => {
    const embedding = prompts.get(id);
    return embedding === undefined ? [] : [{ person, embedding }];
  });
  const embeddings = new Float32Array(gallery.embeddings.length + prompted.length * gallery.dimensions);
  embeddings.set(gallery.embeddings);
  prompted.forEach(({ embedding }, at) => {
    embeddings.set(embedding, gallery.embeddings.length + at * gallery.dimensions);
  });
  return {
    ...gallery,
    embeddings,
    people: Int32Array.from([...gallery.people, ...prompted.map(({ person }) => person)]),
    weights: Float32Array.from([...gallery.weights, ...prompted.map(() => PROMPT_WEIGHT)]),
    ...(gallery.yaws && { yaws: Float32Array.from([...gallery.yaws, ...prompted.map(() => 0)]) }),
  };
}

interface HeldOutOptions {
  readonly prompts: Prompts;
  /** Ids of faces. */
  readonly held: ReadonlySet<string>;
  readonly cohort: Cohort | null;
  readonly options: CalibrationOptions;
}

/** What a head made without them says of the faces that the encoder was not trained on. */
export async function answerHeldOut(
  workers: Workers,
  enrolled: EnrolledFaces,
  { prompts, held, cohort, options }: HeldOutOptions,
  call: { readonly signal: AbortSignal },
): Promise<Result<readonly HeldOutAnswer[]>> {
  const { faces, people } = enrolled;
  const rowsOf = (wanted: boolean) => [...faces.keys()].filter((row) => held.has(faces[row].id) === wanted);
  const [probes, rest] = [rowsOf(true), rowsOf(false)];
  if (probes.length === 0) return success([]);
  const gallery = withPrompts({ ...enrolled, gallery: pickRows(enrolled.gallery, rest) }, prompts);
  const trained = await workers.run('trainRecogniser', [gallery, cohort, options], call);
  if (!trained.ok) return trained;
  const { space, head, calibration } = trained.value.recogniser;
  const { embeddings, people: truth, count } = pickRows(enrolled.gallery, probes);
  const scores = scorePeople(head, project(space, embeddings));
  const answers = probes.map((row, at) => {
    const lead = leadOf(scores.subarray(at * count, (at + 1) * count), 0);
    const named = lead.best > calibration.threshold ? people[lead.person].id : null;
    return { face: faces[row].id, person: people[truth[at]].id, named };
  });
  return success(answers);
}
