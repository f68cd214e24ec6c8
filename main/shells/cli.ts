#!/usr/bin/env node
// The command line's transport: parses, dispatches, and turns whatever escapes into exit code 3.
import { keepPrivate } from '../files/private.ts';
import { buildProgram } from './cli/program.ts';
import { exit } from './cli/exit.ts';

keepPrivate();

process.on('uncaughtException', (error) => {
  process.stderr.write(`facet: a bug: ${error.stack ?? error.message}\n`);
  process.exit(exit.failed);
});

// A reader that has gone away is no bug; a running command hears of it and stops (session.ts).
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

const program = buildProgram();
if (process.argv.length <= 2) program.outputHelp();
else await program.parseAsync();
