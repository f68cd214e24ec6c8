// What trials of devices found out on this machine, remembered until its drivers, ONNX Runtime or the network change.
import { mkdirSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import { z } from 'zod';
import type { DeviceTrial } from '../protocol.ts';

const trial = z.discriminatedUnion('runs', [
  z.object({ runs: z.literal(true), difference: z.number().nullable(), speed: z.number() }),
  z.object({ runs: z.literal(false), reason: z.string().max(1000) }),
]);

const file = z.object({
  version: z.literal(1),
  setting: z.string(),
  /** By device and network. */
  trials: z.record(z.string(), trial),
  /** Trials that have begun, and when: one that is not among the others later took the machine with it. */
  begun: z.record(z.string(), z.number()),
});

type Content = z.infer<typeof file>;

/** A trial that began longer ago than this and has no end never came to one. */
const LOST_AFTER = 5 * 60_000;

export interface Verdicts {
  /** Null where nothing is known. */
  of(key: string): DeviceTrial | null;
  begin(key: string): void;
  /** @param found null where nothing came out that is worth remembering */
  end(key: string, found: DeviceTrial | null): void;
}

/**
 * @param path of the file; one that is missing, unreadable or of another setting means that nothing is known yet. Where it
 *   cannot be written, the next start tries again.
 * @param setting what the verdicts hold for: drivers and ONNX Runtime
 */
export function openVerdicts(path: string, setting: string): Verdicts {
  const change = (alter: (content: Content) => void): void => {
    // Read anew: a window and a command line may both find something out.
    const content = read(path, setting);
    alter(content);
    try {
      mkdirSync(dirname(path), { recursive: true });
      writeFileAtomic.sync(path, `${JSON.stringify(content)}\n`, { mode: 0o600 });
    } catch {
      // It is found out again.
    }
  };
  return {
    of(key) {
      const { trials, begun } = read(path, setting);
      const found = trials[key];
      if (found !== undefined)
        return found.runs ? { ...found, difference: found.difference ?? Infinity } : found;
      const since = begun[key];
      return since !== undefined && Date.now() - since > LOST_AFTER
        ? { runs: false, reason: 'the last trial never came to its end' }
        : null;
    },
    begin: (key) =>
      change(({ begun }) => {
        begun[key] = Date.now();
      }),
    end: (key, found) =>
      change(({ trials, begun }) => {
        delete begun[key];
        if (found?.runs === true) {
          // JSON has no infinity.
          const difference = Number.isFinite(found.difference) ? found.difference : null;
          trials[key] = { ...found, difference };
        } else if (found !== null) trials[key] = { ...found, reason: found.reason.slice(0, 1000) };
      }),
  };
}

function read(path: string, setting: string): Content {
  const nothing = { version: 1, setting, trials: {}, begun: {} } as const;
  try {
    const content = file.parse(JSON.parse(readFileSync(path, 'utf8')));
    return content.setting === setting ? content : { ...nothing, trials: {}, begun: {} };
  } catch {
    return { ...nothing, trials: {}, begun: {} };
  }
}
