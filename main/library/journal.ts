// Changes of several files at once: all of them happen or none, whenever the process or the power dies.
//
// New files are first written completely under temporary names. Then the journal, itself written atomically, lists the
// renames that make them visible; they are done, and the journal goes. Dying before the journal is there leaves only
// temporary files, which the sweep erases; dying after it, the next open does the rest of the renames.
import { mkdir, rename, rm } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import { stage, syncFolder, writeDurably, type Staged } from './durable.ts';
import { isMissing } from './faults.ts';
import { formatJson, readJson } from './jsonFile.ts';
import type { Layout } from './layout.ts';
import { journalFile, SCHEMA } from './schema.ts';

/** A file or folder that gets another name. */
export type Move = Staged;

export class Journal {
  readonly #layout: Layout;
  #staged: Staged[] = [];

  constructor(layout: Layout) {
    this.#layout = layout;
  }

  async put(path: string, text: string): Promise<void> {
    await mkdir(dirname(path), { recursive: true });
    this.#staged.push(await stage(path, text));
  }

  /**
   * Makes everything that was put, and the moves, visible together. `decided` is false as long as a failure has left
   * everything as it was; after that only `replay`, at the next open, can finish what is left.
   */
  async commit(moves: readonly Move[], outcome: { decided: boolean }): Promise<void> {
    const renames = [...this.#staged, ...moves];
    this.#staged = [];
    try {
      await makeRoom(moves);
      if (renames.length > 1) {
        // A journal must not outlive, in a power cut, the names that it speaks of.
        await syncFolders(renames);
        await this.#write(renames);
        outcome.decided = true;
      }
      for (const { from, to } of renames) await rename(from, to);
      outcome.decided = true;
      await syncFolders(renames);
    } catch (error) {
      if (!outcome.decided) await this.#discard(renames.slice(0, renames.length - moves.length));
      throw error;
    }
    if (renames.length > 1) await this.#remove();
  }

  /** Erases what was put and never committed. */
  async abort(): Promise<void> {
    const staged = this.#staged;
    this.#staged = [];
    await this.#discard(staged);
  }

  /** Finishes what an interrupted commit had decided. */
  async replay(): Promise<void> {
    const { journal, root } = this.#layout;
    const file = await readJson(journal, journalFile);
    if (file === null) return;
    const renames = file.renames.map(([from, to]) => ({ from: join(root, from), to: join(root, to) }));
    await makeRoom(renames);
    for (const { from, to } of renames) {
      await rename(from, to).catch((error: unknown) => {
        // Done already, before the process died.
        if (!isMissing(error)) throw error;
      });
    }
    await syncFolders(renames);
    await this.#remove();
  }

  async #write(renames: readonly Staged[]): Promise<void> {
    const { journal, root } = this.#layout;
    const inside = (path: string) => relative(root, path).split(sep).join('/');
    const file = { schema: SCHEMA, renames: renames.map(({ from, to }) => [inside(from), inside(to)]) };
    await writeDurably(journal, formatJson(file));
    try {
      await syncFolder(root);
    } catch (error) {
      await rm(journal, { force: true });
      throw error;
    }
  }

  async #remove(): Promise<void> {
    await rm(this.#layout.journal, { force: true });
    await syncFolder(this.#layout.root);
  }

  async #discard(staged: readonly Staged[]): Promise<void> {
    for (const { from } of staged) await rm(from, { force: true });
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
