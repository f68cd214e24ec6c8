// How much of the machine's memory a training may take.
import { topologicalOrder } from '../../../models/graph/index.ts';
import type { Device } from '../engine.ts';
import type { Phase } from './phases.ts';
import { classesOf } from './batch.ts';

/** Share of the free memory for features that are kept, and for what a step keeps alive. */
const FEATURES = 0.25;
const STEP = 0.5;

export const featureBudget = (): number => FEATURES * process.availableMemory();

/**
 * Rows of a batch that memory should have room for, by all that the forward pass computes: the backward pass needs most
 * of it, and frees as it goes. Of a graphics card's memory nothing is known before it runs out, which halves the batch.
 */
export function fitRows({ rows, build }: Pick<Phase, 'rows' | 'build'>, device: Device['kind']): number {
  if (device === 'cuda') return rows;
  const available = STEP * process.availableMemory();
  let fitting = rows;
  while (fitting > 1 && activationBytes(build, fitting) > available) fitting = Math.ceil(fitting / 2);
  return fitting;
}

function activationBytes(build: Phase['build'], rows: number): number {
  const { loss } = build(rows, classesOf({ count: rows, rows }));
  const sizes = topologicalOrder([loss]).operations.flatMap(({ outputs }) =>
    outputs.map(({ shape }) => shape.reduce<number>((product, side) => product * Number(side), 4)),
  );
  return sizes.reduce((sum, bytes) => sum + bytes, 0);
}
