// Faces that nobody owns, gathered by likeness. The groups are kept while faces come and go: naming one of them leaves
// the others as they are, and a library of many strangers is gathered once.
import { setImmediate } from 'node:timers/promises';
import { failed, success, type Result } from '../../../models/failure.ts';
import { LikenessGroups } from '../../../models/identity/grouping/likenessGroups.ts';
import { rowsOfVectors } from '../../../models/linear/vectors.ts';
import type { EmbeddingCache, Library, LibraryFace } from '../../library/library.ts';
import { groupBy } from '../groupBy.ts';

/**
 * Cosine to a group's mean from which a face joins it. dlib's descriptors of one person are within 0.6 of each other
 * (its own threshold), which on unit vectors is a cosine of some 0.9; groups are kept purer than that, since two groups
 * are named as quickly as one is taken apart.
 */
const JOIN = 0.94;

/** Faces that the groups learn from how embeddings are spread. */
const SAMPLE = 1000;

/** Milliseconds of work after which others have their turn. */
const TURN = 20;

export interface Gathered {
  readonly faces: readonly LibraryFace[];
  /** Of length 1; null where the face cannot be embedded. */
  readonly mean: Float32Array | null;
}

interface Place {
  readonly group: number;
  readonly photo: string;
  readonly embedding: Float32Array;
}

export interface Unnamed {
  readonly library: Library;
  readonly faces: readonly LibraryFace[];
  /** Encoder id, and its embeddings of the faces. */
  readonly encoder: string;
  readonly cache: EmbeddingCache;
}

export interface GatheringCall {
  readonly signal: AbortSignal;
  readonly onTurn: (done: number, total: number) => void;
}

export class UnnamedGroups {
  #library: Library | null = null;
  #encoder = '';
  #groups: LikenessGroups | null = null;
  readonly #places = new Map<string, Place>();
  /** Groups with a face of the photo: nobody is in one photo twice. */
  readonly #inPhoto = new Map<string, Set<number>>();
  #running: Promise<unknown> = Promise.resolve();

  /** All of these faces in groups, the largest first. What was gathered when it is cancelled stays so. */
  gather(unnamed: Unnamed, call: GatheringCall): Promise<Result<readonly Gathered[]>> {
    const gathered = this.#running.then(() => this.#gather(unnamed, call));
    this.#running = gathered.catch(() => undefined);
    return gathered;
  }

  async #gather(
    { library, faces, encoder, cache }: Unnamed,
    { signal, onTurn }: GatheringCall,
  ): Promise<Result<readonly Gathered[]>> {
    if (library !== this.#library || encoder !== this.#encoder) this.#forget();
    [this.#library, this.#encoder] = [library, encoder];
    const here = new Set(faces.map(({ id }) => id));
    for (const [id, place] of this.#places) if (!here.has(id)) this.#leave(id, place);
    const fresh = faces.filter(({ id }) => !this.#places.has(id) && cache.get(id) !== undefined);
    // Good faces first: a group is founded by one that can be relied on.
    fresh.sort((a, b) => b.quality.score - a.quality.score);
    this.#groups ??= groupsLike(fresh, cache);
    let turn = performance.now();
    for (const [done, face] of fresh.entries()) {
      this.#place(face, cache);
      if (performance.now() - turn < TURN) continue;
      onTurn(done, fresh.length);
      await setImmediate();
      if (signal.aborted) return failed('cancelled', 'Gathering faces was cancelled.', 'Open Unnamed again.');
      turn = performance.now();
    }
    return success(this.#listed(faces));
  }

  #forget(): void {
    this.#groups = null;
    this.#places.clear();
    this.#inPhoto.clear();
  }

  #place({ id, photo }: LibraryFace, cache: EmbeddingCache): void {
    const embedding = cache.get(id);
    if (embedding === undefined || this.#groups === null) return;
    const barred = this.#inPhoto.get(photo) ?? new Set();
    const group = this.#groups.add(embedding, barred);
    this.#inPhoto.set(photo, barred.add(group));
    this.#places.set(id, { group, photo, embedding });
  }

  #leave(id: string, { group, photo, embedding }: Place): void {
    this.#groups?.remove(embedding, group);
    this.#inPhoto.get(photo)?.delete(group);
    this.#places.delete(id);
  }

  #listed(faces: readonly LibraryFace[]): Gathered[] {
    const best = [...faces].sort((a, b) => b.quality.score - a.quality.score);
    // A face without an embedding is a group of its own.
    const members = groupBy(best, ({ id }) => this.#places.get(id)?.group ?? id);
    return [...members]
      .sort(([, a], [, b]) => b.length - a.length)
      .map(([group, gathered]) => ({
        faces: gathered,
        mean: typeof group === 'number' ? (this.#groups?.meanOf(group) ?? null) : null,
      }));
  }
}

function groupsLike(faces: readonly LibraryFace[], cache: EmbeddingCache): LikenessGroups | null {
  const every = Math.max(1, Math.floor(faces.length / SAMPLE));
  const sample = faces.filter((_, at) => at % every === 0).flatMap(({ id }) => cache.get(id) ?? []);
  const dimensions = sample[0]?.length;
  if (dimensions === undefined) return null;
  return new LikenessGroups(rowsOfVectors(sample), dimensions, JOIN);
}
