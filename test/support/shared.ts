// Where the research data lies that the project never ships, and how a test says that it is not there.
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { TestContext } from 'vitest';

const root = resolve(import.meta.dirname, '../../../shared');

/** Folder of `NAME.weights.safetensors` + `NAME.expected.safetensors` pairs. */
export const fixtures = process.env['FACET_FIXTURES'] ?? `${root}/fixtures/clip`;
export const faces = `${root}/faces`;
export const networks = `${root}/models`;

/** Skips the running test, with a reason, where `path` does not exist. */
export function needs(context: TestContext, path: string): void {
  if (!existsSync(path)) context.skip(`needs ${path.replace(root, '../shared')}, which is not here`);
}
