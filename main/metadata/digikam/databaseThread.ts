// Entry point of the thread that reads a copy of digiKam's database by SQLite as WebAssembly. The file may have been made by
// anybody: only plain tables are read, in numbers that are bounded, and `readDatabase.ts` ends the thread in time.
import { createRequire } from 'node:module';
import { parentPort, workerData } from 'node:worker_threads';
import {
  MOST_ROWS,
  type AlbumRoot,
  type DigikamRows,
  type FaceRow,
  type PhotoRow,
  type ThreadSaid,
} from './rows.ts';

type Row = Readonly<Record<string, unknown>>;

interface Statement {
  iterate(): Iterable<Row>;
  finalize(): void;
}

interface Database {
  exec(sql: string): void;
  prepare(sql: string): Statement;
  close(): void;
}

interface Sqlite {
  readonly Database: new (path: string, options: object) => Database;
}

const TABLES = ['AlbumRoots', 'Albums', 'Images', 'ImageInformation', 'ImageTags', 'ImageTagProperties'];
const MORE_TABLES = ['Tags', 'TagProperties'];

class TooLarge extends Error {}

function* select(database: Database, sql: string): Generator<Row> {
  const statement = database.prepare(sql);
  try {
    let count = 0;
    for (const row of statement.iterate()) {
      if (++count > MOST_ROWS) throw new TooLarge();
      yield row;
    }
  } finally {
    statement.finalize();
  }
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '');
const number = (value: unknown): number => (typeof value === 'number' ? value : 0);

/** A view or a virtual table under a table's name could do anything. */
function hasPlainTables(database: Database): boolean {
  const plain = new Set<string>();
  for (const { name, sql } of select(
    database,
    "SELECT name, substr(sql, 1, 40) AS sql FROM sqlite_master WHERE type = 'table'",
  ))
    if (/^create table /i.test(text(sql))) plain.add(text(name));
  return [...TABLES, ...MORE_TABLES].every((name) => plain.has(name));
}

function read(database: Database): DigikamRows {
  const roots: AlbumRoot[] = [];
  for (const row of select(
    database,
    'SELECT id, substr(label, 1, 300) AS label, substr(identifier, 1, 4000) AS identifier,' +
      ' substr(specificPath, 1, 4000) AS specificPath FROM AlbumRoots',
  ))
    roots.push({
      id: number(row['id']),
      label: text(row['label']),
      identifier: text(row['identifier']),
      specificPath: text(row['specificPath']),
    });
  const names = new Map<number, string>();
  for (const { id, name } of select(database, 'SELECT id, substr(name, 1, 300) AS name FROM Tags'))
    names.set(number(id), text(name));
  const people = new Set<number>();
  const nobody = new Set<number>();
  for (const { tagid, property } of select(
    database,
    "SELECT tagid, property FROM TagProperties WHERE property IN ('person', 'unknownPerson', 'unconfirmedPerson', 'ignoredPerson')",
  ))
    (property === 'person' ? people : nobody).add(number(tagid));

  const faces = new Map<number, FaceRow[]>();
  const confirmed = new Set<string>();
  for (const row of select(
    database,
    'SELECT imageid, tagid, property, substr(value, 1, 2000) AS value FROM ImageTagProperties' +
      " WHERE property IN ('tagRegion', 'autodetectedFace', 'ignoredFace')",
  )) {
    const [image, tag] = [number(row['imageid']), number(row['tagid'])];
    const region = parseRegion(text(row['value']));
    if (region === null) continue;
    const property = text(row['property']);
    const rejected = region.rejected.flatMap((id) => names.get(id) ?? []);
    const face = {
      property,
      name: nobody.has(tag) ? '' : (names.get(tag) ?? ''),
      rect: region.rect,
      rejected,
    };
    const known = faces.get(image);
    if (known === undefined) faces.set(image, [face]);
    else known.push(face);
    if (property === 'tagRegion') confirmed.add(`${image} ${tag}`);
  }
  const tagged = new Map<number, string[]>();
  for (const { imageid, tagid } of select(database, 'SELECT imageid, tagid FROM ImageTags')) {
    const [image, tag] = [number(imageid), number(tagid)];
    const name = names.get(tag);
    const isNamed = people.has(tag) && !nobody.has(tag) && !confirmed.has(`${image} ${tag}`);
    if (isNamed && name !== undefined) tagged.set(image, [...(tagged.get(image) ?? []), name]);
  }
  const photos: PhotoRow[] = [];
  // 1: to be seen; what was hidden, trashed or removed has another status.
  for (const row of select(
    database,
    'SELECT Images.id AS id, substr(Images.name, 1, 1000) AS name, substr(relativePath, 1, 4000) AS folder, albumRoot,' +
      ' width, height, orientation FROM Images JOIN Albums ON Albums.id = Images.album' +
      ' LEFT JOIN ImageInformation ON ImageInformation.imageid = Images.id WHERE Images.status = 1',
  )) {
    const id = number(row['id']);
    const [own = [], names = []] = [faces.get(id), tagged.get(id)];
    if (own.length + names.length === 0) continue;
    photos.push({
      root: number(row['albumRoot']),
      folder: text(row['folder']),
      name: text(row['name']),
      ...{
        width: number(row['width']),
        height: number(row['height']),
        orientation: number(row['orientation']),
      },
      ...{ faces: own, people: names },
    });
  }
  return { roots, photos };
}

/** `<rect x="…" y="…" width="…" height="…"/>`, and after a comma the ids of tags that were rejected. */
function parseRegion(
  value: string,
): { readonly rect: FaceRow['rect']; readonly rejected: readonly number[] } | null {
  const [, attributes = '', rest = ''] = /<rect\s([^>]*)>(.*)$/s.exec(value) ?? [];
  const [x, y, width, height] = ['x', 'y', 'width', 'height'].map((name) =>
    Number(new RegExp(`(?:^|\\s)${name}="(-?[\\d.]+)"`).exec(attributes)?.[1] ?? NaN),
  ) as [number, number, number, number];
  if (!(width > 0 && height > 0 && Number.isFinite(x) && Number.isFinite(y))) return null;
  const rejected = rest.startsWith(',') ? rest.slice(1).split(';').map(Number) : [];
  return { rect: [x, y, width, height], rejected: rejected.filter(Number.isInteger) };
}

function answer(path: string): ThreadSaid {
  let database: Database | null = null;
  try {
    const { Database } = createRequire(import.meta.url)('node-sqlite3-wasm') as Sqlite;
    database = new Database(path, { fileMustExist: true });
    database.exec(
      // A journal that digiKam left open belongs to what is read, and is there with the copy.
      'PRAGMA locking_mode = EXCLUSIVE; PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON;' +
        ' PRAGMA hard_heap_limit = 268435456; PRAGMA query_only = ON;',
    );
    return hasPlainTables(database) ? { rows: read(database) } : { refused: 'not digiKam’s' };
  } catch (error) {
    return { refused: error instanceof TooLarge ? 'too large' : 'not a database' };
  } finally {
    database?.close();
  }
}

parentPort?.postMessage(answer((workerData as { readonly path: string }).path));
