// The faces that a finetuning learns from, embedded: what the cache lacks goes through the engine.
import { failed, success, type Result } from '../../models/failure.ts';
import { weightOf, type Gallery } from '../../models/identity/gallery.ts';
import type { EncoderInfo, Engine } from '../engine/engine.ts';
import type { Library, LibraryFace } from '../library/library.ts';
import type { FinetuneCall } from './finetune.ts';

export interface EnrolledFaces {
  readonly gallery: Gallery;
  /** In the order of the gallery's rows. */
  readonly faces: readonly LibraryFace[];
  /** In the order of the gallery's people. */
  readonly people: readonly { readonly id: string; readonly name: string }[];
}

/** Crops that are embedded in one call: progress moves and cancelling works between calls. */
const AT_ONCE = 64;

/** Every face that has a person. A crop that cannot be read is reported and left out. */
export async function gatherFaces(
  engine: Engine,
  library: Library,
  encoder: EncoderInfo,
  { signal, emit }: FinetuneCall,
): Promise<Result<EnrolledFaces>> {
  const cache = await library.embeddings(encoder);
  if (!cache.ok) return cache;
  const assigned = library.faces().filter(({ person }) => person !== null);
  const missing = assigned.filter(({ id }) => cache.value.get(id) === undefined);
  for (let start = 0; start < missing.length; start += AT_ONCE) {
    emit('progress', { phase: 'Embedding faces', done: start, total: missing.length });
    const batch = missing.slice(start, start + AT_ONCE);
    const crops = batch.map(({ cropPath, cropLandmarks }) => ({ path: cropPath, landmarks: cropLandmarks }));
    const embedded = await engine.embed(encoder.id, crops, signal);
    if (!embedded.ok) return embedded;
    const { embeddings, failures } = embedded.value;
    for (const [at, reason] of failures) emit('skipped', { path: batch[at].cropPath, reason });
    const rows = batch.flatMap(({ id }, at) =>
      failures.has(at)
        ? []
        : [[id, embeddings.slice(at * encoder.dimensions, (at + 1) * encoder.dimensions)] as const],
    );
    const kept = await cache.value.put(rows);
    if (!kept.ok) return kept;
  }

  const usable = assigned.flatMap((face) => {
    const embedding = cache.value.get(face.id);
    return embedding === undefined || face.person === null ? [] : [{ face, person: face.person, embedding }];
  });
  if (usable.length === 0) {
    return failed(
      'not-enough-data',
      'The library knows nobody yet: no face has a name.',
      'Import photos of a person: facet import --person NAME PATHS...',
    );
  }
  const people = new Map(usable.map(({ person }) => [person.id, person]));
  const order = new Map([...people.keys()].map((id, index) => [id, index]));
  const embeddings = new Float32Array(usable.length * encoder.dimensions);
  usable.forEach(({ embedding }, row) => embeddings.set(embedding, row * encoder.dimensions));
  return success({
    gallery: {
      embeddings,
      dimensions: encoder.dimensions,
      people: Int32Array.from(usable, ({ person }) => order.get(person.id) ?? 0),
      count: people.size,
      weights: Float32Array.from(usable, ({ face }) => weightOf(face.quality.score)),
    },
    faces: usable.map(({ face }) => face),
    people: [...people.values()].map(({ id, name }) => ({ id, name })),
  });
}
