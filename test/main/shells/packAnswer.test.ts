// Large answers travel in pieces and arrive as they were.
import { expect, test } from 'vitest';
import { packAnswer } from '../../../main/shells/packAnswer.ts';
import { failed, success } from '../../../models/failure.ts';
import { unpackAnswer } from '../../../renderer/transport/unpackAnswer.ts';

const rows = (count: number) =>
  Array.from({ length: count }, (_, at) => ({ id: `${at}`, name: null, of: [at, [at]] }));

const answers = {
  'a list': rows(2001),
  'lists within objects and lists': {
    tests: [{ probes: rows(900), few: rows(3), title: 'one' }],
    scores: [...rows(600).keys()],
  },
  'long lists within entries of a short one': Array.from({ length: 40 }, () => ({ faces: rows(300) })),
};

test.each(Object.entries(answers))('%s', async (_, value) => {
  const packed = await packAnswer('people.rows', success(value));
  if (!('lists' in packed)) throw new Error('nothing was packed');
  const sizes = [packed.whole, ...packed.lists.flat()].map(({ length }) => length);
  expect(Math.max(...sizes)).toBeLessThan(JSON.stringify(value).length / 2);
  expect(await unpackAnswer(packed)).toEqual(success(value));
});

test('small answers, failures and bytes are left as they are', async () => {
  for (const [command, answer] of [
    ['people.rows', success(rows(20))],
    ['evaluate', failed('cancelled', 'The work was cancelled.', 'Start it again.')],
    ['photos.preview', success(new Uint8Array(5000))],
  ] as const) {
    expect(await packAnswer(command, answer)).toBe(answer);
    expect(await unpackAnswer<unknown>(answer)).toBe(answer);
  }
});

test('the page has its turn while a large answer is put together', async () => {
  const packed = await packAnswer('people.rows', success(rows(200_000)));
  let turns = 0;
  const others = setInterval(() => turns++, 1);
  await unpackAnswer(packed);
  clearInterval(others);
  expect(turns).toBeGreaterThan(2);
});
