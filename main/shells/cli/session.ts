// What every command does around its own work: opens the application, shows progress, listens for Ctrl-C, prints
// failures and sets the exit code.
import type { Answer, CommandName, Events, Failure, Request } from '../../../preload/contract.ts';
import { systemPower } from '../../work/power.ts';
import { exit, exitOf } from './exit.ts';
import { openProgress, type ProgressView } from './progress.ts';
import { translate, translateLines } from './speech.ts';
import { printable } from './text/text.ts';

/** Options that every command has. */
export interface CommonOptions {
  readonly library?: string;
  readonly json?: boolean;
  readonly device?: string;
  readonly pauseOnBattery?: boolean;
}

export interface Session {
  readonly json: boolean;
  /** Runs a command of the application; throws a `CommandFailed` where it fails. */
  run<C extends CommandName>(
    command: C,
    request: Request<C>,
    on?: { readonly [E in keyof Events]?: (detail: Events[E]) => void },
  ): Promise<Answer<C>>;
  /** Part of the result for programs, on standard output as it is. */
  readonly print: (line: string) => void;
  /** Part of the result for people, on standard output. */
  readonly say: (text: string) => void;
  /** A remark, on standard error. */
  readonly remark: (text: string) => void;
  /** Reports a failure that came with a result, and answers with its exit code. */
  readonly fail: (failure: Failure) => number;
}

/** Said on standard error while a command waits for power. */
const WAITS = 'Paused: this machine runs on battery.';
const GOES_ON = 'Going on: this machine runs on battery no longer.';

const noPower: Failure = {
  kind: 'bad-arguments',
  message: 'On this system the command line cannot tell whether the machine runs on battery.',
  advice: 'Leave --pause-on-battery out, or use the window, which can.',
};

class CommandFailed extends Error {
  readonly failure: Failure;
  constructor(failure: Failure) {
    super(failure.message);
    this.failure = failure;
  }
}

/** Does a command's work; `work` answers with the exit code, or nothing for "done". */
export async function inSession(
  options: CommonOptions,
  work: (session: Session) => Promise<number | void>,
): Promise<void> {
  const json = options.json === true;
  const { pauseOnBattery = false } = options;
  if (pauseOnBattery && systemPower() === null) {
    report(noPower, json);
    process.exitCode = exitOf(noPower);
    return;
  }
  const progress = await openProgress();
  const controller = new AbortController();
  const release = listen(controller, progress);
  const { openApplication } = await import('../../application.ts');
  const application = openApplication({
    ...(options.library === undefined ? {} : { library: options.library }),
    ...(options.device === undefined ? {} : { device: options.device }),
    pauseOnBattery,
    onGivingWay: (way) => progress.line(process.stderr, translate(way === null ? GOES_ON : WAITS)),
    warn: (sentence) => progress.line(process.stderr, `facet: ${printable(translate(sentence))}`),
  });
  try {
    const code = await work({
      json,
      run: async (command, request, on = {}) => {
        const result = await application.run(command, request, {
          signal: controller.signal,
          emit: (event, detail) => {
            if (event === 'progress') progress.show(detail as Events['progress']);
            on[event]?.(detail);
          },
        });
        progress.end();
        if (!result.ok) throw new CommandFailed(result.failure);
        return result.value;
      },
      print: (line) => progress.line(process.stdout, line),
      say: (text) => progress.line(process.stdout, printableLines(translateLines(text))),
      remark: (text) => progress.line(process.stderr, printableLines(translateLines(text))),
      fail: (failure) => {
        process.stderr.write(formatFailure(failure));
        return exitOf(failure);
      },
    });
    process.exitCode = code ?? exit.done;
  } catch (error) {
    if (!(error instanceof CommandFailed)) throw error;
    progress.end();
    report(error.failure, json);
    process.exitCode = exitOf(error.failure);
  } finally {
    progress.end();
    await application.close();
    release();
  }
}

/** Message and advice for people; with --json the failure itself as well, for programs. */
function report(failure: Failure, json: boolean): void {
  if (json) process.stdout.write(`${JSON.stringify({ error: failure })}\n`);
  process.stderr.write(formatFailure(failure));
}

const formatFailure = ({ message, advice }: Failure): string =>
  `facet: ${printable(translate(message))}\n  ${printable(translate(advice))}\n`;

const printableLines = (text: string): string => text.split('\n').map(printable).join('\n');

/**
 * The first Ctrl-C asks the command to stop where everything is consistent, the second one ends the process. A
 * reader that has gone away (`facet … | head`) stops the command too.
 */
function listen(controller: AbortController, progress: ProgressView): () => void {
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  const stop = () => {
    if (controller.signal.aborted) process.exit(exit.failed);
    progress.line(process.stderr, translate('facet: stopping; press Ctrl-C again to end at once'));
    controller.abort();
  };
  const closed = (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') controller.abort();
  };
  for (const signal of signals) process.on(signal, stop);
  process.stdout.on('error', closed);
  return () => {
    for (const signal of signals) process.off(signal, stop);
  };
}
