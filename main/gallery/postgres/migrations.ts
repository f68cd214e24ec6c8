// The tables of a shared gallery, version by version: a migration that was published is never changed.
//
// [Note: a shared gallery] One row says what the gallery was made with; each change raises its version, under a lock, so that
// versions come in the order in which they can be seen, and tells all who listen. People carry the version that they were
// changed by; whoever was erased leaves an id behind, which is random and says nothing, so that copies forget them, too.
// There is no photo, no crop and no embedding of a single face in it: a person is a name and prototypes.

export const MIGRATIONS: readonly string[] = [
  `
  create schema facet;
  create table facet.migration (version int primary key, applied timestamptz not null default now());
  create table facet.gallery (
    only_one boolean primary key default true check (only_one),
    id uuid not null default gen_random_uuid(),
    encoder text not null,
    encoder_digest text not null check (encoder_digest ~ '^[0-9a-f]{64}$'),
    dimensions int not null check (dimensions between 1 and 4096),
    centre real[] not null,
    whitening real[] not null,
    blend double precision not null,
    calibration jsonb not null,
    version bigint not null default 0
  );
  create table facet.person (
    id text primary key check (id ~ '^[0-9a-f]{12}$'),
    name text not null unique check (length(name) between 1 and 200),
    version bigint not null,
    enrolled_by name not null default current_user,
    enrolled_at timestamptz not null default now()
  );
  create index person_version on facet.person (version);
  create table facet.prototype (
    person text not null references facet.person on delete cascade,
    place int not null check (place >= 0),
    numbers real[] not null,
    primary key (person, place)
  );
  create table facet.erased (person text primary key, version bigint not null);
  create index erased_version on facet.erased (version);

  create function facet.tell() returns trigger language plpgsql as $$
    begin
      perform pg_notify('facet_gallery', new.version::text);
      return null;
    end $$;
  create trigger tell after insert or update of version on facet.gallery
    for each row execute function facet.tell();

  do $$
    begin
      if not exists (select from pg_roles where rolname = 'facet_reader') then
        create role facet_reader nologin;
      end if;
      if not exists (select from pg_roles where rolname = 'facet_enroller') then
        create role facet_enroller nologin;
      end if;
    end $$;
  revoke all on schema facet from public;
  grant usage on schema facet to facet_reader, facet_enroller;
  grant select on all tables in schema facet to facet_reader, facet_enroller;
  grant insert, update, delete on facet.person, facet.prototype, facet.erased to facet_enroller;
  grant update (version) on facet.gallery to facet_enroller;
  `,
];

/** Of the server's own search, where it has pgvector: by inner product, which is the cosine of rows of length 1. */
export const indexOf = (dimensions: number): string =>
  `create index if not exists prototype_nearest on facet.prototype
   using hnsw ((numbers::vector(${dimensions})) vector_ip_ops)`;
