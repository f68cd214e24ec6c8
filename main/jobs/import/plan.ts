// Whose photos are to be imported: a request as groups of files, one for each person.
import { stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { failed, success, type Result } from '../../../models/failure.ts';
import type { ImportRequest, LeftOut, Skipped } from '../../../preload/contract.ts';
import { onDisk, readFolder } from '../../files/pathBytes.ts';
import type { Library } from '../../library/library.ts';
import { readingFailure } from '../../images/failures.ts';
import { LIBRARY, whyNotEntered } from '../photoFiles/closedFolders.ts';
import { findPhotoFiles, PhotoFinder } from '../photoFiles/photoFiles.ts';
import { planDigikam } from './digikam.ts';
import { planImmich } from './immich.ts';
import type { ImportGroup, ImportPlan } from './parts.ts';
import { isDoubtfulName, Names, type NamedPerson } from './folderNames.ts';

/**
 * Fails with `not-found`, `no-permission` or `bad-arguments` where a tree's folder cannot be read as one.
 *
 * @param only of what the request names: the rest is neither imported nor spoken of
 */
export async function planImport(
  library: Library,
  request: ImportRequest,
  signal: AbortSignal,
  only?: ReadonlySet<string>,
): Promise<Result<ImportPlan>> {
  const plan = await planAll(library, request, signal);
  if (!plan.ok || only === undefined) return plan;
  const groups = plan.value.groups.map(({ person, files, films }) => ({
    person,
    files: files.filter((file) => only.has(file)),
    films: films.filter((film) => only.has(film)),
  }));
  const skipped = plan.value.skipped.filter(({ path }) => only.has(path));
  return success({ ...plan.value, groups, skipped, leftOut: joined([]) });
}

function planAll(
  library: Library,
  request: ImportRequest,
  signal: AbortSignal,
): Promise<Result<ImportPlan>> | Result<never> {
  switch (request.kind) {
    case 'person': {
      const person = library.spellName(request.person);
      if (!person.ok) return person;
      const named = new Names(library, request.exactNames).resolve(person.value);
      return named.ok ? planGroup(named.value, request.paths, signal) : named;
    }
    case 'unnamed':
      return planGroup({ person: null }, request.paths, signal);
    case 'tree':
      return planTree(library, request, signal);
    case 'digikam':
      return planDigikam(request, signal);
    case 'immich':
      return planImmich(request, signal);
    default:
      return request satisfies never;
  }
}

async function planGroup(
  named: NamedPerson,
  paths: readonly string[],
  signal: AbortSignal,
): Promise<Result<ImportPlan>> {
  const { files, films, skipped, leftOut } = await findPhotoFiles(paths, signal, { films: true });
  const { person } = named;
  return success({
    groups: [{ person, files, films }],
    skipped,
    leftOut,
    questioned: [],
    sameAs: sameAs(named),
  });
}

const sameAs = ({ person, saidAs: name }: NamedPerson): ImportPlan['sameAs'] =>
  name === undefined || person === null ? [] : [{ name, person }];

type Tree = Extract<ImportRequest, { kind: 'tree' }>;

async function planTree(
  library: Library,
  { folder: said, accepted = [], exactNames }: Tree,
  signal: AbortSignal,
): Promise<Result<ImportPlan>> {
  const folder = resolve(said);
  const groups: ImportGroup[] = [];
  const skipped: Skipped[] = [];
  const leftOut: LeftOut[] = [];
  const questioned: string[] = [];
  const same: ImportPlan['sameAs'][number][] = [];
  const names = new Names(library, exactNames);
  const loose = new PhotoFinder(signal, { films: true });
  try {
    if (!(await stat(onDisk(folder))).isDirectory()) {
      return failed(
        'bad-arguments',
        `${folder} is not a folder.`,
        'Name a folder with one sub-folder per person.',
      );
    }
    const entries = (await readFolder(folder)).sort((a, b) => (a.name < b.name ? -1 : 1));
    if (whyNotEntered(folder, entries) === LIBRARY) return isLibrary(folder);
    for (const entry of entries) {
      if (signal.aborted) break;
      const path = join(folder, entry.name);
      if (!(await isPersonsFolder(path, entry.name))) {
        await loose.take(folder, entry);
        continue;
      }
      const finder = new PhotoFinder(signal, { films: true });
      await finder.visit(path, false);
      const found = finder.found();
      skipped.push(...found.skipped);
      leftOut.push(found.leftOut);
      const all = [...found.files, ...found.films];
      if (all.length === 0) continue;
      const named = names.resolve(entry.name);
      if (!named.ok) {
        skipped.push(...all.map((file) => ({ path: file, reason: { ...named.failure, path: file } })));
      } else if (
        isDoubtfulName(entry.name) &&
        !accepted.includes(entry.name) &&
        isNew(library, named.value)
      ) {
        questioned.push(entry.name);
        skipped.push(...all.map((file) => ({ path: file, reason: questionable(file, entry.name) })));
      } else {
        same.push(...sameAs(named.value));
        groups.push({ person: named.value.person, files: found.files, films: found.films });
      }
    }
  } catch (error) {
    const failure = readingFailure(error, { name: folder, path: folder });
    if (failure === null) throw error;
    return failure;
  }
  const outside = loose.found();
  skipped.push(
    ...outside.skipped,
    ...[...outside.files, ...outside.films].map((path) => ({ path, reason: outsideOf(path) })),
  );
  return success({
    groups,
    skipped,
    leftOut: joined([outside.leftOut, ...leftOut]),
    questioned,
    sameAs: same,
  });
}

const isNew = (library: Library, { person }: NamedPerson): boolean =>
  person !== null && library.person(person) === undefined;

/** Links are followed; what cannot be followed is a file's matter. */
async function isPersonsFolder(path: string, name: string): Promise<boolean> {
  if (name.startsWith('.')) return false;
  return stat(onDisk(path)).then(
    (there) => there.isDirectory(),
    () => false,
  );
}

/** Counts of several folders as one. */
export function joined(parts: readonly LeftOut[]): LeftOut {
  const kinds = new Map<string, number>();
  for (const { ending, files } of parts.flatMap((part) => part.kinds))
    kinds.set(ending, (kinds.get(ending) ?? 0) + files);
  return {
    kinds: [...kinds].map(([ending, files]) => ({ ending, files })).sort((a, b) => b.files - a.files),
    hidden: parts.reduce((sum, { hidden }) => sum + hidden, 0),
    folders: parts.flatMap(({ folders }) => folders),
  };
}

const isLibrary = (folder: string) =>
  failed(
    'bad-arguments',
    `${folder} is a library of Facet, not a folder of people's photos.`,
    'Name the folder that your photos came from; a library itself is opened with --library.',
    folder,
  );

const outsideOf = (path: string) =>
  failed(
    'bad-arguments',
    `${path} lies in no person's folder.`,
    'Move it into the folder of the person.',
    path,
  ).failure;

const questionable = (path: string, name: string) =>
  failed(
    'bad-arguments',
    `${path} lies in the folder ${name}, which hardly is a person's name.`,
    'If it is one, accept it; otherwise import its photos without a name.',
    path,
  ).failure;
