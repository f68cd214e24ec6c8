// Who takes part in the paper's experiment: enrolled people and their probes, strangers, and others to set thresholds on.
import { createHash } from 'node:crypto';
import { splitShots } from '../../../../models/evaluation/split.ts';
import { directionOf } from '../../../../models/face/coverage.ts';
import { isNearDuplicate } from '../../../../models/face/nearDuplicate.ts';
import { seededRandom } from '../../../../models/random.ts';
import { type Seen, hasFace, type SeenFace } from './embedPhotos.ts';
import { isOfStrangers, type PhotoSet, type SetPerson } from './photoSets.ts';
import type { TestPlan } from './identificationTest.ts';

export interface Participants {
  readonly sets: readonly { readonly set: PhotoSet; readonly enrolled: readonly SetPerson[] }[];
  /** Of sets of strangers: one photo a person. */
  readonly strangers: readonly Stranger[];
  /** Strangers who are in no test: thresholds are set on them. */
  readonly others: readonly Stranger[];
}

export interface Stranger {
  readonly who: string;
  readonly set: string;
  readonly path: string;
}

/**
 * Whether thresholds may be set on this stranger: the last bit of the SHA-256 of the name is 0. The others are looked for.
 * It is the half on which the cohorts of the built-in encoders were fitted, too.
 */
const isForThresholds = (who: string): boolean =>
  (createHash('sha256').update(who).digest().at(-1) ?? 0) % 2 === 0;

export interface ParticipantOptions {
  readonly people: number;
  readonly strangers: number;
  readonly seed: number;
}

/** Everybody is drawn by seed, each set and each kind in a stream of its own. */
export function participantsOf(
  sets: readonly PhotoSet[],
  { people, strangers, seed }: ParticipantOptions,
): Participants {
  const draw = <T>(list: readonly T[], count: number, stream: string): T[] => {
    const places = seededRandom(seed, stream)
      .shuffle([...list.keys()])
      .slice(0, count);
    return places.sort((a, b) => a - b).map((at) => list[at]);
  };
  const familiar = sets.filter((set) => !isOfStrangers(set));
  const participants = familiar.map((set) => {
    const able = set.people.filter(({ photos }) => photos.length > 1);
    return { set, enrolled: draw(able, people, `people/${set.name}`) };
  });
  const singles = sets
    .filter(isOfStrangers)
    .flatMap((set) =>
      set.people
        .filter(({ photos }) => photos.length === 1)
        .map(({ name, photos }) => ({ who: name, set: set.name, path: photos[0].path })),
    );
  // Where there is no set of strangers, those of the same set who are not enrolled must do for both.
  const rest = participants.flatMap(({ set, enrolled }) =>
    set.people
      .filter((person) => !enrolled.includes(person))
      .map(({ name, photos }) => ({ who: name, set: set.name, path: photos[0].path })),
  );
  const pool = singles.length > 0 ? singles : rest;
  const half = (wanted: boolean, stream: string): Stranger[] =>
    draw(
      pool.filter(({ who }) => isForThresholds(who) === wanted),
      strangers,
      stream,
    );
  return { sets: participants, strangers: half(false, 'strangers'), others: half(true, 'thresholds') };
}

/** People of a set who take no other part, with every photo: strangers who came through the same camera. */
export const bystanders = (
  { set, enrolled }: Participants['sets'][number],
  { others, strangers }: Participants,
): Stranger[] =>
  set.people
    .filter((person) => !enrolled.includes(person))
    .filter(({ name }) => ![...others, ...strangers].some((one) => one.set === set.name && one.who === name))
    .flatMap(({ name, photos }) => photos.map(({ path }) => ({ who: name, set: set.name, path })));

/** @param seen what was looked at, by path */
export function planTest(
  { set, enrolled: wanted }: Participants['sets'][number],
  strangers: readonly Stranger[],
  seen: ReadonlyMap<string, Seen>,
  shots: number,
): TestPlan {
  // Nobody can be learned from photos in which no face was found.
  const enrolled = wanted.filter(({ photos }) =>
    photos.some(({ path, session }) => session === 0 && (seen.get(path)?.face ?? null) !== null),
  );
  const photos = enrolled.flatMap(({ name, photos: own }, person) =>
    own.flatMap(({ path, session }) => {
      const photo = seen.get(path);
      return photo === undefined ? [] : [{ seen: photo, person, name, session }];
    }),
  );
  // Who has several sessions is learned from the first one and looked for in the others.
  const several = new Set(photos.filter(({ session }) => session > 0).map(({ person }) => person));
  const mayTeach = photos.filter(
    (photo): photo is typeof photo & { seen: SeenFace } =>
      hasFace(photo.seen) && (photo.session === 0 || !several.has(photo.person)),
  );
  const samples = mayTeach.map(({ name, seen: { face } }) => ({
    person: name,
    differenceHash: face.differenceHash ?? '',
  }));
  const directions = mayTeach.map(({ seen: { face } }) => face.pose && directionOf(face.pose));
  const chosen = splitShots(samples, shots, { kind: 'angles', directions }, isNearDuplicate).enrolled.map(
    (at) => mayTeach[at],
  );
  const teaching = new Set<Seen>(chosen.map((photo) => photo.seen));
  const hashes = chosen.map((photo) => photo.seen.face.differenceHash ?? '');
  const isTwin = (photo: Seen): boolean =>
    photo.face !== null && hashes.some((hash) => isNearDuplicate(hash, photo.face?.differenceHash ?? ''));
  const rest = photos.filter(
    (photo) => !teaching.has(photo.seen) && (!several.has(photo.person) || photo.session > 0),
  );
  const mates = rest.filter((photo) => !isTwin(photo.seen));
  return {
    id: set.name,
    title: `${set.name}: ${enrolled.length} people, ${shots} photos each`,
    set: set.name,
    shots,
    split:
      (several.size > 0
        ? 'Enrolled from the first session, probes from the others. '
        : 'What is not enrolled is a probe. ') +
      'Enrolled photos are chosen by the angle of the head: front, left, right, up and down in turn.',
    people: enrolled.map(({ name }) => name),
    enrolled: chosen.map((photo) => ({ seen: photo.seen, person: photo.person })),
    probes: [
      ...mates.map((photo) => ({ seen: photo.seen, who: photo.name, truth: photo.person, set: set.name })),
      ...strangers.flatMap((stranger) => {
        const photo = seen.get(stranger.path);
        return photo === undefined ? [] : [{ seen: photo, who: stranger.who, truth: -1, set: stranger.set }];
      }),
    ],
    leftOut: rest.filter((photo) => isTwin(photo.seen)).map((photo) => photo.seen),
  };
}
