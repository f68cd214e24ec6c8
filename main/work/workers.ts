// The worker threads: starts them when there are tasks for them, and gives each the next one when it is done.
import { Worker } from 'node:worker_threads';
import { failed, success, type Result } from '../../models/failure.ts';
import { builtScript } from '../files/threads/builtScript.ts';
import { arithmeticThreads } from '../files/threads/processors.ts';
import { Pace } from './pace.ts';
import { SharedPace } from './threadPace.ts';
import type { Order, Said, TaskEvent, TaskInput, TaskName, TaskOutput } from './tasks.ts';

/** Each holds what its task computes with: gigabytes, where thousands of people are learned. */
const MOST_WORKERS = 4;

export interface TaskCall<Event> {
  /** Ends the task's thread at once: it need not look. */
  readonly signal?: AbortSignal;
  readonly onEvent?: (event: Event) => void;
}

interface Task {
  readonly order: Order;
  readonly onEvent: (event: unknown) => void;
  readonly end: (result: Result<unknown>) => void;
  readonly fail: (bug: Error) => void;
  thread: Worker | null;
}

export class Workers {
  /** Tasks that are done at the same time, at most. */
  readonly count = Math.min(MOST_WORKERS, arithmeticThreads());
  readonly #idle: Worker[] = [];
  readonly #waiting: Task[] = [];
  readonly #running = new Set<Task>();
  readonly #pace: Pick<Pace, 'gives' | 'hear'>;
  readonly #shared = new SharedPace();
  #closed = false;

  /** @param pace while a camera is open, one task is done at a time, and rests on the way; tasks are short beside a battery */
  constructor(pace: Pick<Pace, 'gives' | 'hear'> = new Pace()) {
    this.#pace = pace;
    pace.hear(() => {
      this.#shared.rests = pace.gives('camera');
      while (this.#next());
    });
  }

  /**
   * Does a task in a thread of its own, once there is one for it. Fails with `cancelled`, and `out-of-memory`; rejects on
   * bugs.
   *
   * @param input is copied, but for arrays in shared memory: where one is large, make it with `sharedFloats`
   */
  run<Name extends TaskName>(
    name: Name,
    input: TaskInput<Name>,
    { signal, onEvent = () => undefined }: TaskCall<TaskEvent<Name>> = {},
  ): Promise<Result<TaskOutput<Name>>> {
    return new Promise((resolve, reject) => {
      if (this.#closed || signal?.aborted === true) {
        resolve(cancelled());
        return;
      }
      const abort = (): void => {
        this.#drop(task);
      };
      const task: Task = {
        order: { name, input },
        onEvent: onEvent as (event: unknown) => void,
        end: (result) => {
          signal?.removeEventListener('abort', abort);
          resolve(result as Result<TaskOutput<Name>>);
        },
        fail: reject,
        thread: null,
      };
      signal?.addEventListener('abort', abort, { once: true });
      this.#waiting.push(task);
      this.#next();
    });
  }

  /** Ends every task and thread. */
  close(): void {
    this.#closed = true;
    for (const task of [...this.#waiting, ...this.#running]) this.#drop(task);
    for (const thread of this.#idle.splice(0)) void thread.terminate();
  }

  /** Whether one more task was begun. */
  #next(): boolean {
    if (this.#running.size >= (this.#pace.gives('camera') ? 1 : this.count)) return false;
    const task = this.#waiting.shift();
    if (task === undefined) return false;
    const thread = this.#idle.pop() ?? this.#start();
    task.thread = thread;
    this.#running.add(task);
    // Only a thread that works keeps the process.
    thread.ref();
    thread.on('message', (said: Said) => {
      if ('event' in said) {
        task.onEvent(said.event);
        return;
      }
      thread.removeAllListeners('message').removeAllListeners('error');
      thread.unref();
      this.#idle.push(thread);
      this.#end(task, success(said.output));
    });
    // The thread has ended by then.
    thread.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'ERR_WORKER_OUT_OF_MEMORY') this.#end(task, noMemory());
      else {
        this.#end(task, null);
        task.fail(error);
      }
    });
    thread.postMessage(task.order);
    return true;
  }

  #start(): Worker {
    return new Worker(builtScript('worker.js'), { execArgv: [], workerData: this.#shared.flag });
  }

  #drop(task: Task): void {
    const place = this.#waiting.indexOf(task);
    if (place >= 0) this.#waiting.splice(place, 1);
    task.thread?.removeAllListeners('message').removeAllListeners('error');
    void task.thread?.terminate();
    this.#end(task, cancelled());
  }

  #end(task: Task, result: Result<unknown> | null): void {
    this.#running.delete(task);
    if (result !== null) task.end(result);
    this.#next();
  }
}

const cancelled = () => failed('cancelled', 'The work was cancelled.', 'Start it again when you like.');

const noMemory = () =>
  failed(
    'out-of-memory',
    'There was too little memory for so many faces.',
    'Close other programs and try again.',
  );
