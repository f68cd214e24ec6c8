// The parity fixtures that there are: `NAME.weights.safetensors` beside `NAME.expected.safetensors`.
import { existsSync, readdirSync } from 'node:fs';
import { fixtures } from '../../shared.ts';

const files = existsSync(fixtures) ? readdirSync(fixtures) : [];
const names = files.flatMap((file) => /^(.*)\.weights\.safetensors$/.exec(file)?.[1] ?? []);

/** Names of the pairs; where there are none, one that a test then skips. */
export const fixturePairs = names.length > 0 ? names : ['rn-tiny'];
