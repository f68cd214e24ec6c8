// The commands that only screens need, and how each is handled.
import type { CommandName } from '../../preload/contract.ts';
import type { WindowAnswer, WindowCommandName, WindowRequest } from '../../preload/window.ts';
import type { Call } from '../commands/call.ts';
import type { Library } from '../library/library.ts';
import type { Result } from '../../models/failure.ts';

/** Those of the shared commands that can be taken back from here, that end what can be, or that write where a page says. */
export type ScreenCommandName =
  | Exclude<WindowCommandName, CommandName>
  | 'photos.import'
  | 'photos.tag'
  | 'people.remove'
  | 'faces.draw'
  | 'faces.remove'
  | 'photos.remove'
  | 'faces.ignore'
  | 'checkpoints.remove';

export type ScreenHandlers = {
  readonly [C in ScreenCommandName]: (
    request: WindowRequest<C>,
    call: Call,
  ) => Promise<Result<WindowAnswer<C>>>;
};

export type InLibrary = <T>(work: (library: Library) => Result<T> | Promise<Result<T>>) => Promise<Result<T>>;
