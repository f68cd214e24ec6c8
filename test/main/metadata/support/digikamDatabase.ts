// A database as digiKam 8 makes it: the tables that faces and tags are in, with the columns that it gives them.
import { createRequire } from 'node:module';

interface Database {
  exec(sql: string): void;
  run(sql: string, values?: readonly unknown[]): void;
  close(): void;
}

const { Database: Sqlite } = createRequire(import.meta.url)('node-sqlite3-wasm') as {
  readonly Database: new (path: string) => Database;
};

export interface SamplePhoto {
  readonly name: string;
  /** The album, from its root. */
  readonly folder?: string;
  readonly root?: number;
  /** 1: to be seen; 3: in the trash. */
  readonly status?: number;
  readonly size: readonly [width: number, height: number];
  readonly orientation?: number;
  readonly faces?: readonly (readonly [property: string, tag: string, value: string])[];
  /** Tags without a region. */
  readonly tags?: readonly string[];
}

export interface SampleCollection {
  readonly roots: readonly (readonly [id: number, label: string, identifier: string, specificPath: string])[];
  readonly photos: readonly SamplePhoto[];
}

/** Tags in the tree, by name: those of digiKam itself, and people below a group of the user's own. */
export const TAGS: Readonly<Record<string, number>> = {
  ...{ People: 1, Unknown: 2, Unconfirmed: 3, Ignored: 4, Family: 5 },
  ...{ 'Ada Lovelace': 6, Ben: 7, Places: 8, Paris: 9 },
};
const PARENTS: Readonly<Record<string, number>> = {
  ...{ Unknown: 1, Unconfirmed: 1, Ignored: 1, Family: 1, 'Ada Lovelace': 5, Ben: 1, Paris: 8 },
};
const PROPERTIES: readonly (readonly [tag: string, property: string, value: string | null])[] = [
  ['Unknown', 'person', null],
  ['Unknown', 'unknownPerson', null],
  ['Unconfirmed', 'person', null],
  ['Unconfirmed', 'unconfirmedPerson', null],
  ['Ignored', 'person', null],
  ['Ignored', 'ignoredPerson', null],
  ['Ada Lovelace', 'person', 'Ada Lovelace'],
  ['Ada Lovelace', 'faceEngineUuid', '{0b6c2f0e-0000-4000-8000-000000000001}'],
  ['Ben', 'person', 'Ben'],
];

export const rect = (x: number, y: number, width: number, height: number): string =>
  `<rect x="${x}" y="${y}" width="${width}" height="${height}"/>`;

export function writeDigikam(path: string, { roots, photos }: SampleCollection): void {
  const database = new Sqlite(path);
  database.exec(`
    CREATE TABLE AlbumRoots (id INTEGER PRIMARY KEY, label TEXT, status INTEGER NOT NULL, type INTEGER NOT NULL,
      identifier TEXT, specificPath TEXT, caseSensitivity INTEGER, UNIQUE(identifier, specificPath));
    CREATE TABLE Albums (id INTEGER PRIMARY KEY, albumRoot INTEGER NOT NULL, relativePath TEXT NOT NULL, date DATE,
      caption TEXT, collection TEXT, icon INTEGER, modificationDate DATETIME, UNIQUE(albumRoot, relativePath));
    CREATE TABLE Images (id INTEGER PRIMARY KEY, album INTEGER, name TEXT NOT NULL, status INTEGER NOT NULL,
      category INTEGER NOT NULL, modificationDate DATETIME, fileSize INTEGER, uniqueHash TEXT, manualOrder INTEGER,
      UNIQUE (album, name));
    CREATE TABLE ImageInformation (imageid INTEGER PRIMARY KEY, rating INTEGER, creationDate DATETIME,
      digitizationDate DATETIME, orientation INTEGER, width INTEGER, height INTEGER, format TEXT, colorDepth INTEGER,
      colorModel INTEGER);
    CREATE TABLE Tags (id INTEGER PRIMARY KEY, pid INTEGER, name TEXT NOT NULL, icon INTEGER, iconkde TEXT,
      UNIQUE (name, pid));
    CREATE TABLE TagProperties (tagid INTEGER, property TEXT, value TEXT);
    CREATE TABLE ImageTags (imageid INTEGER NOT NULL, tagid INTEGER NOT NULL, UNIQUE (imageid, tagid));
    CREATE TABLE ImageTagProperties (imageid INTEGER, tagid INTEGER, property TEXT, value TEXT);
  `);
  for (const [name, id] of Object.entries(TAGS))
    database.run('INSERT INTO Tags (id, pid, name) VALUES (?, ?, ?)', [id, PARENTS[name] ?? 0, name]);
  for (const [tag, property, value] of PROPERTIES)
    database.run('INSERT INTO TagProperties VALUES (?, ?, ?)', [TAGS[tag] ?? 0, property, value]);
  for (const [id, label, identifier, specificPath] of roots)
    database.run('INSERT INTO AlbumRoots VALUES (?, ?, 0, 1, ?, ?, 0)', [
      id,
      label,
      identifier,
      specificPath,
    ]);
  const albums = new Map<string, number>();
  for (const [at, photo] of photos.entries()) {
    const { name, folder = '/', root = 1, status = 1, size, orientation = 1, faces = [], tags = [] } = photo;
    const key = `${root} ${folder}`;
    const album = albums.get(key) ?? albums.size + 1;
    if (!albums.has(key))
      database.run('INSERT INTO Albums (id, albumRoot, relativePath) VALUES (?, ?, ?)', [
        album,
        root,
        folder,
      ]);
    albums.set(key, album);
    const id = at + 1;
    database.run('INSERT INTO Images (id, album, name, status, category) VALUES (?, ?, ?, ?, 1)', [
      ...[id, album, name, status],
    ]);
    database.run('INSERT INTO ImageInformation (imageid, orientation, width, height) VALUES (?, ?, ?, ?)', [
      ...[id, orientation, ...size],
    ]);
    for (const tag of new Set([...tags, ...faces.map(([, tag]) => tag)]))
      database.run('INSERT INTO ImageTags VALUES (?, ?)', [id, TAGS[tag] ?? 0]);
    for (const [property, tag, value] of faces)
      database.run('INSERT INTO ImageTagProperties VALUES (?, ?, ?, ?)', [
        id,
        TAGS[tag] ?? 0,
        property,
        value,
      ]);
  }
  database.close();
}

/** Runs SQL on a file: what digiKam would never write. */
export function spoil(path: string, sql: string): void {
  const database = new Sqlite(path);
  database.exec(sql);
  database.close();
}
