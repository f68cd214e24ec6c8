// `benchmark --protocol paper`: the experiment of arXiv 2411.12319 on sets of photos, with every system that is here.
//
// A few people are enrolled with frames from several angles. In deployment their other photos are looked for, and
// strangers: people of the same set who are not enrolled, and people from elsewhere. *Image classification* is a softmax
import { changesImages } from '../../checkpoints/encoderIds.ts';

// over the enrolled people's prompts, *traditional face recognition* a distance and a threshold. Every threshold is set
// for the same share of strangers, on strangers who are in no test.
import { join } from 'node:path';
import type { Coverage, Identification, Variation } from '../../../../models/evaluation/evaluation.ts';
import { failed, success, type Failure, type Result } from '../../../../models/failure.ts';
import type { Skipped } from '../../../../preload/contract.ts';
import type { Cohorts } from '../../cohorts/cohortStore.ts';
import type { Workers } from '../../../work/workers.ts';
import { measureGalleries } from './gallerySizes.ts';
import { Learners } from './learners.ts';
import {
  embedPhotos,
  type PhotoEmbedder,
  type Seen,
  hasFace,
  type SeenFace,
  MEASURED_IS_KEPT,
} from './embedPhotos.ts';
import type { Measured } from '../measured.ts';
import { bystanders, participantsOf, planTest, type Participants } from './paperData.ts';
import { readPhotoSets } from './photoSets.ts';
import { encodersOf, withoutSystem, type PlannedSystem } from '../systems.ts';
import { runSystems, testOf, type TestParts, type TestPlan } from './identificationTest.ts';
import { binsOf, rowsOf, varyDamage, varyPrompts } from './variations.ts';
import { cancelled, type JobCall } from '../../call.ts';

export interface PaperParts extends PhotoEmbedder {
  readonly cohorts: Cohorts;
  readonly workers: Workers;
  /** Absolute folder for what is written on the way. */
  readonly scratch: string;
  /** The same for trainings (`LearnParts`). */
  readonly training: string;
}

export interface PaperRequest {
  readonly data: string;
  readonly seed: number;
  readonly people?: number;
  readonly shots?: number;
  readonly strangers?: number;
  readonly fpir?: number;
  readonly quick?: boolean;
}

const SHOTS = [1, 2, 4, 8, 16];

export async function measurePaper(
  parts: PaperParts,
  systems: readonly PlannedSystem[],
  request: PaperRequest,
  call: JobCall,
): Promise<Result<Measured>> {
  const { data, seed, people = 10, shots = 5, strangers = 1000, fpir = 0.01, quick = false } = request;
  const sets = await readPhotoSets(data);
  if (!sets.ok) return sets;
  const participants = participantsOf(sets.value, { people, strangers, seed });
  if (!participants.sets.some(({ enrolled }) => enrolled.length > 1)) {
    return failed(
      'not-enough-data',
      `${data} shows nobody to be enrolled: no two people of a set have two photos or more.`,
      'Put a set beside it in which each person’s folder has several photos.',
      data,
    );
  }
  if (participants.others.length * fpir < 1) {
    return failed(
      'not-enough-data',
      `${data} shows ${participants.others.length} strangers to set thresholds on: too few for a share of ${fpir}.`,
      `Put a set with one photo of each of ${Math.ceil(2 / fpir)} or more other people beside the others, or give a larger --fpir.`,
      data,
    );
  }
  const looked = await embedParticipants(parts, participants, encodersOf(systems), call);
  if (!looked.ok) return looked;
  const { seen, coverage, skipped, photos } = looked.value;
  const facesOf = (list: Participants['others']): SeenFace[] =>
    list.flatMap(({ path }) => [seen.get(path)].filter((one) => one !== undefined).filter(hasFace));
  const failures = new Map<string, Failure>();
  const test: TestParts = {
    embedder: parts,
    learners: new Learners(parts, call),
    systems,
    others: facesOf(participants.others),
    fpir,
    seed,
    onFailure: (system, reason) => failures.set(system, reason),
  };
  // Their encoders would have to be trained for each variation.
  const varied: TestParts = { ...test, systems: systems.filter(({ way }) => !changesImages(way)) };

  const identifications: Identification[] = [];
  const variations: Variation[] = [];
  for (const [at, one] of participants.sets.entries()) {
    if (call.signal.aborted) return cancelled('The measurement', MEASURED_IS_KEPT);
    const everybodyElse = [...bystanders(one, participants), ...participants.strangers];
    const plan = planTest(one, everybodyElse, seen, shots);
    if (!canTest(plan)) continue;
    call.emit('progress', { phase: `Comparing on ${plan.set}`, done: at, total: participants.sets.length });
    const results = await runSystems(test, plan);
    if (!results.ok) return results;
    identifications.push(testOf(plan, results.value, data));
    if (quick) continue;
    variations.push(...binsOf(plan, results.value));
    const fewer = await varyShots(varied, one, everybodyElse, seen, shots, call);
    if (!fewer.ok) return fewer;
    variations.push(...fewer.value);
    const prompts = await varyPrompts(varied, plan, results.value);
    if (!prompts.ok) return prompts;
    variations.push(...prompts.value);
    const damaged = await varyDamage(varied, plan, parts.scratch, call);
    if (!damaged.ok) return damaged;
    variations.push(...damaged.value);
  }
  if (identifications.length === 0) {
    return failed(
      'not-enough-data',
      `No set in ${data} has two people who can be learned, and other photos to look for them in.`,
      `Give people more photos that show their face and are not copies of each other, or learn from fewer than ${shots}: --shots.`,
      data,
    );
  }
  const galleries = quick
    ? success([])
    : await measureGalleries(test, poolOf(participants, seen, shots), facesOf(participants.strangers), call);
  if (!galleries.ok) return galleries;

  return success({
    identifications,
    verifications: [],
    variations,
    galleries: galleries.value,
    coverage,
    skipped,
    settings: { people, shots, strangers, fpir, quick, face: 'largest' },
    sets: photos,
    systems: systems.map((planned) => {
      const reason = failures.get(planned.system.id);
      return reason === undefined ? planned : withoutSystem(planned, reason);
    }),
  });
}

/** Whether there is somebody to be taken for somebody else, and a photo to do so with. */
const canTest = ({ people, probes }: TestPlan): boolean =>
  people.length > 1 && probes.some(({ truth }) => truth >= 0);

/** The same test with other numbers of photos a person; who has too few for a number is left out of it. */
async function varyShots(
  test: TestParts,
  one: Participants['sets'][number],
  strangers: Participants['strangers'],
  seen: ReadonlyMap<string, Seen>,
  headline: number,
  { signal }: JobCall,
): Promise<Result<Variation[]>> {
  const rows: Variation[] = [];
  for (const shots of new Set([...SHOTS, headline].sort((a, b) => a - b))) {
    if (signal.aborted) return cancelled('The measurement', MEASURED_IS_KEPT);
    const able = { ...one, enrolled: one.enrolled.filter(({ photos }) => photos.length > shots) };
    if (able.enrolled.length < 2) continue;
    const plan = planTest(able, strangers, seen, shots);
    if (!canTest(plan)) continue;
    const results = await runSystems(test, plan);
    if (!results.ok) return results;
    const label = `${shots} ${shots === 1 ? 'photo' : 'photos'}`;
    rows.push(...rowsOf(plan, results.value, { kind: 'shots', label, at: shots }));
  }
  return success(rows);
}

/** Everybody of all sets, enrolled or not, with the photos that they are learned from. */
function poolOf(
  participants: Participants,
  seen: ReadonlyMap<string, Seen>,
  shots: number,
): Pick<TestPlan, 'people' | 'enrolled'> {
  const plans = participants.sets.map(({ set }) => planTest({ set, enrolled: set.people }, [], seen, shots));
  let before = 0;
  const enrolled = plans.flatMap((plan) => {
    const shifted = plan.enrolled.map(({ seen: photo, person }) => ({
      seen: photo,
      person: person + before,
    }));
    before += plan.people.length;
    return shifted;
  });
  return { people: plans.flatMap((plan) => plan.people.map((name) => `${plan.set}/${name}`)), enrolled };
}

interface LookedAt {
  readonly seen: ReadonlyMap<string, Seen>;
  readonly coverage: readonly Coverage[];
  readonly skipped: readonly Skipped[];
  readonly photos: Measured['sets'];
}

/** Every photo of the sets of people, and one of each stranger. */
async function embedParticipants(
  embedder: PhotoEmbedder,
  participants: Participants,
  encoders: Parameters<typeof embedPhotos>[2],
  call: JobCall,
): Promise<Result<LookedAt>> {
  const jobs = new Map<string, string[]>();
  for (const { set } of participants.sets) {
    jobs.set(
      set.name,
      set.people.flatMap(({ photos }) => photos.map(({ path }) => path)),
    );
  }
  for (const { set, path } of [...participants.strangers, ...participants.others]) {
    const paths = jobs.get(set) ?? [];
    if (!paths.includes(path)) paths.push(path);
    jobs.set(set, paths);
  }
  const seen = new Map<string, Seen>();
  const coverage: Coverage[] = [];
  const skipped: Skipped[] = [];
  const photos: Measured['sets'][number][] = [];
  for (const [set, paths] of jobs) {
    const looked = await embedPhotos(embedder, { set, paths, choice: 'largest' }, encoders, call);
    if (!looked.ok) return looked;
    for (const one of looked.value.seen) seen.set(one.path, one);
    coverage.push(looked.value.coverage);
    skipped.push(...looked.value.skipped);
    const hashes = looked.value.seen.map(({ photo }) => photo);
    const people = new Set(paths.map((path) => join(path, '..'))).size;
    photos.push({ set, people, hashes });
  }
  return success({ seen, coverage, skipped, photos });
}
