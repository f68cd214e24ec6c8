// Faces followed from frame to frame, so that names stay steady: each track votes over its last frames.
import { overlap } from '../face/detection/overlap.ts';
import type { Box } from '../image/geometry.ts';

/** What one frame says of one face. */
export interface FrameFace {
  readonly box: Box;
  /** Null: Unknown. */
  readonly name: string | null;
  /** Calibrated probability of the name, 0 to 1. */
  readonly confidence: number;
}

interface Vote {
  readonly name: string | null;
  readonly weight: number;
}

export interface Track {
  readonly id: number;
  readonly box: Box;
  /** The newest last. */
  readonly votes: readonly Vote[];
  /** Frames since the face was last seen. */
  readonly missed: number;
}

export interface Tracks {
  readonly next: number;
  readonly tracks: readonly Track[];
}

export const noTracks: Tracks = { next: 1, tracks: [] };

/** One face of the frame, with its track and the name that the track votes for. */
export interface TrackedFace {
  readonly track: number;
  readonly name: string | null;
  /** The share of the vote, times the mean confidence of those who gave it. */
  readonly confidence: number;
  /** Whether this frame by itself says the same. One that does not may show somebody else, who has just come. */
  readonly agrees: boolean;
}

/** Frames that vote: about a second of a live camera. */
const VOTERS = 15;
/** Frames of denial in a row before a track drops its votes: the person has probably changed. */
const DENIALS = 5;
/** Frames that a face may be missed before its track ends: a turned head, a passing hand. */
const PATIENCE = 8;
/** Overlap (intersection over union) from which two boxes are the same face in successive frames. */
const OVERLAP = 0.25;

/**
 * Takes a frame in. `faces` in any order; the answer has the same order. Nobody is named twice in one frame: of two
 * tracks that vote for one person, the surer keeps the name and the other is Unknown.
 */
export function track(
  before: Tracks,
  faces: readonly FrameFace[],
): { readonly after: Tracks; readonly faces: readonly TrackedFace[] } {
  const matches = match(before.tracks, faces);
  let next = before.next;
  const seen = faces.map((face, at): Track => {
    const old = matches.get(at);
    const vote = { name: face.name, weight: face.name === null ? 0.5 : face.confidence };
    const votes = [...(old?.votes ?? []), vote].slice(-VOTERS);
    return { id: old?.id ?? next++, box: face.box, votes: withoutDenied(votes), missed: 0 };
  });
  const matched = new Set([...matches.values()].map(({ id }) => id));
  const lost = before.tracks
    .filter(({ id, missed }) => !matched.has(id) && missed < PATIENCE)
    .map((old) => ({ ...old, missed: old.missed + 1 }));
  return { after: { next, tracks: [...seen, ...lost] }, faces: nameOnce(seen.map(decide)) };
}

/** Pairs faces with tracks, the best overlap first; each at most once. */
function match(tracks: readonly Track[], faces: readonly FrameFace[]): Map<number, Track> {
  const pairs = tracks
    .flatMap((old) => faces.map(({ box }, at) => ({ old, at, overlap: overlap(old.box, box) })))
    .filter(({ overlap }) => overlap >= OVERLAP)
    .sort((a, b) => b.overlap - a.overlap);
  const matches = new Map<number, Track>();
  const taken = new Set<number>();
  for (const { old, at } of pairs) {
    if (matches.has(at) || taken.has(old.id)) continue;
    matches.set(at, old);
    taken.add(old.id);
  }
  return matches;
}

/** The votes, or the newest alone where all of these are against a name that the others still give. */
function withoutDenied(votes: readonly Vote[]): readonly Vote[] {
  const { name } = winner(votes);
  const newest = votes.slice(-DENIALS);
  const denied = name !== null && newest.length === DENIALS && newest.every((vote) => vote.name !== name);
  return denied ? newest : votes;
}

function decide({ id, votes }: Track): TrackedFace {
  const { name, weight } = winner(votes);
  const confidence = name === null ? 0 : weight / votes.length;
  return { track: id, name, confidence, agrees: votes.at(-1)?.name === name };
}

/** What most votes are for, by weight. */
function winner(votes: readonly Vote[]): Vote {
  const sums = new Map<string | null, number>();
  for (const { name, weight } of votes) sums.set(name, (sums.get(name) ?? 0) + weight);
  let most: Vote = { name: null, weight: 0 };
  for (const [name, weight] of sums) if (weight > most.weight) most = { name, weight };
  return most;
}

function nameOnce(faces: readonly TrackedFace[]): TrackedFace[] {
  const surest = new Map<string, number>();
  for (const { name, confidence } of faces) {
    if (name !== null) surest.set(name, Math.max(surest.get(name) ?? 0, confidence));
  }
  return faces.map((face) => {
    if (face.name === null) return face;
    const keeps = surest.get(face.name) === face.confidence;
    // Of two that are equally sure, the first.
    if (keeps) surest.set(face.name, Infinity);
    return keeps ? face : { ...face, name: null, confidence: 0, agrees: false };
  });
}
