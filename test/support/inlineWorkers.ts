// Does tasks in the test's own thread, for tests that need no build: events come one by one, as those of a thread do.
import { setImmediate } from 'node:timers/promises';
import { success } from '../../models/failure.ts';
import { tasks } from '../../main/work/tasks.ts';
import type { Workers } from '../../main/work/workers.ts';

export const inlineWorkers: Pick<Workers, 'run'> = {
  async run(name, input, { onEvent = () => undefined } = {}) {
    const events: unknown[] = [];
    const run = tasks[name] as (input: unknown, tell: (event: unknown) => void) => unknown;
    const output = run(input, (event) => void events.push(event));
    for (const event of events) {
      await setImmediate();
      onEvent(event as never);
    }
    await setImmediate();
    return success(output as never);
  },
};
