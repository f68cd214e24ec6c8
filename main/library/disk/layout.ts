// Where everything lies inside a library folder.
//
//   facet.json                      schema version, settings, active checkpoint
//   people/<id>/person.json         name, consent, photos, faces
//   people/<id>/photos/<hash>.jpg   originals, byte for byte, under the extension of what they really are
//   people/<id>/faces/<hash>.png    aligned crops
//   unnamed/                        the same, for faces that nobody owns
//   checkpoints/<id>/               checkpoint.json and what the method wrote
//   cache/embeddings/<digest>.bin   derived; deleting cache/ loses nothing
//   cache/training/                 the state of a training that is under way or was interrupted
//   cache/undo.json                 what the command line's last changes were, for taking them back
//   cache/followed                  digests of the files of followed folders that were seen to
//   cache/films.json                which photos came from which film, by its SHA-256
//   cache/reserve                   room that is kept for erasing on a full disk
//   cache/erased-*/                 on its way out: emptied as soon as possible, and on every open; with a removed.json a day later
//   journal.json                    only while a change to several files is under way
//   library.lock                    only while a process has the library open
//
// Each person's folder is complete in itself. A photo of several people lies in each one's folder, as hard links to
// one file where the disk can do that, so removing one person takes nothing from the others.
import { basename, join, sep } from 'node:path';

/** The owner of the faces that nobody owns: its folder is like a person's, its name null. */
export const UNNAMED = 'unnamed';

/** The id of nobody, among those whose a face is not: [Note: ignored faces]. */
export const IGNORED = '000000000000';

/** Another id of nobody, by which a face is known to have been drawn by hand, in the same way. */
export const DRAWN = 'ffffffffffff';

const PERSON_ID = /^[0-9a-f]{12}$/;
export const isPersonId = (name: string): boolean => PERSON_ID.test(name);

/** The time of its making, UTC, and two random bytes. */
export const isCheckpointId = (name: string): boolean => /^\d{8}-\d{6}-[0-9a-f]{4}$/.test(name);

/** The embeddings of one encoder, under its digest. */
export const isEmbeddingFile = (name: string): boolean => /^[0-9a-f]{64}\.bin$/.test(name);

/** Content hashes as file names: all that the sweep may erase besides temporary files. */
export const isHashedFile = (name: string): boolean => /^[0-9a-f]{64}\.[a-z0-9]+$/.test(name);

/** The name of a photo's or crop's file within that of a temporary one beside it. */
export const hashedFileOf = (temporary: string): string | undefined =>
  /^\.([0-9a-f]{64}\.[a-z0-9]+)\./.exec(temporary)?.[1];

/** A temporary file beside the catalogue of somebody who is being made. */
export const isNewcomerMarker = (name: string): boolean => name.startsWith('.person.json.new.');

export class Layout {
  readonly root: string;

  /** Paths of every face and photo begin with it: they are put together, as normalising each would take longest. */
  readonly #people: string;

  constructor(root: string) {
    this.root = root;
    this.#people = join(root, 'people');
  }

  /** Everything that Facet makes at the top of the folder. */
  get entries(): readonly string[] {
    const { facet, lock, journal, people, checkpoints, cache } = this;
    return [facet, lock, journal, people, this.owner(UNNAMED), checkpoints, cache];
  }
  get facet(): string {
    return join(this.root, 'facet.json');
  }
  get lock(): string {
    return join(this.root, 'library.lock');
  }
  get journal(): string {
    return join(this.root, 'journal.json');
  }
  get people(): string {
    return this.#people;
  }
  get checkpoints(): string {
    return join(this.root, 'checkpoints');
  }
  get cache(): string {
    return join(this.root, 'cache');
  }
  get embeddings(): string {
    return join(this.cache, 'embeddings');
  }
  /** @param encoder its digest, hex */
  embeddingFile(encoder: string): string {
    return join(this.embeddings, `${encoder}.bin`);
  }
  get index(): string {
    return join(this.cache, 'index');
  }
  get undo(): string {
    return join(this.cache, 'undo.json');
  }
  get followed(): string {
    return join(this.cache, 'followed');
  }
  get films(): string {
    return join(this.cache, 'films.json');
  }
  get reserve(): string {
    return join(this.cache, 'reserve');
  }
  get training(): string {
    return join(this.cache, 'training');
  }
  owner(id: string): string {
    return id === UNNAMED ? join(this.root, UNNAMED) : this.#people + sep + id;
  }
  person(id: string): string {
    return join(this.owner(id), 'person.json');
  }
  photos(owner: string): string {
    return `${this.owner(owner)}${sep}photos`;
  }
  photo(owner: string, file: string): string {
    return this.photos(owner) + sep + file;
  }
  faces(owner: string): string {
    return `${this.owner(owner)}${sep}faces`;
  }
  face(owner: string, id: string): string {
    return `${this.faces(owner)}${sep}${id}.png`;
  }
  checkpoint(id: string): string {
    return join(this.checkpoints, id);
  }
  erased(token: string): string {
    return join(this.cache, `erased-${token}`);
  }
}

/** Whether a path or name is one of the folders on their way out. */
export const isErased = (path: string): boolean => basename(path).startsWith('erased-');
