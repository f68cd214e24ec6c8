// Codes that work once, cookies, and guessing.
import { expect, test } from 'vitest';
import { Entrance } from '../../../../main/shells/web/entrance.ts';

const MINUTE = 60_000;

/** An entrance whose clock is set by hand. */
function timed(): { readonly entrance: Entrance; readonly pass: (milliseconds: number) => void } {
  let now = 1e12;
  return { entrance: new Entrance(() => now), pass: (milliseconds) => void (now += milliseconds) };
}

function cookieFor(entrance: Entrance): string {
  const entry = entrance.enter(entrance.issue());
  if (entry.kind !== 'entered') throw new Error(entry.kind);
  return entry.cookie;
}

test('a code works once, and its cookie is for its browser, its path and no script', () => {
  const { entrance } = timed();
  const code = entrance.issue();
  const entry = entrance.enter(code);
  expect(entry).toMatchObject({ kind: 'entered' });
  expect(entrance.enter(code)).toEqual({ kind: 'spent' });
  const cookie = entry.kind === 'entered' ? entry.cookie : '';
  expect(cookie.replace(/[0-9a-f]{64}/g, 'HEX')).toBe('facet=HEX; Path=/HEX/; HttpOnly; SameSite=Strict');
  expect(cookie).toContain(`Path=${entrance.path};`);
  const [sent = ''] = cookie.split(';');
  expect(entrance.knows(sent)).toBe(true);
  expect(entrance.knows(`theme=dark; ${sent}`)).toBe(true);
  // A server on another port may set cookies of the same name.
  expect(entrance.knows(`facet=${'0'.repeat(64)}; ${sent}`)).toBe(true);
  for (const wrong of [
    undefined,
    '',
    'facet',
    'facet=',
    sent.slice(0, -1),
    `other${sent}`,
    `facet=${code}`,
  ]) {
    expect(entrance.knows(wrong), wrong).toBe(false);
  }
});

test('a code is good for ten minutes, a cookie for as long as the server runs', () => {
  const { entrance, pass } = timed();
  const [early, late] = [entrance.issue(), entrance.issue()];
  pass(9 * MINUTE);
  expect(entrance.enter(early).kind).toBe('entered');
  const [cookie = ''] = cookieFor(entrance).split(';');
  pass(2 * MINUTE);
  expect(entrance.enter(late).kind).toBe('spent');
  pass(10_000 * MINUTE);
  expect(entrance.knows(cookie)).toBe(true);
});

test('whoever guesses is held up: a good code among the guesses is not even compared, and works when they end', () => {
  const { entrance, pass } = timed();
  const code = entrance.issue();
  const kinds = Array.from({ length: 100 }, (_, index) => entrance.enter(String(index)).kind);
  expect(kinds.filter((kind) => kind === 'unknown')).toHaveLength(20);
  expect(kinds.slice(20).every((kind) => kind === 'too-many')).toBe(true);
  expect(entrance.enter(code).kind).toBe('too-many');
  pass(1000);
  expect(entrance.enter(code).kind).toBe('entered');
  // Guesses: two a second, whatever is tried.
  let compared = 0;
  for (let second = 0; second < 60; second++) {
    pass(1000);
    for (let index = 0; index < 50; index++) compared += entrance.enter('no').kind === 'unknown' ? 1 : 0;
  }
  expect(compared).toBeGreaterThan(60);
  expect(compared).toBeLessThanOrEqual(122);
});

test('codes and browsers that nobody needs any more make way', () => {
  const { entrance } = timed();
  const first = entrance.issue();
  for (let count = 0; count < 8; count++) entrance.issue();
  expect(entrance.enter(first).kind).toBe('unknown');
  const [oldest = ''] = cookieFor(entrance).split(';');
  for (let count = 0; count < 64; count++) cookieFor(entrance);
  expect(entrance.knows(oldest)).toBe(false);
});
