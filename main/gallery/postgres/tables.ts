// What is asked of the tables of a shared gallery. What comes back is checked: a server is somebody else's machine.
import { z } from 'zod';
import { failed, success, type Result } from '../../../models/failure.ts';
import type { GalleryPerson } from '../../../models/identity/gallery/candidates.ts';
import type { Enrolled, GalleryTerms } from '../gallery.ts';
import { sizedCalibrationSchema } from '../calibration.ts';
import { indexOf, MIGRATIONS } from './migrations.ts';
import type { Query } from './server.ts';

const finite = z.number().refine(Number.isFinite);
const numbers = z.array(finite).max(4096 ** 2);
const whole = z.coerce.number().int().nonnegative();
export const personSchema = z.object({
  id: z.string().regex(/^[0-9a-f]{12}$/),
  name: z.string().min(1).max(200),
});

const termsRow = z.object({
  id: z.string(),
  encoder: z.string().min(1).max(200),
  encoder_digest: z.string().regex(/^[0-9a-f]{64}$/),
  dimensions: z.number().int().min(1).max(4096),
  centre: numbers,
  whitening: numbers,
  blend: finite.min(0).max(1),
  calibration: sizedCalibrationSchema,
  version: whole,
});

/** What a gallery says of itself. */
export interface GalleryState {
  readonly id: string;
  readonly version: number;
  readonly people: number;
  /** pgvector's version; null where the server has none, and clients search their own copies. */
  readonly pgvector: string | null;
  /** Whether the user who asked has the role to enrol and to erase. */
  readonly mayEnrol: boolean;
  readonly terms: GalleryTerms;
}

const empty = (name: string) =>
  failed(
    'not-found',
    `There is no gallery in the database at ${name} yet.`,
    `Publish the people who were learned here to make it: facet gallery publish --to postgres://${name}`,
  );

const strange = (name: string) =>
  failed(
    'model-unusable',
    `What lies in the database at ${name} is not a gallery that this version of Facet can read.`,
    'Update Facet, or publish to another database.',
  );

/** Applies what is missing; null where nothing was. Whoever may not make tables is told so by the server. */
export async function migrate(query: Query): Promise<number | null> {
  const version = await schemaVersion(query);
  for (const [at, statements] of MIGRATIONS.entries()) {
    if (at < version) continue;
    await query(statements);
    await query('insert into facet.migration (version) values ($1)', [at + 1]);
  }
  return version < MIGRATIONS.length ? MIGRATIONS.length : null;
}

/** 0 where there is none. */
async function schemaVersion(query: Query): Promise<number> {
  const [there] = await query<{ found: boolean }>(
    `select to_regclass('facet.migration') is not null as found`,
  );
  if (there?.found !== true) return 0;
  const [row] = await query<{ version: number | null }>(
    'select max(version) as version from facet.migration',
  );
  return row?.version ?? 0;
}

/** pgvector as the server's own search, where it is installed there. */
export async function indexPrototypes(query: Query, dimensions: number): Promise<void> {
  const [offered] = await query(`select from pg_available_extensions where name = 'vector'`);
  // An HNSW index takes so many dimensions at most.
  if (offered === undefined || dimensions > 2000) return;
  await query('create extension if not exists vector');
  await query(indexOf(dimensions));
}

export async function readState(query: Query, name: string): Promise<Result<GalleryState>> {
  const version = await schemaVersion(query);
  if (version === 0) return empty(name);
  if (version > MIGRATIONS.length) return strange(name);
  const [row] = await query('select * from facet.gallery');
  if (row === undefined) return empty(name);
  const parsed = termsRow.safeParse(row);
  const [counted] = await query<{ people: unknown; pgvector: string | null; may_enrol: boolean }>(
    `select (select count(*) from facet.person) as people,
       has_table_privilege('facet.person', 'insert') as may_enrol,
       (select extversion from pg_extension where extname = 'vector') as pgvector`,
  );
  if (!parsed.success || counted === undefined) return strange(name);
  const { encoder, encoder_digest, dimensions, centre, whitening, blend, calibration } = parsed.data;
  if (centre.length !== dimensions || whitening.length !== dimensions ** 2) return strange(name);
  return success({
    id: parsed.data.id,
    version: parsed.data.version,
    people: whole.parse(counted.people),
    pgvector: dimensions > 2000 ? null : counted.pgvector,
    mayEnrol: counted.may_enrol,
    terms: {
      encoder: { id: encoder, digest: encoder_digest },
      space: {
        dimensions,
        centre: Float32Array.from(centre),
        whitening: Float32Array.from(whitening),
      },
      blend,
      calibration,
    },
  });
}

export async function writeTerms(query: Query, terms: GalleryTerms): Promise<void> {
  const { encoder, space, blend, calibration } = terms;
  await query(
    `insert into facet.gallery (encoder, encoder_digest, dimensions, centre, whitening, blend, calibration)
     values ($1, $2, $3, $4::real[], $5::real[], $6, $7)`,
    [
      encoder.id,
      encoder.digest,
      space.dimensions,
      arrayOf(space.centre),
      arrayOf(space.whitening),
      blend,
      JSON.stringify(calibration),
    ],
  );
}

export async function readVersion(query: Query): Promise<number> {
  const [row] = await query<{ version: unknown }>('select version from facet.gallery');
  return whole.parse(row?.version ?? 0);
}

/** Takes the gallery's lock until the transaction ends. */
const nextVersion = async (query: Query): Promise<number> => {
  const [row] = await query<{ version: unknown }>(
    'update facet.gallery set version = version + 1 returning version',
  );
  return whole.parse(row?.version);
};

/** Enrols people; somebody of the same name gets the new prototypes. Answers with how many were new. */
export async function enrol(query: Query, people: readonly Enrolled[], dimensions: number): Promise<number> {
  const version = await nextVersion(query);
  let added = 0;
  for (let start = 0; start < people.length; start += AT_ONCE) {
    const some = people.slice(start, start + AT_ONCE);
    const enrolled = await query<{ id: string; name: string; added: boolean }>(
      `insert into facet.person (id, name, version)
       select id, name, $3 from unnest($1::text[], $2::text[]) as given (id, name)
       on conflict (name) do update set version = excluded.version, enrolled_by = current_user, enrolled_at = now()
       returning id, name, xmax = 0 as added`,
      [some.map(({ id }) => id), some.map(({ name }) => name), version],
    );
    added += enrolled.filter((each) => each.added).length;
    const ids = new Map(enrolled.map(({ id, name }) => [name, id]));
    await query('delete from facet.prototype where person = any($1::text[])', [[...ids.values()]]);
    await query('delete from facet.erased where person = any($1::text[])', [[...ids.values()]]);
    const rows = some.flatMap(({ name, rows }) =>
      Array.from({ length: rows.length / dimensions }, (_, place) => ({
        person: ids.get(name) ?? '',
        place,
        numbers: arrayOf(rows.subarray(place * dimensions, (place + 1) * dimensions)),
      })),
    );
    await query(
      `insert into facet.prototype (person, place, numbers)
       select person, place, numbers::real[] from unnest($1::text[], $2::int[], $3::text[]) as given (person, place, numbers)`,
      [rows.map(({ person }) => person), rows.map(({ place }) => place), rows.map((row) => row.numbers)],
    );
  }
  return added;
}

/** People in one statement: a slow server indexes so many in less than the patience for a query. */
const AT_ONCE = 100;

/** Erases somebody by name; null where nobody is called so. */
export async function erase(query: Query, name: string): Promise<GalleryPerson | null> {
  const [person] = await query<GalleryPerson>('select id, name from facet.person where name = $1', [name]);
  if (person === undefined) return null;
  const version = await nextVersion(query);
  await query('delete from facet.person where id = $1', [person.id]);
  await query(
    `insert into facet.erased (person, version) values ($1, $2)
     on conflict (person) do update set version = excluded.version`,
    [person.id, version],
  );
  return person;
}

/** What happened after a version. */
export interface Changes {
  readonly enrolled: readonly (Enrolled & { readonly version: number })[];
  readonly erased: readonly string[];
}

const enrolledRow = personSchema.extend({ version: whole, numbers: z.array(z.array(finite)).min(1) });

/** So many people after one by (version, id), in that order; the last ones where fewer come. */
export async function readChanged(
  query: Query,
  after: { readonly version: number; readonly id: string },
  dimensions: number,
): Promise<readonly (Enrolled & { readonly version: number })[]> {
  const rows = await query(
    `select id, name, version, (
       select jsonb_agg(to_jsonb(numbers) order by place) from facet.prototype where person = id
     ) as numbers
     from facet.person where (version, id) > ($1, $2) order by version, id limit ${CHANGED_AT_ONCE}`,
    [after.version, after.id],
  );
  return rows.map((row) => {
    const { id, name, version, numbers } = enrolledRow.parse(row);
    return { id, name, version, rows: rowsFrom(numbers, dimensions) };
  });
}

export const CHANGED_AT_ONCE = 500;

export async function readErased(query: Query, version: number): Promise<readonly string[]> {
  const rows = await query<{ person: string }>('select person from facet.erased where version > $1', [
    version,
  ]);
  return rows.map(({ person }) => person);
}

/** Whoever has one of the prototypes nearest to a face, by the index where the gallery is large; with all of theirs. */
export async function readNearest(
  query: Query,
  faces: readonly Float32Array[],
  rows: number,
  dimensions: number,
): Promise<readonly Enrolled[]> {
  const vector = `vector(${dimensions})`;
  // How many the search looks at: recall is bought with time.
  const searched = Math.min(MOST_SEARCHED, Math.max(FEWEST_SEARCHED, SEARCHED * rows));
  // The planner takes comparing every row for cheap, as it does not know what reading a vector costs: it took seconds a face
  // among hundreds of people.
  await query(`select set_config('hnsw.ef_search', $1, false), set_config('enable_seqscan', 'off', false)`, [
    String(searched),
  ]);
  const found = await query(
    `select id, name, jsonb_agg(to_jsonb(numbers) order by place) as numbers
     from facet.person join facet.prototype on person = id
     where id in (
       select near.person from unnest($1::text[]) as face (numbers) cross join lateral (
         select person from facet.prototype
         order by (prototype.numbers::${vector}) <#> face.numbers::real[]::${vector} limit $2
       ) as near
     )
     group by id, name`,
    [faces.map(arrayOf), rows],
  );
  await query('reset enable_seqscan');
  return found.map((row) => {
    const { id, name, numbers } = enrolledRow.omit({ version: true }).parse(row);
    return { id, name, rows: rowsFrom(numbers, dimensions) };
  });
}

/** Rows that the index looks at for each that is asked for. */
const SEARCHED = 8;
/** At least, and at most, as pgvector has it: with 64 one face in five at the threshold was missed among 10,000 people. */
const [FEWEST_SEARCHED, MOST_SEARCHED] = [600, 1000];

function rowsFrom(numbers: readonly (readonly number[])[], dimensions: number): Float32Array {
  const rows = new Float32Array(numbers.length * dimensions);
  numbers.forEach((row, at) => {
    if (row.length !== dimensions) throw new Error(`a prototype of ${row.length} numbers, not ${dimensions}`);
    rows.set(row, at * dimensions);
  });
  return rows;
}

/** An array as PostgreSQL writes it; nine digits give back the same float32. */
export const arrayOf = (values: Float32Array): string =>
  `{${Array.from(values, (value) => Number(value.toPrecision(9))).join(',')}}`;
