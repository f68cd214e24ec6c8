// The pictures that pages ask for by hash: crops and originals as they are stored, covers cut when they are first seen.
import { readFile } from 'node:fs/promises';
import { photoType } from '../../files/photoType.ts';
import { readPhoto } from '../../images/read.ts';
import type { Library } from '../../library/library.ts';
import type { LibraryFace } from '../../library/photos.ts';
import { portraitIn, previewOf, thumbnailOf } from './smallPictures.ts';

/** Kinds of originals that browsers show. */
const SHOWN: ReadonlySet<string> = new Set(['jpg', 'png', 'gif', 'webp', 'avif', 'bmp']);

/** Covers kept in memory, some 30 kB each: a photo is decoded for every one. */
const KEPT = 300;

/** Pixels of a side of a small copy, for screens of twice as many points. */
const SMALL = 192;

export class Pictures {
  readonly #covers = new Map<string, Uint8Array>();
  /** Photos are decoded one after the other: a screen full of covers must not hold them all at once. */
  #turn: Promise<unknown> = Promise.resolve();
  #closed = false;

  /**
   * The bytes of a crop, a cover (by the face's hash), an original or a small copy of it; null where the library has none of that hash, no bytes
   * where it had one.
   */
  async read(library: Library, kind: string, hash: string): Promise<Uint8Array | null> {
    if (!/^[0-9a-f]{64}$/.test(hash)) return null;
    if (kind === 'photo') return this.#original(library.photo(hash)?.path);
    if (kind === 'small') return this.#small(library.photo(hash)?.path);
    if (kind !== 'crop' && kind !== 'cover') return null;
    const face = library.face(hash);
    if (!face.ok) return null;
    return kind === 'crop' ? bytesOf(face.value.cropPath) : this.#cover(library, face.value);
  }

  /** As it is where browsers show its format, else a smaller copy. */
  async #original(path: string | undefined): Promise<Uint8Array | null> {
    if (path === undefined) return null;
    // It may be somebody's own file: anything can lie there by now.
    const bytes = await readPhoto(path);
    if (!bytes.ok || SHOWN.has(photoType(bytes.value))) return bytes.ok ? bytes.value : new Uint8Array();
    const made = this.#turn.then(() => (this.#closed ? null : previewOf(path)));
    this.#turn = made.catch(() => undefined);
    const preview = await made;
    return preview?.ok === true ? preview.value : new Uint8Array();
  }

  /** For a list of many. */
  async #small(path: string | undefined): Promise<Uint8Array | null> {
    if (path === undefined) return null;
    const made = this.#turn.then(() => (this.#closed ? null : thumbnailOf(path, SMALL)));
    this.#turn = made.catch(() => undefined);
    const small = await made;
    return small?.ok === true ? small.value : new Uint8Array();
  }

  /** Covers that wait for their turn are no longer cut. */
  close(): void {
    this.#closed = true;
  }

  /** Where the original cannot be read, the crop has to do. */
  async #cover(library: Library, face: LibraryFace): Promise<Uint8Array | null> {
    const made = this.#covers.get(face.id);
    if (made !== undefined) return made;
    const photo = library.photo(face.photo);
    if (photo === undefined) return null;
    const cut = this.#turn.then(() => (this.#closed ? null : portraitIn(photo.path, face.box)));
    this.#turn = cut.catch(() => undefined);
    const cover = await cut;
    if (cover?.ok !== true) return bytesOf(face.cropPath);
    this.#covers.set(face.id, cover.value);
    const [oldest] = this.#covers.keys();
    if (this.#covers.size > KEPT && oldest !== undefined) this.#covers.delete(oldest);
    return cover.value;
  }
}

/** None where the file no longer exists: somebody can be erased while a page waits for their picture. */
async function bytesOf(path: string): Promise<Uint8Array> {
  try {
    return new Uint8Array(await readFile(path));
  } catch {
    return new Uint8Array();
  }
}
