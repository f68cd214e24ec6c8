// One experiment: people enrolled through the real import and the real finetune, and their other photos and strangers as
// probes.
//
// The face that a probe is about is the largest one in the photo: in photos of several people the set's label says only
// that the person is among them, so a photo in which somebody else is larger counts against us. A photo in which no face
// is found counts as wrong.
import { mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import type { Engine, FoundFace } from '../../../main/engine/engine.ts';
import { loadRecogniser } from '../../../main/jobs/checkpoints/details.ts';
import { openCohorts } from '../../../main/jobs/cohorts/cohortStore.ts';
import { finetune } from '../../../main/jobs/finetune/head.ts';
import { importPhotos } from '../../../main/jobs/import/import.ts';
import { openLibrary } from '../../../main/library/open.ts';
import { builtInDetector, builtInEncoder } from '../../../main/registry/models.ts';
import { conditionsOf } from '../../../models/identity/calibration/conditions.ts';
import { decide } from '../../../models/identity/decide.ts';
import { scorePeople } from '../../../models/identity/prototypes.ts';
import { project } from '../../../models/identity/space.ts';
import type { Result } from '../../../models/failure.ts';
import { look, type EmbeddedPortrait } from './engine.ts';
import { place, readSet, type Placement, type SetName } from './photoSets.ts';
import { workers } from '../../support/workers.ts';

export interface Outcome {
  readonly person: string;
  readonly path: string;
  /** The best person is the right one. */
  readonly rank1: boolean;
  /** The name that the decision gives, null for Unknown. */
  readonly named: string | null;
}

export interface Outcomes {
  readonly probes: readonly Outcome[];
  /** Of the strangers, who was given a name. */
  readonly namedStrangers: number;
  /** Enrolled photos that the import did not put under the person's name. */
  readonly notEnrolled: number;
  /** The checkpoint's own word on faces that it has not seen. */
  readonly heldOut: number | null;
}

const valueOf = <T>(result: Result<T>): T => {
  if (!result.ok) throw new Error(`${result.failure.message} ${result.failure.advice}`);
  return result.value;
};

const quiet = { signal: new AbortController().signal, emit: () => undefined };

export async function runExperiment(
  engine: Engine,
  set: SetName,
  shots: number,
  placement: Placement,
  strangers: readonly EmbeddedPortrait[],
): Promise<Outcomes> {
  const folder = mkdtempSync(join(tmpdir(), 'facet-acceptance-'));
  const library = valueOf(await openLibrary(join(folder, 'library'), { create: true }));
  try {
    const people = readSet(set);
    const probes: { person: string; path: string }[] = [];
    let enrolled = 0;
    for (const { name, photos } of people) {
      const own = join(folder, 'tree', name);
      mkdirSync(own, { recursive: true });
      const chosen = new Set(place(placement, photos.length, shots, name));
      photos.forEach((path, at) => {
        if (chosen.has(at)) symlinkSync(path, join(own, basename(path)));
        else probes.push({ person: name, path });
      });
      enrolled += chosen.size;
    }
    const parts = { engine: engine, library, detector: builtInDetector, encoder: builtInEncoder };
    valueOf(await importPhotos(parts, { kind: 'tree', folder: join(folder, 'tree') }, quiet));
    const options = { encoder: builtInEncoder, seed: 0, fpir: 0.01 };
    const cohorts = openCohorts(join(folder, 'cohorts'));
    const checkpoint = valueOf(await finetune({ engine: engine, library, cohorts, workers }, options, quiet));
    const recogniser = valueOf(await loadRecogniser(checkpoint));
    const nameOf = (person: number): string => checkpoint.people[person].name;

    const outcomes: Outcome[] = [];
    for (const { person, path } of probes) {
      const { faces } = await look(engine, path);
      const about = largest(faces);
      if (about < 0) {
        outcomes.push({ person, path, rank1: false, named: null });
        continue;
      }
      const embeddings = stack(faces.map(({ embedding }) => embedding));
      const decisions = decide(recogniser, embeddings, faces.map(conditionsOf));
      const one = stack([faces[about].embedding]);
      const scores = scorePeople(recogniser.head, project(recogniser.space, one));
      const named = decisions[about].person;
      outcomes.push({
        person,
        path,
        rank1: nameOf(scores.indexOf(Math.max(...scores))) === person,
        named: named === null ? null : nameOf(named),
      });
    }
    const namedStrangers = strangers.filter(
      ({ embedding, conditions }) => decide(recogniser, embedding, [conditions])[0].person !== null,
    ).length;
    return {
      probes: outcomes,
      namedStrangers,
      notEnrolled: enrolled - checkpoint.crops.length,
      heldOut: checkpoint.heldOut?.rate ?? null,
    };
  } finally {
    await library.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

const largest = (faces: readonly FoundFace[]): number =>
  faces.reduce(
    (best, { box: [, , w, h] }, at) =>
      best < 0 || w * h > faces[best].box[2] * faces[best].box[3] ? at : best,
    -1,
  );

const stack = (rows: readonly (Float32Array | undefined)[]): Float32Array =>
  Float32Array.from(rows.flatMap((row) => Array.from(row ?? [])));

/** Share of probes that hold. */
export const share = (probes: readonly Outcome[], holds: (probe: Outcome) => boolean): number =>
  probes.filter(holds).length / probes.length;

export const isRank1 = ({ rank1 }: Outcome): boolean => rank1;
export const isNamedRight = ({ named, person }: Outcome): boolean => named === person;
