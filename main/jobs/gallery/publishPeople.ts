// The library's people for a shared gallery: names and prototypes, nothing else.
import { failed, success, type Result } from '../../../models/failure.ts';
import { encodersIn } from '../../../models/identity/fused/embeddings.ts';
import { joinRows, personRowsOf, type PersonRows } from '../../../models/identity/gallery/candidates.ts';
import { simulateSizes, type SizeLevel } from '../../../models/identity/gallery/size.ts';
import { meanFaces, type Head } from '../../../models/identity/prototypes.ts';
import { rowOf } from '../../../models/linear/vectors.ts';
import { project, type Space } from '../../../models/identity/space.ts';
import type { EncoderInfo, Engine } from '../../engine/engine.ts';
import type { GalleryTerms, Publication, Published } from '../../gallery/gallery.ts';
import type { StoredCheckpoint } from '../../library/checkpoints.ts';
import type { Library } from '../../library/library.ts';
import { stepInTurns } from '../../work/turns.ts';
import type { JobCall } from '../call.ts';
import type { Cohorts } from '../cohorts/cohortStore.ts';
import { openCheckpoint, type OpenCheckpoint } from '../checkpoints/openCheckpoint.ts';
import { peopleNow } from '../checkpoints/peopleNow.ts';
import { changesImages } from '../checkpoints/encoderIds.ts';
import { isHidden } from '../faces/hiddenPeople.ts';
import { gatherFaces } from '../faces/enrolledFaces.ts';
import { galleryEncoder } from './galleryNamer.ts';
import { chosenCheckpoint } from '../checkpoints/chosen.ts';

export interface PublishParts {
  readonly engine: Engine;
  readonly library: Library;
  readonly cohorts: Cohorts;
  /** Enrols in the gallery that is meant. */
  readonly publish: (publication: Publication) => Promise<Result<Published>>;
}

/**
 * Enrols people of the library in the gallery, which is made by the checkpoint in use where there is none. In one that is
 * there, people are embedded as its own were.
 *
 * @param names whom; everybody who was learned and is not hidden where it is left out
 */
export async function publishPeople(
  parts: PublishParts,
  names: readonly string[] | undefined,
  call: JobCall,
): Promise<Result<Published>> {
  const { engine, library, publish } = parts;
  const chosen = chosenCheckpoint(library);
  if (!chosen.ok) return chosen;
  const checkpoint = chosen.value;
  if (changesImages(checkpoint.method)) {
    return failed(
      'bad-arguments',
      'The checkpoint in use has an encoder of its own, which no other machine has.',
      'Publish a checkpoint of the head: facet finetune --method head',
    );
  }
  for (const name of names ?? []) {
    if (library.person(name) === undefined)
      return failed(
        'not-found',
        `There is nobody called ${name} in the library.`,
        'See who is: facet people',
      );
  }
  const opened = await openCheckpoint(engine, checkpoint, call.signal);
  if (!opened.ok) return opened;
  // Who is hidden goes out where somebody says so by name.
  const isChosen = (name: string): boolean => names?.includes(name) ?? !isHidden(library, name);
  return publish({
    terms: () => termsOf(parts, checkpoint, opened.value, call),
    people: async (terms, made) => {
      if (made) return success(peopleOf(library, checkpoint, opened.value.recogniser.head, isChosen));
      const encoder = await galleryEncoder(engine, terms.encoder, call.signal);
      if (!encoder.ok) return encoder;
      return embeddedPeople(parts, encoder.value, terms.space, isChosen, call);
    },
  });
}

async function termsOf(
  { cohorts }: PublishParts,
  checkpoint: StoredCheckpoint,
  { encoder, recogniser }: OpenCheckpoint,
  { signal, emit }: JobCall,
): Promise<Result<GalleryTerms>> {
  const { space, head, calibration } = recogniser;
  if (space.parts !== undefined)
    return failed(
      'bad-arguments',
      `The checkpoint in use was learned with several encoders (${encoder.id}); a shared gallery has one.`,
      `Learn with one of them first: facet finetune --encoder ${encodersIn(encoder.id)[0]}`,
    );
  if (head.rule !== undefined)
    return failed(
      'bad-arguments',
      `The checkpoint in use was learned with --method ${head.rule.kind}; a shared gallery holds prototypes.`,
      'Learn prototypes first: facet finetune --method head',
    );
  const cohort = await cohorts.find(encoder);
  if (!cohort.ok) return cohort;
  let levels: SizeLevel[] = [];
  if (cohort.value !== null) {
    emit('progress', { phase: 'Calibrating for more people', done: 0, total: null });
    levels = await stepInTurns(simulateSizes(cohort.value, space, checkpoint.fpir), signal);
  }
  return success({
    encoder: { id: encoder.id, digest: encoder.digest },
    space,
    blend: head.blend,
    calibration: { calibration, people: checkpoint.people.length, levels },
  });
}

/**
 * As the checkpoint has them, by the names that they have now, and as one who were merged since; whoever was removed from the
 * library is not published.
 */
function peopleOf(
  library: Library,
  { people }: StoredCheckpoint,
  head: Head,
  isChosen: (name: string) => boolean,
) {
  const rows = personRowsOf(head);
  const chosen = new Map<string, { readonly name: string; readonly parts: PersonRows[] }>();
  for (const [at, person] of peopleNow(library, people).entries()) {
    if (person === null || !isChosen(person.name)) continue;
    const { id, name } = person;
    const known = chosen.get(id);
    if (known === undefined) chosen.set(id, { name, parts: [rows[at]] });
    else known.parts.push(rows[at]);
  }
  return [...chosen].map(([id, { name, parts }]) => ({ id, name, rows: joinRows(parts, head.dimensions) }));
}

async function embeddedPeople(
  { engine, library }: PublishParts,
  encoder: EncoderInfo,
  space: Space,
  isChosen: (name: string) => boolean,
  call: JobCall,
) {
  const gathered = await gatherFaces(engine, library, encoder, call);
  if (!gathered.ok) return gathered;
  // The means alone: nothing is trained, as nobody else's faces are here to train against.
  const { gallery, people: everybody } = gathered.value;
  const means = meanFaces(gallery, project(space, gallery.embeddings));
  const people = everybody.map(({ id, name }, at) => ({
    id,
    name,
    rows: rowOf(means, at, space.dimensions).slice(),
  }));
  return success(people.filter(({ name }) => isChosen(name)));
}
