// Names faces by the checkpoint in use.
import { conditionsOf } from '../../../models/identity/calibration/conditions.ts';
import { decide } from '../../../models/identity/decide.ts';
import type { Denials } from '../../../models/identity/denials.ts';
import type { Recogniser } from '../../../models/identity/recogniser.ts';
import type { IdentifiedFace } from '../../../preload/contract.ts';
import type { Engine, FoundFace } from '../../engine/engine.ts';
import { encoderOf } from '../checkpoints/encoderIds.ts';
import type { Library, StoredCheckpoint } from '../../library/library.ts';
import { openVetoes } from '../faces/deniedFaces.ts';
import { embedFaces } from '../faces/embedFaces.ts';
import { openCheckpoint } from '../checkpoints/openCheckpoint.ts';
import { failed, success, type Result } from '../../../models/failure.ts';

/**
 * Names faces by a checkpoint, whatever they come from: photos or a camera. A face that was denied to somebody gets
 * another name or none, also where that was said after the namer was opened.
 */
export interface Namer {
  readonly encoder: string;
  name(faces: readonly FoundFace[]): IdentifiedFace[];
}

/** Opens the active checkpoint; fails where there is none, or where its encoder is no longer the same. */
export async function openNamer(
  engine: Engine,
  library: Library,
  signal?: AbortSignal,
): Promise<Result<Namer>> {
  const checkpoint = library.activeCheckpoint();
  if (checkpoint === undefined) {
    return failed(
      'not-found',
      'There is no checkpoint yet.',
      'Import photos of people, then learn them: facet finetune',
    );
  }
  const opened = await openCheckpoint(engine, checkpoint, signal);
  if (!opened.ok) return opened;
  const { encoder, recogniser } = opened.value;
  const denied = library.deniedFaces();
  const cache = await embedFaces(engine, library, encoder, denied, {
    ...(signal && { signal }),
  });
  if (!cache.ok) return cache;
  const vetoes = openVetoes(library, checkpoint.people, recogniser, cache.value);
  return success({
    encoder: encoderOf(checkpoint),
    name: (faces) => nameFaces(recogniser, checkpoint, library, faces, vetoes()),
  });
}

function nameFaces(
  recogniser: Recogniser,
  checkpoint: StoredCheckpoint,
  library: Library,
  found: readonly FoundFace[],
  vetoes: Denials,
): IdentifiedFace[] {
  const { dimensions } = recogniser.space;
  const embeddings = new Float32Array(found.length * dimensions);
  found.forEach(({ embedding }, row) => {
    if (embedding === undefined) throw new Error('the engine was asked for embeddings and gave none');
    embeddings.set(embedding, row * dimensions);
  });
  const decisions = decide(recogniser, embeddings, found.map(conditionsOf), vetoes);
  return decisions.map(({ person, score, margin, confidence }, index) => {
    const { box, landmarks, quality, pose } = found[index];
    // By the name that the person has now; a person who was removed from the library has no name.
    const name = person === null ? null : (library.person(checkpoint.people[person].id)?.name ?? null);
    return { box, landmarks, name, score, margin, confidence, quality: quality.score, pose };
  });
}
