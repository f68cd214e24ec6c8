// How long the window's threads were busy in one piece: its main process's event loop, and the tasks of its page; and how much the
// page laid out at once, which is the same on every machine.
import type { OpenShell } from '../support/shells/shell.ts';

/** Milliseconds of the processor: on a busy machine a thread may wait long for one, which is no block of its own. */
export interface Longest {
  /** 0 where the page is a browser's: its server is watched by test/main/window/scale. */
  readonly main: number;
  /** What `PerformanceObserver` calls a long task where it is above 50. */
  readonly page: number;
  /** Boxes, texts and shapes that one layout of the page had to place. */
  readonly laidOut: number;
}

/** An event of Chromium's trace, as its trace format says. */
interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  /** Microseconds of the thread's own time. */
  readonly tdur?: number;
  readonly args: { readonly name?: string; readonly beginData?: { readonly dirtyObjects?: number } };
}

/** Watches while something is done. */
export async function watching(shell: OpenShell, work: () => Promise<void>): Promise<Longest> {
  const session = await shell.page.context().newCDPSession(shell.page);
  const events: TraceEvent[] = [];
  session.on('Tracing.dataCollected', ({ value }) => void events.push(...(value as unknown as TraceEvent[])));
  const traceConfig = { includedCategories: ['toplevel', 'devtools.timeline'], excludedCategories: ['*'] };
  await session.send('Tracing.start', { transferMode: 'ReportEvents', traceConfig });
  await shell.longestBlock();
  await work();
  const main = await shell.longestBlock();
  const complete = new Promise((done) => session.once('Tracing.tracingComplete', done));
  await session.send('Tracing.end');
  await complete;
  await session.detach();
  return { main, ...longestTask(events) };
}

/** Of any page: the window has one. */
function longestTask(events: readonly TraceEvent[]): Pick<Longest, 'page' | 'laidOut'> {
  const threadOf = ({ pid, tid }: TraceEvent): string => `${pid} ${tid}`;
  const pages = new Set(
    events
      .filter(({ name, args }) => name === 'thread_name' && args.name === 'CrRendererMain')
      .map((event) => threadOf(event)),
  );
  const own = events.filter((event) => event.ph === 'X' && pages.has(threadOf(event)));
  const tasks = own.filter(({ name }) => name.endsWith('RunTask'));
  const layouts = own.filter(({ name }) => name === 'Layout');
  if (tasks.length === 0 || layouts.length === 0) throw new Error('the trace has no task of a page');
  return {
    page: tasks.reduce((longest, { tdur = 0 }) => Math.max(longest, tdur), 0) / 1000,
    laidOut: layouts.reduce((most, { args }) => Math.max(most, args.beginData?.dirtyObjects ?? 0), 0),
  };
}
