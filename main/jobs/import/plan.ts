// Whose photos are to be imported: a request as groups of files, one for each person.
import { stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { failed, success, type Result } from '../../../models/failure.ts';
import type { ImportRequest, Skipped } from '../../../preload/contract.ts';
import type { Library } from '../../library/library.ts';
import { readingFailure } from '../../images/failures.ts';
import { entriesOf, findPhotoFiles, looksLikePhoto } from '../faces/photoFiles.ts';

export interface ImportGroup {
  /** The person's name; null where the photos are of anybody. */
  readonly person: string | null;
  readonly files: readonly string[];
}

export interface ImportPlan {
  readonly groups: readonly ImportGroup[];
  readonly skipped: readonly Skipped[];
}

/** Fails with `not-found`, `no-permission` or `bad-arguments` where a tree's folder cannot be read as one. */
export async function planImport(
  library: Library,
  request: ImportRequest,
  signal: AbortSignal,
): Promise<Result<ImportPlan>> {
  switch (request.kind) {
    case 'person': {
      const person = library.spellName(request.person);
      return person.ok ? planGroup(person.value, request.paths, signal) : person;
    }
    case 'unnamed':
      return planGroup(null, request.paths, signal);
    case 'tree':
      return planTree(library, resolve(request.folder), signal);
    default:
      return request satisfies never;
  }
}

async function planGroup(
  person: string | null,
  paths: readonly string[],
  signal: AbortSignal,
): Promise<Result<ImportPlan>> {
  const { files, skipped } = await findPhotoFiles(paths, signal);
  return success({ groups: [{ person, files }], skipped });
}

async function planTree(library: Library, folder: string, signal: AbortSignal): Promise<Result<ImportPlan>> {
  const groups: ImportGroup[] = [];
  const skipped: Skipped[] = [];
  try {
    if (!(await stat(folder)).isDirectory()) {
      return failed(
        'bad-arguments',
        `${folder} is not a folder.`,
        'Name a folder with one sub-folder per person.',
      );
    }
    for (const entry of await entriesOf(folder)) {
      const path = join(folder, entry.name);
      if (entry.isFile()) {
        if (looksLikePhoto(path)) skipped.push({ path, reason: outside(path) });
        continue;
      }
      const person = library.spellName(entry.name);
      if (!person.ok) {
        skipped.push({ path, reason: { ...person.failure, path } });
        continue;
      }
      const found = await findPhotoFiles([path], signal);
      skipped.push(...found.skipped);
      if (found.files.length > 0) groups.push({ person: person.value, files: found.files });
    }
  } catch (error) {
    const failure = readingFailure(error, { name: folder, path: folder });
    if (failure === null) throw error;
    return failure;
  }
  return success({ groups, skipped });
}

const outside = (path: string) =>
  failed(
    'bad-arguments',
    `${path} lies in no person's folder.`,
    'Move it into the folder of the person.',
    path,
  ).failure;
