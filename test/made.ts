// A folder for what one test file makes and the next one of the same process uses too; it is gone when the run ends.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  export interface ProvidedContext {
    readonly made: string;
  }
}

export default function setup(project: TestProject): () => void {
  const made = mkdtempSync(join(tmpdir(), 'facet-made-'));
  project.provide('made', made);
  return () => rmSync(made, { recursive: true, force: true });
}
