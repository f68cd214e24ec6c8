// Runs the command line in this process: parses, dispatches, and turns whatever escapes into exit code 3.
import { recordCrashesOf } from '../../crashes.ts';
import { keepPrivate } from '../../files/private.ts';
import { buildProgram } from './program.ts';
import { exit } from './exit.ts';
import { speak } from './speech.ts';

/** @param given what stands behind the program's name */
export async function runCommandLine(given: readonly string[]): Promise<void> {
  keepPrivate();

  recordCrashesOf('command line');
  process.on('uncaughtException', (error) => {
    process.stderr.write(`facet: a bug: ${error.stack ?? error.message}\n`);
    process.exit(exit.failed);
  });

  // A reader that has gone away is no bug; a running command hears of it and stops (session.ts).
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });

  await speak(given);
  const program = buildProgram();
  if (given.length === 0) program.outputHelp();
  else await program.parseAsync(given, { from: 'user' });
}
