#!/usr/bin/env node
// The command line as Node runs it.
import { runCommandLine } from './cli/run.ts';

await runCommandLine(process.argv.slice(2));
