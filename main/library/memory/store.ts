// One open library: the catalogue in memory, the documents behind it, and the way from the one to the other.
import { rm } from 'node:fs/promises';
import type { Result } from '../../../models/failure.ts';
import { asWritten, Catalogue, emptyFile, inLoadingOrder } from './catalogue.ts';
import { pass } from '../../work/turns.ts';
import { Claims } from './claims.ts';
import { CommitQueue, type Batch, type Change } from './commitQueue.ts';
import { syncFolder } from '../../files/durable.ts';
import { isMissing } from '../../files/failures.ts';
import type { EmbeddingFile } from '../disk/embeddings.ts';
import { attempt, requireLibrary, type Unfinished } from '../disk/faults.ts';
import { Gate } from './gate.ts';
import type { LibraryIndex } from '../index/libraryIndex.ts';
import type { Journal } from '../disk/journal.ts';
import { forgetKept } from '../disk/kept.ts';
import { JsonFile } from '../disk/jsonFile.ts';
import { UNNAMED, type Layout } from '../disk/layout.ts';
import type { StoredCheckpoint } from '../checkpoints.ts';
import type { Placed } from './placed.ts';
import { isFull, Reserve } from '../disk/reserve.ts';
import { personFile, type FacetFile, type PersonFile } from '../disk/schema.ts';
import { Space } from '../disk/space.ts';

/** The key of facet.json among the documents; the others go by their owner's id. */
export const FACET = 'facet';

/** The files of a library, read. */
export interface Documents {
  readonly facet: JsonFile<FacetFile>;
  readonly people: ReadonlyMap<string, JsonFile<PersonFile>>;
  readonly checkpoints: readonly StoredCheckpoint[];
}

export class Store {
  readonly layout: Layout;
  readonly catalogue = new Catalogue();
  readonly gate = new Gate();
  /** Photos and faces that are being added. */
  readonly claims = new Claims();
  readonly space: Space;
  readonly reserve: Reserve;
  /** Owners whose folders have been made. */
  readonly ready = new Set<string>();
  /** What no catalogue names and could not be erased, by its path. */
  readonly unerased = new Map<string, Placed>();
  /** Folders in which a name was changed that a power cut may undo: what is promised next comes after they are synced. */
  readonly #unsynced = new Set<string>();
  readonly checkpoints: Map<string, StoredCheckpoint>;
  readonly caches = new Map<string, Promise<EmbeddingFile>>();
  /** Ids of the people who were erased since the library was opened: what is still being learned may hold them. */
  readonly erased = new Set<string>();
  /** Null where the library is opened without the secret of its index. */
  index: LibraryIndex | null = null;
  /** What facet.json says, or is about to say. */
  facet: FacetFile;

  readonly #check: () => Promise<void>;
  readonly #journal: Journal;
  readonly #facetDocument: JsonFile<FacetFile>;
  readonly #people: Map<string, JsonFile<PersonFile>>;
  readonly #commits: CommitQueue;

  /** @param check throws where the library is not this process's own any more */
  constructor(
    layout: Layout,
    journal: Journal,
    { facet, people, checkpoints }: Documents,
    check: () => Promise<void>,
  ) {
    if (facet.saved === null) throw new Error('a store needs a facet.json that was read');
    this.layout = layout;
    this.space = new Space(layout.root, () => this.catalogue.size);
    this.reserve = new Reserve(layout, this.space);
    this.facet = facet.saved;
    this.checkpoints = new Map(checkpoints.map((checkpoint) => [checkpoint.id, checkpoint]));
    this.#check = check;
    this.#journal = journal;
    this.#facetDocument = facet;
    this.#people = new Map(people);
    this.#commits = new CommitQueue(
      (batch) => this.#write(batch),
      (batch) => this.#rollBack(batch),
    );
  }

  /** Takes in what the catalogues say. To be called once, before anything else. */
  async fill(): Promise<void> {
    const files = [...this.#people.values()].flatMap(({ saved }) => saved ?? []);
    for (const file of files.sort(inLoadingOrder)) {
      this.catalogue.load(file);
      await pass();
    }
    if (this.catalogue.owner(UNNAMED) === undefined) this.catalogue.load(emptyFile(UNNAMED, null));
  }

  /**
   * Says that memory has changed, in the same turn as the change; resolves once that is on disk. Where it fails, memory
   * is as it was before; or as it is after, where the change was decided and waits to be finished.
   */
  commit(change: Change): Promise<void> {
    return this.#commits.push(change);
  }

  /** The same, without waiting for more changes to write together. */
  async commitNow(change: Change): Promise<void> {
    await Promise.all([this.commit(change), this.flush()]);
  }

  /** Writes everything that is pending. */
  flush(): Promise<void> {
    return this.#commits.flush();
  }

  /** A change that moves or erases files: alone, on a catalogue that is on disk as it is in memory. */
  alone<T>(work: () => Promise<Result<T>>): Promise<Result<T>> {
    return attempt(this.layout.root, () =>
      this.gate.exclusive(async () => {
        await this.flush();
        await this.prepare();
        await this.index?.erase();
        return work();
      }),
    ).then((result) => (result.ok ? result.value : result));
  }

  /**
   * The same for a change that erases: where the disk is full, it has the room that is kept for it. Its work leaves memory
   * as it was where it throws.
   */
  erasing<T>(work: () => Promise<Result<T>>): Promise<Result<T>> {
    return this.alone(async () => {
      // It says whose faces were whose.
      await rm(this.layout.undo, { force: true });
      await rm(this.layout.films, { force: true });
      await forgetKept(this.layout);
      try {
        return await work().catch(async (error: unknown) => {
          if (!isFull(error) || !(await this.reserve.release())) throw error;
          return work();
        });
      } finally {
        await this.reserve.keep();
      }
    });
  }

  /**
   * To be called before files are put into owners' folders. Throws where the library's folder is not where it was opened,
   * or where a change that was decided still waits: its renames could take the new files away.
   */
  async prepare(): Promise<void> {
    await requireLibrary(this.layout.facet, this.layout.root);
    await this.#check();
    await this.#journal.finishStuck();
  }

  /** Makes names safe that were changed outside of a commit. Where a folder cannot be synced, the next commit does it. */
  async syncFolders(folders: Iterable<string>): Promise<void> {
    for (const folder of folders) this.#unsynced.add(folder);
    for (const folder of this.#unsynced) {
      try {
        await syncFolder(folder);
      } catch (error) {
        // Its owner was erased meanwhile.
        if (!isMissing(error)) throw error;
      }
      this.#unsynced.delete(folder);
    }
  }

  /** Answers with the reason where the batch is decided, and waits to be finished; throws where nothing of it happened. */
  async #write({ documents, folders, moves }: Batch): Promise<Unfinished | null> {
    const writes = [...documents].flatMap((id) => this.#snapshot(id));
    this.index?.change([...documents].filter((id) => id !== FACET));
    let unfinished: Unfinished | null;
    try {
      await this.prepare();
      await this.syncFolders([]);
      for (const folder of folders) await syncFolder(folder);
      for (const { write } of writes) await write();
      unfinished = await this.#journal.commit(moves);
    } catch (error) {
      await this.#journal.abort();
      for (const { document } of writes) document.forget();
      throw error;
    }
    for (const { document } of writes) document.settle();
    for (const id of documents)
      if (id !== FACET && this.catalogue.owner(id) === undefined) this.#people.delete(id);
    if (unfinished === null) await this.reserve.keep();
    return unfinished;
  }

  /** The document's content as memory has it at this moment; nothing for an owner who is gone. */
  #snapshot(id: string): { document: { settle(): void; forget(): void }; write: () => Promise<void> }[] {
    if (id === FACET) {
      const { facet } = this;
      return [{ document: this.#facetDocument, write: () => this.#facetDocument.write(facet) }];
    }
    if (this.catalogue.owner(id) === undefined) return [];
    const file = this.catalogue.unsorted(id);
    let document = this.#people.get(id);
    if (document === undefined) {
      document = new JsonFile(this.layout.person(id), personFile, this.#journal, file);
      this.#people.set(id, document);
    }
    const target = document;
    return [{ document: target, write: async () => target.write(await asWritten(file)) }];
  }

  #rollBack({ documents }: Batch): void {
    this.facet = this.#facetDocument.saved ?? this.facet;
    const owners = [...documents].filter((id) => id !== FACET);
    for (const id of owners) {
      this.catalogue.drop(id);
      this.ready.delete(id);
    }
    for (const id of owners) {
      const saved = this.#people.get(id)?.saved ?? (id === UNNAMED ? emptyFile(UNNAMED, null) : null);
      if (saved === null) this.#people.delete(id);
      else this.catalogue.load(saved);
    }
  }
}
