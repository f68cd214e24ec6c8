// The device that every machine has.
import { cpus } from 'node:os';
import type { Device } from '../engine.ts';

/** @param reason why nothing else is used */
export const processor = (reason?: string): Device => ({
  kind: 'cpu',
  name: cpus()[0]?.model.trim() ?? process.arch,
  ...(reason === undefined ? {} : { reason }),
});
