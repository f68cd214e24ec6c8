// Checks everything that can be wrong on a user's machine, and says what to do about it.
import { existsSync } from 'node:fs';
import { statfs } from 'node:fs/promises';
import { dirname } from 'node:path';
import { arch, platform, release } from 'node:os';
import type { Failure, Result } from '../../models/failure.ts';
import type { DoctorReport, Progress, Repair } from '../../preload/contract.ts';
import { readCrashes } from '../crashes.ts';
import { electronHere } from '../electronSupport.ts';
import type { Engine } from '../engine/engine.ts';
import type { Library } from '../library/library.ts';
import { processors } from '../files/threads/processors.ts';
import { checkFiles } from './repair.ts';
import { dataFolder } from '../registry/folders.ts';
import { builtInIds, checkModel, listModels, resolveModel } from '../registry/models.ts';
import { onnxRuntimeVersion, version } from '../version.ts';

interface Patient {
  readonly engine: Engine;
  readonly libraryFolder: string;
  readonly library: Result<Library>;
  /** What was mended before; null where nobody asked for it. */
  readonly repair: Repair | null;
  readonly signal: AbortSignal;
  readonly onProgress: (progress: Progress) => void;
}

/** Looks at everything; what is broken is part of the report. Rejects with the signal's reason where that is aborted. */
export async function examine(patient: Patient): Promise<DoctorReport> {
  const device = await examineDevice(patient);
  const models = await examineModels(patient);
  const library = await examineLibrary(patient);
  const disks = [await disk('library', patient.libraryFolder), await disk('models', dataFolder())];
  const problems =
    ('problem' in device ? 1 : 0) +
    models.filter(({ problem }) => problem !== null).length +
    disks.filter(({ full }) => full).length +
    ('problem' in library
      ? 1
      : 'empty' in library
        ? 0
        : library.missing.length + library.unknown.length + library.broken.length);
  const crashes = readCrashes();
  return {
    versions: versions(),
    electron: electronHere(),
    device,
    processors: processors(),
    models,
    library,
    disks,
    problems,
    crashes,
  };
}

/** What all of it runs on. */
export function versions(): DoctorReport['versions'] {
  return {
    facet: version(),
    node: process.versions.node,
    electron: process.versions.electron ?? null,
    onnxRuntime: onnxRuntimeVersion(),
    platform: `${platform()} ${release()} ${arch()}`,
  };
}

async function examineDevice({ engine }: Patient): Promise<DoctorReport['device']> {
  const device = await engine.device();
  return device.ok ? device.value : { problem: device.failure };
}

async function examineModels({ signal, onProgress }: Patient): Promise<DoctorReport['models']> {
  const list = await listModels();
  if (!list.ok) return [{ id: 'catalogue', title: null, problem: list.failure }];
  const here = list.value.filter(({ state }) => state !== 'available');
  const unmade = builtInIds.filter((id) => !here.some((model) => model.id === id));
  const ids = [...unmade, ...here.map((model) => model.id)];
  const checked: { id: string; title: string | null; problem: Failure | null }[] = [];
  for (const [done, id] of ids.entries()) {
    onProgress({ phase: 'Checking models', done, total: ids.length, detail: id });
    const model = await resolveModel(id);
    checked.push(
      model.ok
        ? { id, title: model.value.manifest.title, problem: await checkModel(model.value, signal) }
        : { id, title: null, problem: model.failure },
    );
  }
  return checked;
}

async function examineLibrary(patient: Patient): Promise<DoctorReport['library']> {
  const { library: opened, libraryFolder: folder, repair } = patient;
  if (!opened.ok) {
    return opened.failure.kind === 'library-missing'
      ? { folder, empty: true }
      : { folder, problem: opened.failure };
  }
  const library = opened.value;
  const faces = library.faces();
  const { missing, broken, away } = await findBroken(library, patient);
  return {
    folder,
    people: library.people().length,
    photos: new Set(faces.map(({ photo }) => photo)).size,
    faces: faces.length,
    unassigned: library.faces({ person: null }).length,
    checkpoints: library.checkpoints().length,
    activeCheckpoint: library.activeCheckpoint()?.id ?? null,
    swept: library.health.swept,
    missing,
    ignored: library.health.ignored,
    exposed: library.health.exposed,
    away,
    unknown: library.health.unknown,
    broken: [...library.health.unreadable, ...broken],
    repair,
  };
}

/**
 * Paths of files that are not there, and of those whose content is not what was stored; what stays in place is apart: its
 * drive may only not be connected.
 */
async function findBroken(
  library: Library,
  patient: Patient,
): Promise<Record<'missing' | 'broken' | 'away', readonly string[]>> {
  const broken = await checkFiles(library.files(), patient);
  const paths = broken.filter(({ inPlace }) => !inPlace).map(({ path }) => path);
  return {
    away: [...new Set(broken.filter(({ inPlace }) => inPlace).map(({ path }) => path))],
    missing: paths.filter((path) => !existsSync(path)),
    broken: paths.filter((path) => existsSync(path)),
  };
}

/** Below this a few photos, or one checkpoint, fill the disk. */
const leastFreeBytes = 100e6;

/** Free space where the folder is, or will be. */
async function disk(use: 'library' | 'models', folder: string): Promise<DoctorReport['disks'][number]> {
  for (let existing = folder; ; existing = dirname(existing)) {
    try {
      const { bavail, bsize } = await statfs(existing);
      const freeBytes = bavail * bsize;
      return { use, folder, freeBytes, full: freeBytes < leastFreeBytes };
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT' || dirname(existing) === existing) throw error;
    }
  }
}
