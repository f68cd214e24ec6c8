// The one place that knows lowdb: a JSON document that is parsed when read and joins a transaction when written.
import { Low, type Adapter } from 'lowdb';
import { z } from 'zod';
import { isCrammed } from '../untrusted/crammed.ts';
import { Fault } from './faults.ts';
import { migrate } from './migrate.ts';
import { parseInTurns } from './parseInTurns.ts';
import { readPlain, tooLarge } from '../untrusted/plain.ts';
import { mapInTurns } from '../../work/turns.ts';
import { SCHEMA, type Schema } from './schema.ts';

/** Takes the content of a file that is to be written with others, all or none. */
interface Transaction {
  put(path: string, content: Uint8Array): Promise<void>;
}

/** Reads and parses a file; null where it is not there. Throws a `Fault` that names it where it cannot be used. */
export async function readJson<T>(path: string, schema: Schema<T>): Promise<T | null> {
  const bytes = await readPlain(path, LARGEST);
  if (bytes === null) return null;
  if (await isCrammed(bytes)) throw corrupt(path, 'it is not laid out as Facet writes it');
  return parseJson(bytes.toString('utf8'), path, schema);
}

/** Bytes of a document: some 200,000 faces of one person. */
const LARGEST = 128e6;

const versioned = z.looseObject({ schema: z.number().int().positive() });

async function parseJson<T>(text: string, path: string, schema: Schema<T>): Promise<T> {
  let json: unknown;
  try {
    json = await parseInTurns(text);
  } catch (error) {
    // The message quotes the text, which is nobody's business.
    if (!(error instanceof SyntaxError)) throw error;
    throw corrupt(path, 'it is not valid JSON');
  }
  const version = versioned.safeParse(json);
  if (!version.success) throw corrupt(path, 'it has no schema version');
  if (version.data.schema > SCHEMA) {
    throw new Fault(
      'library-newer',
      `${path} was written by a newer Facet (schema ${version.data.schema}, this one knows ${SCHEMA}).`,
      'Use the newest Facet that has opened this library.',
      path,
    );
  }
  const parsed = await schema.safeParse(migrate(version.data, version.data.schema));
  if (!parsed.success) throw corrupt(path, firstIssue(parsed.error));
  return parsed.data;
}

/** The first of them in words, cut short: the keys of a file are whatever somebody wrote. */
function firstIssue({ issues }: z.ZodError): string {
  const [{ path, message }] = issues;
  const what = message.replace('received undefined', 'and it is missing');
  return `${path.length === 0 ? '' : `${path.join('.')}: `}${what}`.slice(0, 300);
}

/**
 * There is no automatic fallback to an older copy: an older catalogue does not name the newest photos, and the sweep
 * would then erase them. Nothing in the library is touched until every file has been read.
 */
export const corrupt = (path: string, why: string): Fault =>
  new Fault(
    'library-corrupt',
    `${path} is damaged: ${why}.`,
    'Bring this one file back from a backup, or move it elsewhere together with its folder. Nothing was changed.',
    path,
  );

/** The two methods that lowdb asks for. */
class TransactionAdapter<T extends object> implements Adapter<T> {
  readonly #path: string;
  readonly #schema: Schema<T>;
  readonly #transaction: Transaction;

  constructor(path: string, schema: Schema<T>, transaction: Transaction) {
    this.#path = path;
    this.#schema = schema;
    this.#transaction = transaction;
  }

  read(): Promise<T | null> {
    return readJson(this.#path, this.#schema);
  }

  async write(data: T): Promise<void> {
    const content = Buffer.concat(await mapInTurns(piecesOf(data), (text) => Buffer.from(text)));
    // What could not be read again is not written.
    if (content.length > LARGEST) throw tooLarge(this.#path, LARGEST);
    await this.#transaction.put(this.#path, content);
  }
}

/** A document, and what of it is safe on disk. */
export class JsonFile<T extends object> {
  readonly #low: Low<T>;
  #saved: T | null = null;

  constructor(path: string, schema: Schema<T>, transaction: Transaction, initial: T) {
    this.#low = new Low<T>(new TransactionAdapter(path, schema, transaction), initial);
  }

  /** Null until it is read, or written for the first time. */
  get saved(): T | null {
    return this.#saved;
  }

  /** Null where there is no such file. */
  async read(): Promise<T | null> {
    const initial = this.#low.data;
    await this.#low.read();
    // lowdb keeps the initial data where the adapter finds no file.
    return (this.#saved = this.#low.data === initial ? null : this.#low.data);
  }

  /** The same without reading: what it says is known. */
  adopt(data: T): void {
    this.#low.data = data;
    this.#saved = data;
  }

  /** Joins the transaction; call `settle` once that is on disk, `forget` where it came to nothing. */
  async write(data: T): Promise<void> {
    this.#low.data = data;
    await this.#low.write();
  }

  settle(): void {
    this.#saved = this.#low.data;
  }

  forget(): void {
    if (this.#saved !== null) this.#low.data = this.#saved;
  }
}

/** Entries never change, so a long list costs no more than what is new in it. */
const lines = new WeakMap<object, string>();

function line(entry: unknown): string {
  if (typeof entry !== 'object' || entry === null) return JSON.stringify(entry);
  let text = lines.get(entry);
  if (text === undefined) lines.set(entry, (text = JSON.stringify(entry)));
  return text;
}

/** JSON that people can read and compare: one property a line, one list entry a line. */
export const formatJson = (data: object): string => [...piecesOf(data)].join('');

/** The same in pieces of at most so many entries. */
function* piecesOf(data: object): Generator<string> {
  let before = '{\n';
  for (const [name, value] of Object.entries(data) as [string, unknown][]) {
    yield `${before}  ${JSON.stringify(name)}: `;
    before = ',\n';
    if (Array.isArray(value) && value.length > 0) yield* piecesOfList(value);
    else yield JSON.stringify(value);
  }
  yield '\n}\n';
}

function* piecesOfList(entries: readonly unknown[]): Generator<string> {
  for (let from = 0; from < entries.length; from += PIECE) {
    const piece = entries.slice(from, from + PIECE).map((entry) => `    ${line(entry)}`);
    yield `${from === 0 ? '[' : ','}\n${piece.join(',\n')}`;
  }
  yield '\n  ]';
}

const PIECE = 256;
