// What benchmarks remember of photos outside of the library, so that nothing is analysed twice: erased with whoever is erased.
import { rm } from 'node:fs/promises';
import type { Result } from '../models/failure.ts';
import { attempt } from './library/disk/faults.ts';
import { measuredFolder } from './registry/folders.ts';

/** All of it: nothing in it says whose a face is. It costs the next benchmark time, and nothing else. */
export const forgetMeasured = (): Promise<Result<void>> =>
  attempt(measuredFolder(), () => rm(measuredFolder(), { recursive: true, force: true }));
