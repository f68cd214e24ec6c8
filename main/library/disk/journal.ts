// Changes of several files at once: all of them happen or none, whenever the process or the power dies.
//
// New files are first written completely under temporary names. Then the journal, itself written atomically, lists the
// renames that make them visible; they are done, and the journal goes. Dying before the journal is there leaves only
// temporary files, which the sweep erases; dying after it, the next open does the rest of the renames.
//
// Once the journal may be there the change is decided, and nothing takes it back: what fails from then on is tried again
// at the next change, and at the next open. docs/library-format.md states the protocol, test/main/library/model checks it.
import { mkdir, rm } from 'node:fs/promises';
import { dirname, relative, sep } from 'node:path';
import {
  mayExist,
  renamePatiently,
  stage,
  syncFolder,
  writeDurably,
  type Staged,
} from '../../files/durable.ts';
import { unfinished, Unfinished } from './faults.ts';
import { isMissing } from '../../files/failures.ts';
import { checkRenames } from './journalPaths.ts';
import { formatJson, readJson } from './jsonFile.ts';
import type { Layout } from './layout.ts';
import { journalFile, SCHEMA } from './schema.ts';

/** A file or folder that gets another name. */
export type Move = Staged;

/** A change that will happen, whatever fails. */
interface Decided {
  readonly renames: readonly Move[];
  /** Whether the journal lists them: a single rename needs none. */
  readonly journaled: boolean;
  /** False where it is not known whether the journal could be written. */
  written: boolean;
}

export class Journal {
  readonly #layout: Layout;
  #staged: Staged[] = [];
  #decided: Decided | null = null;
  #finishing: Promise<void> | null = null;
  #stuck = false;

  constructor(layout: Layout) {
    this.#layout = layout;
  }

  async put(path: string, content: Uint8Array): Promise<void> {
    await mkdir(dirname(path), { recursive: true });
    this.#staged.push(await stage(path, content));
  }

  /**
   * Makes everything that was put, and the moves, visible together. Throws where nothing of it has happened. Answers with
   * the reason where all of it is decided and not all of it could be done: then `finish` goes on with it.
   */
  async commit(moves: readonly Move[]): Promise<Unfinished | null> {
    const renames = [...this.#staged, ...moves];
    try {
      await makeRoom(moves);
      this.#decided = await this.#decide(renames);
    } catch (error) {
      await this.abort();
      throw error;
    }
    this.#staged = [];
    try {
      await this.finish();
      return null;
    } catch (error) {
      if (error instanceof Unfinished) return error;
      throw error;
    }
  }

  /** Does what is left of a change that was decided. Throws `Unfinished` where that still cannot be done. */
  finish(): Promise<void> {
    return (this.#finishing ??= this.#finish().finally(() => {
      this.#finishing = null;
    }));
  }

  /** The same, where an attempt has failed before: a change that is on its way is not waited for. */
  async finishStuck(): Promise<void> {
    if (this.#stuck) await this.finish();
  }

  async #finish(): Promise<void> {
    const decided = this.#decided;
    if (decided === null) return;
    const { renames, journaled } = decided;
    let at = this.#layout.journal;
    try {
      if (!decided.written) await this.#write(renames);
      decided.written = true;
      // Without the journal on disk, a power cut would leave half of what follows.
      if (journaled) await syncFolder(this.#layout.root);
      for (const { from, to } of journaled ? renames : []) {
        at = to;
        await renamePatiently(from, to).catch((error: unknown) => {
          // Done already, by an attempt before this one.
          if (!isMissing(error)) throw error;
        });
      }
      await syncFolders(renames);
      if (journaled) await this.#remove();
    } catch (error) {
      this.#stuck = true;
      throw unfinished(error, at, this.#layout.root);
    }
    this.#decided = null;
    this.#stuck = false;
  }

  /** Erases what was put and never committed. What cannot be erased now is left to the sweep at the next open. */
  async abort(): Promise<void> {
    const staged = this.#staged;
    this.#staged = [];
    for (const { from } of staged) await rm(from, { force: true }).catch(() => {});
  }

  /** Finishes what an interrupted commit had decided. Throws a `Fault` where it cannot, and has then lost nothing. */
  async replay(): Promise<void> {
    const file = await readJson(this.#layout.journal, journalFile);
    if (file === null) return;
    const renames = await checkRenames(this.#layout, file.renames);
    await makeRoom(renames);
    this.#decided = { renames, journaled: true, written: true };
    await this.finish();
  }

  /** The moment of decision. Throws where it certainly has not come. */
  async #decide(renames: readonly Move[]): Promise<Decided> {
    const [first, second] = renames;
    if (second === undefined) {
      if (first !== undefined) await renamePatiently(first.from, first.to);
      return { renames, journaled: false, written: true };
    }
    // A journal must not outlive, in a power cut, the names that it speaks of.
    await syncFolders(renames);
    try {
      await this.#write(renames);
      return { renames, journaled: true, written: true };
    } catch (error) {
      if (!(await mayExist(this.#layout.journal))) throw error;
      return { renames, journaled: true, written: false };
    }
  }

  async #write(renames: readonly Move[]): Promise<void> {
    const { journal, root } = this.#layout;
    const inside = (path: string) => relative(root, path).split(sep).join('/');
    const file = { schema: SCHEMA, renames: renames.map(({ from, to }) => [inside(from), inside(to)]) };
    await writeDurably(journal, formatJson(file));
  }

  async #remove(): Promise<void> {
    await rm(this.#layout.journal, { force: true });
    // A journal that came back after a power cut would move away what is made under the old names until then.
    await syncFolder(this.#layout.root);
  }
}

async function makeRoom(renames: readonly Move[]): Promise<void> {
  for (const folder of new Set(renames.map(({ to }) => dirname(to))))
    await mkdir(folder, { recursive: true });
}

async function syncFolders(renames: readonly Move[]): Promise<void> {
  for (const folder of new Set(renames.flatMap(({ from, to }) => [dirname(from), dirname(to)]))) {
    await syncFolder(folder);
  }
}
