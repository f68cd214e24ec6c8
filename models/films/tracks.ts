// Faces followed through the frames of a film that were looked at, and the few of each that are worth keeping.
import { overlap } from '../face/detection/overlap.ts';
import { isNearDuplicate } from '../face/nearDuplicate.ts';
import type { Box } from '../image/geometry.ts';

/** What has to be known of a face in a frame. */
export interface TrackedFace {
  readonly box: Box;
  /** 0 to 1. */
  readonly quality: { readonly score: number };
  /** 16 hex digits. */
  readonly differenceHash: string;
  /** L2-normalised, `[D]`. */
  readonly embedding?: Float32Array;
}

/** Frames that one track keeps: its best one, and those that show the person most differently. */
const FEW = 3;
/** A frame is kept only if its face is this much as good as the best one of its track. */
const GOOD_ENOUGH = 0.5;
/** Frames that a track holds on to until it ends. */
const HELD = 12;
/** Overlap (intersection over union) from which two boxes are one face, a second apart. */
const OVERLAP = 0.2;
/** Frames that a face may be missed before its track ends: a second each, at most. */
const PATIENCE = 2;

interface Shown<Frame> {
  readonly frame: Frame;
  readonly face: TrackedFace;
}

interface Track<Frame> {
  readonly shown: Shown<Frame>[];
  box: Box;
  missed: number;
}

/** The frames are handed out, each once and in their order, when the tracks end that keep them. */
export class FilmTracks<Frame extends object> {
  #tracks: Track<Frame>[] = [];
  readonly #given = new WeakSet<Frame>();

  /** Takes the next frame in. Answers with frames that are to be kept. */
  add(frame: Frame, faces: readonly TrackedFace[], newScene: boolean): readonly Frame[] {
    const kept = newScene ? this.end() : [];
    const pairs = this.#tracks
      .flatMap((track) => faces.map((face) => ({ track, face, shared: overlap(track.box, face.box) })))
      .filter(({ shared }) => shared >= OVERLAP)
      .sort((a, b) => b.shared - a.shared);
    const taken = new Map<TrackedFace, Track<Frame>>();
    const matched = new Set<Track<Frame>>();
    for (const { track, face } of pairs) {
      if (taken.has(face) || matched.has(track)) continue;
      taken.set(face, track);
      matched.add(track);
    }
    for (const track of this.#tracks) track.missed = matched.has(track) ? 0 : track.missed + 1;
    const ended = this.#tracks.filter(({ missed }) => missed > PATIENCE);
    this.#tracks = this.#tracks.filter(({ missed }) => missed <= PATIENCE);
    for (const face of faces) {
      const track = taken.get(face) ?? { shown: [], box: face.box, missed: 0 };
      if (!taken.has(face)) this.#tracks.push(track);
      track.box = face.box;
      hold(track.shown, { frame, face });
    }
    return [...kept, ...this.#give(ended)];
  }

  /** Ends all tracks. */
  end(): readonly Frame[] {
    const ended = this.#tracks;
    this.#tracks = [];
    return this.#give(ended);
  }

  #give(ended: readonly Track<Frame>[]): readonly Frame[] {
    const frames = ended.flatMap(({ shown }) => bestOf(shown).map(({ frame }) => frame));
    return [...new Set(frames)].filter((frame) => {
      const isNew = !this.#given.has(frame);
      this.#given.add(frame);
      return isNew;
    });
  }
}

/** Of too many, the worse of the two that are most alike goes. */
function hold<Frame>(shown: Shown<Frame>[], one: Shown<Frame>): void {
  shown.push(one);
  if (shown.length <= HELD) return;
  let [worst, most] = [0, -Infinity];
  for (let a = 0; a < shown.length; a++) {
    for (let b = a + 1; b < shown.length; b++) {
      const alike = likeness(shown[a].face, shown[b].face);
      if (alike <= most) continue;
      most = alike;
      worst = shown[a].face.quality.score < shown[b].face.quality.score ? a : b;
    }
  }
  shown.splice(worst, 1);
}

/** The best face first, then those that are least like the ones that were taken: also should a track join two people. */
function bestOf<Frame>(shown: readonly Shown<Frame>[]): readonly Shown<Frame>[] {
  const sorted = shown.toSorted((a, b) => b.face.quality.score - a.face.quality.score);
  const [best] = sorted;
  if (best === undefined) return [];
  const chosen = [best];
  let rest = sorted
    .slice(1)
    .filter(({ face }) => face.quality.score >= GOOD_ENOUGH * best.face.quality.score);
  while (chosen.length < FEW) {
    rest = rest.filter(
      ({ face }) => !chosen.some((one) => isNearDuplicate(one.face.differenceHash, face.differenceHash)),
    );
    const closest = rest.map(({ face }) => Math.max(...chosen.map((one) => likeness(one.face, face))));
    const next = rest[closest.indexOf(Math.min(...closest))];
    if (next === undefined) break;
    chosen.push(next);
  }
  return chosen;
}

/** Cosine; where nothing was embedded, all are alike. */
const likeness = (a: TrackedFace, b: TrackedFace): number =>
  a.embedding === undefined || b.embedding === undefined
    ? 1
    : a.embedding.reduce((sum, x, at) => sum + x * (b.embedding?.[at] ?? 0), 0);
