// The one application behind every transport: windows, pages and the command line run the contract's commands here.
import { failed, type Result } from '../models/failure.ts';
import type { Call } from './commands/call.ts';
import type { Answer, CommandName, Request } from '../preload/contract.ts';
import { commands } from './commands/commands.ts';
import { Services, type RoomOptions } from './services.ts';

export interface Application {
  /** Runs one command. The promise rejects only on bugs; an aborted signal ends it in `cancelled`. */
  run<C extends CommandName>(command: C, request: Request<C>, call: Call): Promise<Result<Answer<C>>>;
  /** Ends the engine's process and lets go of the library. */
  close(): Promise<void>;
}

export function openApplication(options: RoomOptions = {}): Application {
  const services = new Services(options);
  return {
    run: (command, request, call) =>
      cancellable(call.signal, () => commands[command](services, request, call)),
    close: () => services.close(),
  };
}

/** Work that an aborted signal ends in `cancelled`, however deep the abort was noticed. */
export async function cancellable<T>(
  signal: AbortSignal,
  work: () => Promise<Result<T>>,
): Promise<Result<T>> {
  try {
    return await work();
  } catch (error) {
    if (!signal.aborted || (error as Error).name !== 'AbortError') throw error;
    return failed('cancelled', 'The work was cancelled.', 'Start it again when you like.');
  }
}
