// Names faces by a gallery: candidates come from there, and `decide` decides among them as among a checkpoint's people.
import { failed, success, type Result } from '../../../models/failure.ts';
import { atRate } from '../../../models/identity/calibration/calibrate.ts';
import { conditionsOf } from '../../../models/identity/calibration/conditions.ts';
import { decide } from '../../../models/identity/decide.ts';
import { peopleNeeded } from '../../../models/identity/gallery/candidates.ts';
import { calibrationFor } from '../../../models/identity/gallery/size.ts';
import { project } from '../../../models/identity/space.ts';
import { rowsOfVectors } from '../../../models/linear/vectors.ts';
import type { IdentifiedFace } from '../../../preload/contract.ts';
import type { EncoderInfo, Engine, FoundFace } from '../../engine/engine.ts';
import type { FoundCandidates, SearchedGallery } from '../../gallery/gallery.ts';
import type { EmbeddingCache } from '../../library/embeddings.ts';
import type { Library } from '../../library/library.ts';
import { gatherDenials } from '../faces/deniedFaces.ts';
import { embedFaces } from '../faces/embedFaces.ts';
import { isHidden } from '../faces/hiddenPeople.ts';
import { namedCandidates, type Namer, type NamerOptions } from '../identify/namer.ts';

/** Fails where this machine's encoder is not the one that the gallery's people were embedded with. */
export async function galleryEncoder(
  engine: Engine,
  { id, digest }: SearchedGallery['encoder'],
  signal?: AbortSignal,
): Promise<Result<EncoderInfo>> {
  const encoder = await engine.encoder(id, signal);
  if (!encoder.ok || encoder.value.digest === digest) return encoder;
  return failed(
    'model-unusable',
    `The gallery was made with another build of the encoder ${id}: its digest is ${digest.slice(0, 12)}…, this one’s ${encoder.value.digest.slice(0, 12)}….`,
    'Use the same model file on every machine; embeddings of different builds cannot be compared.',
  );
}

/** @param library whose denied faces keep their names off; none where there is no library */
export async function openGalleryNamer(
  engine: Engine,
  library: Library | null,
  gallery: SearchedGallery,
  { signal, fpir, top = 1 }: NamerOptions = {},
): Promise<Result<Namer>> {
  const encoder = await galleryEncoder(engine, gallery.encoder, signal);
  if (!encoder.ok) return encoder;
  let cache: EmbeddingCache | null = null;
  if (library !== null) {
    const opened = await embedFaces(engine, library, encoder.value, library.deniedFaces(), {
      ...(signal && { signal }),
    });
    if (!opened.ok) return opened;
    cache = opened.value;
  }
  return success({
    encoder: gallery.encoder.id,
    name: async (faces) => {
      if (faces.length === 0) return success([]);
      const embeddings = rowsOfVectors(faces.map(embeddingOf));
      const denials = library?.deniedFaces().length ?? 0;
      const needed = Math.max(top + denials, peopleNeeded(faces.length, denials));
      const found = await gallery.nearest(embeddings, needed);
      if (!found.ok) return found;
      return success(nameAmong(found.value, faces, embeddings, { library, cache, fpir, top }));
    },
  });
}

const embeddingOf = ({ embedding }: FoundFace): Float32Array => {
  if (embedding === undefined) throw new Error('the engine was asked for embeddings and gave none');
  return embedding;
};

interface Naming {
  readonly library: Library | null;
  readonly cache: EmbeddingCache | null;
  readonly fpir: number | undefined;
  readonly top: number;
}

function nameAmong(
  { people, head, terms, total }: FoundCandidates,
  faces: readonly FoundFace[],
  embeddings: Float32Array,
  { library, cache, fpir, top }: Naming,
): IdentifiedFace[] {
  const unknown = { person: null, score: -1, margin: 0, confidence: 0, candidates: [], rate: null };
  const sized = calibrationFor(terms.calibration, total);
  const calibration = fpir === undefined ? sized : atRate(sized, fpir);
  const vetoes =
    library === null || cache === null
      ? undefined
      : gatherDenials(
          library,
          // The same person may have been enrolled elsewhere, by another id.
          people.map(({ id, name }) => ({
            id: (library.person(name) ?? library.currentPerson(id))?.id ?? id,
          })),
          (face) => {
            const embedding = cache.get(face);
            return embedding === undefined ? undefined : project(terms.space, embedding);
          },
        );
  const decisions =
    people.length === 0
      ? faces.map(() => unknown)
      : decide({ space: terms.space, head, calibration }, embeddings, faces.map(conditionsOf), vetoes, top);
  // Whoever is hidden here is so under the name that the gallery has, too.
  const nameOf = (person: number): string | null => {
    const { id, name } = people[person];
    return library !== null && (isHidden(library, id) || isHidden(library, name)) ? null : name;
  };
  return decisions.map(({ person, score, margin, confidence, candidates, rate }, at) => {
    const { box, landmarks, quality, pose } = faces[at];
    return {
      ...{ box, landmarks, score, margin, confidence, pose },
      name: person === null ? null : nameOf(person),
      ...namedCandidates(candidates, rate, nameOf),
      quality: quality.score,
    };
  });
}
