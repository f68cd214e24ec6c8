// A training on disk: everything that its next step depends on, in one safetensors file that is whole or not there.
import { randomBytes } from 'node:crypto';
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';
import { encodeSafetensors, type TensorToWrite } from '../../../models/tensors/safetensors.ts';
import { failed, success, type Result } from '../../../models/failure.ts';
import type { AdamWState, Moments } from '../../../models/graph/index.ts';
import { openSafetensors } from '../networks/safetensorsFile.ts';

/** The best weights of a phase so far, by the mean loss of the steps before. */
export interface Best {
  readonly step: number;
  readonly loss: number;
  readonly weights: ReadonlyMap<string, Float32Array>;
}

export interface TrainingState {
  /** Which phase is under way. */
  phase: number;
  rows: number;
  /** Losses of each phase so far; as many as it has done steps. */
  readonly losses: number[][];
  /** All that was changed so far, this phase's parameters included: changed in place. */
  readonly weights: Map<string, Float32Array>;
  /** Of this phase's parameters. */
  optimiser: AdamWState;
  best: Best | null;
}

const header = z.object({
  version: z.literal(1),
  /** Of the whole request: another training has another one. */
  fingerprint: z.string(),
  phase: z.number(),
  rows: z.number(),
  losses: z.array(z.array(z.number())),
  updates: z.number(),
  best: z.object({ step: z.number(), loss: z.number() }).nullable(),
});

type Kind = 'weight' | 'first' | 'second' | 'best';

/** Throws what the file system throws. */
export function saveState(path: string, fingerprint: string, state: TrainingState): void {
  const { phase, rows, losses, weights, optimiser, best } = state;
  const tensors = new Map<string, TensorToWrite>();
  const put = (kind: Kind, name: string, data: Float32Array) =>
    tensors.set(`${kind}/${name}`, { shape: [data.length], data });
  for (const [name, data] of weights) put('weight', name, data);
  for (const [name, { first, second }] of optimiser.moments) {
    put('first', name, first);
    put('second', name, second);
  }
  for (const [name, data] of best?.weights ?? []) put('best', name, data);
  const content: z.infer<typeof header> = {
    version: 1,
    fingerprint,
    phase,
    rows,
    losses,
    updates: optimiser.step,
    best: best && { step: best.step, loss: best.loss },
  };
  writeWhole(path, encodeSafetensors(tensors, { state: JSON.stringify(content) }));
}

/** Fails with `not-found` where there is no state, or that of another training. */
export function loadState(path: string, fingerprint: string): Result<TrainingState> {
  const nothing = (why: string) =>
    failed('not-found', `Cannot resume training: ${why}.`, 'Start it anew, without --resume.', path);
  if (!existsSync(path)) return nothing('none was interrupted');
  const file = openSafetensors(path);
  if (!file.ok) return nothing('what was saved of it cannot be read');
  try {
    const { dict } = file.value;
    const parsed = header.safeParse(JSON.parse(dict.metadata.get('state') ?? 'null'));
    if (!parsed.success) return nothing('what was saved of it cannot be read');
    if (parsed.data.fingerprint !== fingerprint)
      return nothing('the interrupted one had other options, faces or people');
    const { phase, rows, losses, updates, best } = parsed.data;
    const of = (kind: Kind): Map<string, Float32Array> =>
      new Map(
        [...dict.shapes.keys()]
          .filter((key) => key.startsWith(`${kind}/`))
          .map((key) => [key.slice(kind.length + 1), dict.read(key)]),
      );
    const [first, second] = [of('first'), of('second')];
    const moments = new Map<string, Moments>();
    for (const [name, mean] of first) {
      const square = second.get(name);
      if (square !== undefined) moments.set(name, { first: mean, second: square });
    }
    return success({
      phase,
      rows,
      losses,
      weights: of('weight'),
      optimiser: { step: updates, moments },
      best: best && { ...best, weights: of('best') },
    });
  } finally {
    file.value.close();
  }
}

/** Writes beside the place, syncs, then renames. */
export function writeWhole(path: string, chunks: Iterable<Uint8Array>): void {
  mkdirSync(dirname(path), { recursive: true });
  const temporary = `${path}.${randomBytes(6).toString('hex')}.tmp`;
  try {
    const file = openSync(temporary, 'wx');
    try {
      for (const chunk of chunks) {
        for (let at = 0; at < chunk.byteLength;) at += writeSync(file, chunk, at);
      }
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    renameSync(temporary, path);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}
