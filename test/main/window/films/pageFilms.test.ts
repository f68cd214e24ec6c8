// Films that a page decodes: what it is given, how fast it may answer, and what becomes of it when it does not.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import type { WantedFilm } from '../../../../preload/contract.ts';
import { PageFilms } from '../../../../main/window/films/pageFilms.ts';
import { failureOf, temporaryFolder, valueOf } from '../../library/support/libraries.ts';

const call = () => ({ signal: new AbortController().signal, emit: () => undefined });
afterEach(() => void vi.useRealTimers());

function wanted(content = 'the bytes of a film') {
  const path = join(temporaryFolder(), 'film.mp4');
  writeFileSync(path, content);
  const films = new PageFilms();
  const said: WantedFilm[] = [];
  const abort = new AbortController();
  const emit = (event: string, film: unknown) => {
    if (event === 'film') said.push(film as WantedFilm);
  };
  const reading = films.openFor({ emit })(path, 'mov', abort.signal);
  const frames = reading.frames();
  const film = async () => {
    await vi.waitFor(() => expect(said).toHaveLength(1));
    return said[0] ?? { film: '', bytes: 0 };
  };
  const frame = (film: string, seconds: number) =>
    films.handlers['films.frame']({ film, seconds, newScene: false, jpeg: new Uint8Array(3) }, call());
  const end = async (film: string, ended: Parameters<PageFilms['handlers']['films.end']>[0]['end']) =>
    films.handlers['films.end']({ film, end: ended }, call());
  return { path, films, reading, frames, film, frame, end, abort };
}

test('a page reads the film that it was given, and sends the next frame when the last was taken', async () => {
  const { films, reading, frames, film, frame, end } = wanted();
  const first = frames.next();
  const { film: token, bytes } = await film();
  expect([token.length, bytes]).toEqual([32, 19]);
  const read = await films.handlers['films.read']({ film: token, start: 4, end: 9 }, call());
  expect(Buffer.from(valueOf(read)).toString()).toBe('bytes');

  let answered = false;
  const sent = frame(token, 0).then((answer) => {
    answered = true;
    return answer;
  });
  expect((await first).value).toMatchObject({ seconds: 0 });
  await new Promise((pass) => setTimeout(pass, 20));
  expect(answered).toBe(false);
  const second = frames.next();
  expect(valueOf(await sent)).toEqual({ more: true });
  void frame(token, 1);
  expect((await second).value).toMatchObject({ seconds: 1 });
  const last = frames.next();
  await end(token, { kind: 'done' });
  expect(await last).toMatchObject({ done: true });
  valueOf(await reading.outcome());

  // Over is over: the token names nothing any more.
  expect(failureOf(await films.handlers['films.read']({ film: token, start: 0, end: 3 }, call())).kind).toBe(
    'cancelled',
  );
  expect(valueOf(await frame(token, 2))).toEqual({ more: false });
  expect(valueOf(await frame('0'.repeat(32), 2))).toEqual({ more: false });
});

test('cancelled, it ends, and the page hears that no more is wanted', async () => {
  const { frames, film, frame, abort } = wanted();
  const first = frames.next();
  const { film: token } = await film();
  const sent = frame(token, 0);
  await first;
  const second = frames.next();
  expect(valueOf(await sent)).toEqual({ more: true });
  abort.abort();
  expect(await second).toMatchObject({ done: true });
  expect(valueOf(await frame(token, 1))).toEqual({ more: false });
});

test('a page that says nothing for a minute is not waited for', async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  const { path, reading, frames, film } = wanted();
  const first = frames.next();
  await film();
  vi.advanceTimersByTime(60_000);
  expect(await first).toMatchObject({ done: true });
  expect(failureOf(await reading.outcome()).message).toContain(`${path} takes too long`);
});

test.each([
  [{ kind: 'no-pictures' }, 'is a film without pictures'],
  [{ kind: 'unknown-format' }, 'is a film of a kind that is decoded here by the program ffmpeg alone'],
  [{ kind: 'unknown-codec', codec: 'hevc' }, '(hevc) are decoded here by the program ffmpeg alone'],
  [{ kind: 'damaged', what: 'no key frame' }, 'damaged or cut short (no key frame)'],
] as const)('%o is said with the file', async (ended, words) => {
  const { path, reading, frames, film, end } = wanted();
  const first = frames.next();
  await end((await film()).film, ended);
  await first;
  const failure = failureOf(await reading.outcome());
  expect(failure.message).toContain(words);
  expect(failure.message).toContain(path);
});
