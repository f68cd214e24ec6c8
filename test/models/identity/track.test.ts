import { expect, test } from 'vitest';
import { noTracks, track, type FrameFace } from '../../../models/identity/track.ts';
import type { Box } from '../../../models/image/geometry.ts';

const at = (x: number): Box => [x, 100, 80, 80];
const seen = (x: number, name: string | null, confidence = 0.9): FrameFace => ({
  box: at(x),
  name,
  confidence,
});

/** What every frame of a film says. */
function follow(film: readonly (readonly FrameFace[])[]) {
  let tracks = noTracks;
  return film.map((frame) => {
    const { after, faces } = track(tracks, frame);
    tracks = after;
    return faces;
  });
}

test('a moving face keeps its track, and one wrong frame does not change its name', () => {
  const names = ['Ada', 'Ada', 'Ada', 'Bob', 'Ada', null, 'Ada'];
  const frames = follow(names.map((name, frame) => [seen(frame * 12, name)]));
  expect(new Set(frames.map(([face]) => face?.track))).toEqual(new Set([1]));
  expect(frames.map(([face]) => face?.name)).toEqual(names.map(() => 'Ada'));
});

test('a stranger who is once taken for somebody stays Unknown', () => {
  const frames = follow([null, null, null, 'Ada', null].map((name) => [seen(50, name)]));
  expect(frames.map(([face]) => face?.name)).toEqual([null, null, null, null, null]);
});

test('somebody else at the same place: the name goes within five frames, and soon becomes theirs', () => {
  const times = <T>(count: number, value: T): T[] => Array.from({ length: count }, () => value);
  const then = (name: string | null) =>
    follow([...times(15, 'Ada'), ...times(8, name)].map((said) => [seen(50, said)]))
      .slice(15)
      .map(([face]) => face);
  // A stranger is called by a friend's name no longer, and no picture of them counts as the friend's.
  const stranger = then(null);
  expect(stranger.map((face) => face?.name)).toEqual([...times(4, 'Ada'), ...times(4, null)]);
  expect(stranger.map((face) => face?.agrees)).toEqual([...times(4, false), ...times(4, true)]);
  expect(stranger.at(4)?.confidence).toBe(0);
  expect(then('Bob').map((face) => face?.name)).toEqual([...times(4, 'Ada'), ...times(4, 'Bob')]);
});

test('a name that some frames deny, but not in a row, stays', () => {
  const names = ['Ada', 'Ada', null, null, null, null, 'Ada', null, null, 'Ada', 'Ada'];
  const frames = follow(names.map((name) => [seen(50, name)]));
  expect(frames.at(-1)?.[0]?.name).toBe('Ada');
});

test('one person once a frame: the surer track keeps the name', () => {
  const frame = [seen(0, 'Ada', 0.7), seen(300, 'Ada', 0.95)];
  const [, , last = []] = follow([frame, frame, frame]);
  expect(last.map(({ name }) => name)).toEqual([null, 'Ada']);
  const [tie = []] = follow([[seen(0, 'Ada'), seen(300, 'Ada')]]);
  expect(tie.map(({ name }) => name)).toEqual(['Ada', null]);
});

test('a face that is missed for a moment comes back as the same track; after that as another', () => {
  const face = [seen(50, 'Ada')];
  const gap = (frames: number) => Array.from({ length: frames }, () => []);
  const trackAfter = (frames: number) => follow([face, ...gap(frames), face]).at(-1)?.[0]?.track;
  expect(trackAfter(8)).toBe(1);
  expect(trackAfter(9)).toBe(2);
});

test('faces may come in any order', () => {
  const [, second = []] = follow([
    [seen(0, 'Ada'), seen(300, 'Bob')],
    [seen(304, 'Bob'), seen(4, 'Ada')],
  ]);
  expect(second).toMatchObject([
    { track: 2, name: 'Bob' },
    { track: 1, name: 'Ada' },
  ]);
});
