// Photos on their way into the library: several at once, reported in their order.
import { shownName } from '../../files/pathBytes.ts';
import type { FoundFace, PhotoFaces } from '../../engine/engine.ts';
import { drawnFace, newFace } from '../faces/drawFaces.ts';
import type { Addition, NewFace, NewPhoto } from '../../library/photos.ts';
import { placeOf, type ImportTools, type ReadFile, type Claim } from './parts.ts';
import type { Tally } from './tally.ts';

/** Photos that are not safe on disk yet, up to this many bytes together: the next ones wait. */
const MOST_BYTES = 128e6;

interface Pending {
  readonly path: string;
  /** The name of the person whose photo it is said to be. */
  readonly person: string | null;
  /** Whether somebody still has to say which face is that person's. */
  readonly open: boolean;
  readonly bytes: number;
  readonly added: Promise<Addition | null>;
  readonly isStill?: true;
}

export class Additions {
  readonly #tools: ImportTools;
  readonly #tally: Tally;
  readonly #claims: Claim[] = [];
  readonly #pending: Pending[] = [];
  #bytes = 0;
  readonly #arrived: (faces: readonly string[]) => void;

  /** @param arrived hears of each new photo's faces once they are safe */
  constructor(tools: ImportTools, tally: Tally, arrived: (faces: readonly string[]) => void) {
    this.#tools = tools;
    this.#tally = tally;
    this.#arrived = arrived;
  }

  /**
   * Only the one face of a photo that is said to be a person's is theirs without further thought.
   *
   * @param drawn faces that another application names and the search did not find
   */
  async add(file: ReadFile, found: PhotoFaces, drawn: readonly FoundFace[] = []): Promise<void> {
    const { id, bytes, path, person: name, still, isStill } = file;
    const { faces: seen, width, height, takenAt = still?.takenAt ?? null } = found;
    const faces: Omit<NewFace, 'person'>[] = [...seen.map(newFace), ...drawn.map(drawnFace)];
    // Who is not there yet is made by the same commit.
    const person = name !== null && seen.length === 1 && drawn.length === 0 ? { name } : null;
    const added = this.#write(
      {
        id,
        bytes,
        name: still?.name ?? shownName(path),
        // What came out of a file has no place of its own.
        ...(still === undefined ? placeOf(this.#tools, path) : {}),
        width,
        height,
        takenAt,
        faces: faces.map((face) => ({ ...face, person })),
      },
      [...seen, ...drawn],
    );
    const mark = isStill === true ? { isStill } : {};
    this.#pending.push({ path, person: name, open: person === null, bytes: bytes.length, added, ...mark });
    this.#bytes += bytes.length;
    while (this.#bytes > MOST_BYTES) await this.#settleOldest();
  }

  /** Waits for all of them. Answers with the photos that still have to be named. */
  async finish(): Promise<readonly Claim[]> {
    while (this.#pending.length > 0) await this.#settleOldest();
    return this.#claims;
  }

  /** Null where it failed: then the import stops. */
  async #write(photo: NewPhoto, faces: readonly FoundFace[]): Promise<Addition | null> {
    const addition = await this.#tools.library.addPhoto(photo);
    if (!addition.ok) {
      this.#tally.stop(addition.failure);
      return null;
    }
    const kept = await this.#tools.embeddings.put(
      faces.flatMap(({ crop, embedding }) => (crop && embedding ? [[crop.hash, embedding] as const] : [])),
    );
    if (!kept.ok) this.#tally.stop(kept.failure);
    const { status, photo: stored } = addition.value;
    if (status === 'added') this.#arrived(stored.faces.map(({ id }) => id));
    return addition.value;
  }

  async #settleOldest(): Promise<void> {
    const oldest = this.#pending.shift();
    if (oldest === undefined) return;
    const { path, person, open, bytes, added, isStill } = oldest;
    this.#bytes -= bytes;
    const addition = await added;
    if (addition === null) return;
    const { status, photo } = addition;
    const isCopy = status !== 'added';
    const mark = isStill === true ? { isStill } : {};
    if (!isCopy) this.#tally.arrivals.push({ path, photo: photo.id, ...mark });
    if (isCopy || open) this.#claims.push({ path, person, photo: photo.id, isCopy, ...mark });
  }
}
