// A connection to the server of a shared gallery: one query at a time, errors as failures, and word of every change.
import type { Client } from 'pg';
import { failed, success, type Result } from '../../../models/failure.ts';
import type { GalleryAddress } from './address.ts';
import { serverFailure } from './failures.ts';

export interface Query {
  <Row extends object>(text: string, values?: readonly unknown[]): Promise<readonly Row[]>;
}

/** Milliseconds for one query: a server that is gone without a word must not be waited for. */
const QUERY_PATIENCE = 60_000;

export class GalleryServer {
  readonly address: GalleryAddress;
  readonly #client: Client;
  #queue: Promise<unknown> = Promise.resolve();
  #lost = false;

  private constructor(address: GalleryAddress, client: Client) {
    this.address = address;
    this.#client = client;
    // Without a listener an error between two queries would be a bug that ends the process.
    client.on('error', () => (this.#lost = true));
    client.on('end', () => (this.#lost = true));
  }

  static async connect(address: GalleryAddress): Promise<Result<GalleryServer>> {
    // Few have a shared gallery, and every start would wait for it.
    const { default: pg } = await import('pg');
    const client = new pg.Client({ ...address.config, query_timeout: QUERY_PATIENCE });
    const server = new GalleryServer(address, client);
    try {
      await client.connect();
      return success(server);
    } catch (error) {
      await client.end().catch(() => undefined);
      return serverFailure(error, address.name);
    }
  }

  get lost(): boolean {
    return this.#lost;
  }

  /** Hears that the gallery has changed, as soon as the server says so. */
  async listen(changed: () => void): Promise<Result<void>> {
    this.#client.on('notification', changed);
    return this.run(async (query) => {
      await query('listen facet_gallery');
    });
  }

  /** Runs `work` when what was asked before is done. */
  run<T>(work: (query: Query) => Promise<T>): Promise<Result<T>> {
    const done = this.#queue.then(async () => {
      if (this.#lost) return this.#gone();
      try {
        return success(
          await work(async <Row extends object>(text: string, values: readonly unknown[] = []) => {
            const { rows } = await this.#client.query<Row>(text, [...values]);
            return rows;
          }),
        );
      } catch (error) {
        return serverFailure(error, this.address.name);
      }
    });
    this.#queue = done.catch(() => undefined);
    return done;
  }

  /** The same as one transaction: all of it happens, or nothing. A failure that `work` answers with undoes it too. */
  async change<T>(work: (query: Query) => Promise<Result<T>>): Promise<Result<T>> {
    const done = await this.run(async (query) => {
      await query('begin');
      try {
        const result = await work(query);
        await query(result.ok ? 'commit' : 'rollback');
        return result;
      } catch (error) {
        await query('rollback').catch(() => undefined);
        throw error;
      }
    });
    return done.ok ? done.value : done;
  }

  async close(): Promise<void> {
    await this.#queue;
    await this.#client.end().catch(() => undefined);
  }

  #gone() {
    return failed(
      'network',
      `The gallery at ${this.address.name} ended the connection.`,
      'Try again later; until then the last copy is used.',
    );
  }
}
