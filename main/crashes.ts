// Crashes are written down on this machine, to be shown and, where the user likes, attached to an issue: never sent.
//
// A record holds what can be no secret: the kind of error and where in Facet's own code it happened. Messages are left out, since they
// name files and people.
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Crash } from '../preload/contract.ts';
import { crashFolder } from './registry/folders.ts';
import { version } from './version.ts';

/** As many are kept, the newest. */
const KEPT = 20;

const FILE = /^\d{13}-\d+\.json$/;

const crash = z.object({
  at: z.string().max(40),
  facet: z.string().max(40),
  where: z.enum(['command line', 'window', 'web page', 'engine', 'page']),
  what: z.string().max(200),
  frames: z.array(z.string().max(300)).max(50),
});

/** Writes down that an error ends this process, and lets it. */
export function recordCrashesOf(where: Crash['where']): void {
  process.on('uncaughtExceptionMonitor', (error) => recordCrash(where, error));
}

/** @param cause an error, or the sentence in which a process's end was told */
export function recordCrash(where: Crash['where'], cause: unknown): void {
  const record: Crash = { at: new Date().toISOString(), facet: version(), where, ...withoutSecrets(cause) };
  try {
    mkdirSync(crashFolder(), { recursive: true });
    writeFileSync(join(crashFolder(), `${Date.now()}-${process.pid}.json`), JSON.stringify(record));
    for (const name of records().slice(KEPT)) rmSync(join(crashFolder(), name), { force: true });
  } catch {
    // What is being ended has no better place to tell it.
  }
}

/** The newest first; what is not a record of Facet's is passed over. */
export function readCrashes(): readonly Crash[] {
  return records().flatMap((name) => {
    try {
      const read = crash.safeParse(JSON.parse(readFileSync(join(crashFolder(), name), 'utf8')));
      return read.success ? [read.data] : [];
    } catch {
      return [];
    }
  });
}

function records(): string[] {
  try {
    return readdirSync(crashFolder())
      .filter((name) => FILE.test(name))
      .toSorted()
      .toReversed();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}

/** How a process can end, where a sentence tells it. */
const END = /\b(SIG[A-Z]+|exit code -?\d+|crashed|oom|killed|abnormal-exit|launch-failed)\b/;

/** Facet's own files, packages' and Node's: from there on a path says nothing of the machine. */
const OURS = /(?:node:|(?:out|main|models|preload|renderer|node_modules)\/)[\w./@-]+(?::\d+){0,2}/;

function withoutSecrets(cause: unknown): Pick<Crash, 'what' | 'frames'> {
  if (!(cause instanceof Error)) return { what: END.exec(String(cause))?.[0] ?? 'unknown', frames: [] };
  const { code } = cause as NodeJS.ErrnoException;
  const frames = (cause.stack ?? '').split('\n').flatMap((line) => {
    const [, caller = ''] = /^ +at (?:async )?([\w.#<> ]+) \(/.exec(line) ?? [];
    // The last part that looks so: a folder of the user's may be called `out`, too.
    const [, place] = new RegExp(`^ +at .*?(${OURS.source})\\)?$`).exec(line) ?? [];
    return place === undefined ? [] : [`${caller} ${place}`.trim()];
  });
  return {
    what: [cause.name, ...(typeof code === 'string' && /^[A-Z_0-9]+$/.test(code) ? [code] : [])]
      .join(' ')
      .slice(0, 200),
    frames: frames.slice(0, 50).map((frame) => frame.slice(0, 300)),
  };
}
