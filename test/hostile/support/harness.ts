// Runs hostile input against Facet: each case in folders of its own, with a limit on time and memory, and with files
// beside it that nothing may touch, copy or speak of.
import { createHash } from 'node:crypto';
import { lstatSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync } from 'node:fs';
import { symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { entriesBelow, filesBelow } from '../../../main/files/below.ts';
import type { Failure, Result } from '../../../models/failure.ts';

/** Milliseconds that Facet may take for an answer on a machine that does nothing else. */
const LONGEST = 5000;
/** Past this many times as long nobody waits, however busy the machine is. */
const MOST_PATIENCE = 6;
/** The same where others want the processors too: each has its turn only. */
const longestNow = (): number =>
  LONGEST * Math.min(MOST_PATIENCE, Math.max(1, loadavg()[0] / availableParallelism()));
/** Bytes that the process may ever have held. */
const MOST_MEMORY = 1.5e9;
/** What stands in the files outside: it must turn up nowhere else. */
const SECRET = 'the owner alone may know of 7f3a9c51';

export interface Place {
  /** Empty: the hostile thing goes here. */
  readonly folder: string;
  /** Files of the user's that have nothing to do with it, from `canaries`. */
  readonly outside: string;
}

export interface HostileCase<T> {
  readonly name: string;
  /** Makes the hostile thing; its time and memory do not count. */
  readonly make: (place: Place) => T | Promise<T>;
  /** Gives it to Facet. Answers with the sentences that a person is told: `refusal`, or what was passed over. */
  readonly give: (made: T, place: Place) => Promise<readonly string[]>;
  /** Milliseconds for all of it, where the hostile thing takes long to make; a minute otherwise. */
  readonly timeout?: number;
}

/** A row of a corpus, whatever its `make` hands over. */
export const hostile = <T>(name: string, make: HostileCase<T>['make'], give: HostileCase<T>['give']) =>
  ({ name, make, give }) as HostileCase<unknown>;

/** What a failure says to a person. Throws where there is none: the hostile thing was taken for good. */
export function refusal(result: Result<unknown>, ...kinds: readonly Failure['kind'][]): readonly string[] {
  if (result.ok) throw new Error('taken for good, not refused');
  const { kind, message, advice } = result.failure;
  if (kinds.length > 0) expect(kinds, `${kind}: ${message}`).toContain(kind);
  return [message, advice];
}

/** One test a case. */
export function runCorpus(kind: string, cases: readonly HostileCase<unknown>[]): void {
  const names = cases.map(({ name }) => name);
  if (new Set(names).size < names.length) throw new Error(`two cases of ${kind} have one name`);
  for (const one of cases) {
    test(`${kind}: ${one.name}`, { timeout: one.timeout ?? 60_000 }, async () => {
      const top = mkdtempSync(join(tmpdir(), 'facet-hostile-'));
      try {
        await runCase(one, top);
      } finally {
        rmSync(top, { recursive: true, force: true });
      }
    });
  }
}

/** Rejects where the case does anything but be refused. */
export async function runCase({ make, give }: HostileCase<unknown>, top: string): Promise<void> {
  const place: Place = { folder: join(top, 'inside'), outside: join(top, 'outside') };
  mkdirSync(place.folder);
  makeCanaries(place.outside);
  const made = await make(place);
  const before = canaries(place.outside);
  const longest = longestNow();
  const started = performance.now();
  const sentences = await within(longest, give(made, place));
  // A loop that never yields is seen only now.
  expect(performance.now() - started, 'milliseconds').toBeLessThan(longest);
  expect(process.resourceUsage().maxRSS * 1024, 'bytes of memory').toBeLessThan(MOST_MEMORY);
  expect(sentences.length, 'sentences').toBeGreaterThan(0);
  for (const sentence of sentences) expectSentence(sentence);
  expect(canaries(place.outside), 'files outside').toEqual(before);
  expect(readdirSync(top).sort(), 'beside it').toEqual(['inside', 'outside']);
  expect(filesWith(SECRET, place.folder), 'files that the secret got into').toEqual([]);
}

async function within<T>(milliseconds: number, work: Promise<T>): Promise<T> {
  const limit = new AbortController();
  const late = sleep(milliseconds, undefined, { signal: limit.signal }).then(() => {
    throw new Error(`no answer after ${milliseconds} ms`);
  });
  late.catch(() => undefined);
  try {
    return await Promise.race([work, late]);
  } finally {
    limit.abort();
  }
}

/** Something that may be shown to a person as it is, on a terminal too. */
function expectSentence(sentence: string): void {
  // Advice may end in a command, which is copied without a full stop.
  expect(sentence).toMatch(/[.!?)]$|: facet [\w -]+$/);
  expect(sentence).not.toMatch(/undefined|\[object|NaN\b|\n\s+at /);
  // Control characters steer a terminal, and direction marks turn what a person reads around.
  expect(sentence).not.toMatch(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/u);
  expect(sentence).not.toContain(SECRET);
  expect(sentence.length).toBeLessThan(2000);
}

function makeCanaries(outside: string): void {
  for (const folder of ['documents/letters', 'autostart', 'embeddings']) {
    mkdirSync(join(outside, folder), { recursive: true });
  }
  writeFileSync(join(outside, 'private.key'), SECRET, { mode: 0o600 });
  writeFileSync(join(outside, 'documents', 'letters', 'one.txt'), SECRET);
  writeFileSync(join(outside, 'person.json'), `{"schema":2,"secret":"${SECRET}"}`);
  writeFileSync(join(outside, 'embeddings', `${'ab'.repeat(32)}.bin`), SECRET);
  writeFileSync(join(outside, 'embeddings', 'note.txt'), SECRET);
  symlinkSync('private.key', join(outside, 'link'));
  utimesSync(join(outside, 'private.key'), 1e9, 1e9);
}

/** Everything about the files outside that a stray write, move, link or permission changes. */
function canaries(outside: string): readonly string[] {
  const paths = [...entriesBelow(outside)]
    .map(({ parentPath, name }) => relative(outside, join(parentPath, name)))
    .sort();
  return ['', ...paths].map((path) => {
    const full = join(outside, path);
    const stat = lstatSync(full);
    const content = stat.isFile()
      ? createHash('sha256').update(readFileSync(full)).digest('hex')
      : stat.isSymbolicLink()
        ? readlinkSync(full)
        : '';
    const { mode, uid, nlink, size, mtimeMs } = stat;
    return [path, mode.toString(8), uid, nlink, stat.isFile() ? size : '', mtimeMs, content].join(' ');
  });
}

/** Files of the folder that hold the text; links are not followed, nor large files read. */
function filesWith(text: string, folder: string): readonly string[] {
  return filesBelow(folder)
    .map((path) => join(folder, path))
    .filter((path) => lstatSync(path).size < 50e6 && readFileSync(path).includes(text))
    .map((path) => relative(folder, path));
}
