// `npm run docs`: writes docs/cli.md from the commands as they are declared.
import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { buildProgram } from './cli/program.ts';
import { cliReference } from './cli/reference.ts';

const path = resolve(import.meta.dirname, '../../docs/cli.md');
const style = await resolveConfig(path);
writeFileSync(path, await format(cliReference(buildProgram()), { ...style, filepath: path }));
