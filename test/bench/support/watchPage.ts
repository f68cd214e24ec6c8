// Watches a page while its camera runs, from outside: nothing in the application knows that it is measured.
import { setTimeout } from 'node:timers/promises';
import type { BarePage } from './barePage.ts';

export interface Watched {
  /** Milliseconds from taking a frame to its answer, for each frame. */
  readonly waits: readonly number[];
  readonly seconds: number;
  /** Milliseconds of each task of the page's main thread that took more than 50. */
  readonly longTasks: readonly number[];
  /** Frames a second that the page drew. */
  readonly drawn: number;
}

/** Runs in the page. Answers come on a port in the window, on a socket in the web page. */
const watcher = `
  const watch = (globalThis.facetWatch = { taken: [], waits: [], longTasks: [], drawn: 0, since: 0 });
  globalThis.VideoFrame = new Proxy(globalThis.VideoFrame, {
    construct(target, parameters) {
      watch.taken.push(performance.now());
      return new target(...parameters);
    },
  });
  for (const { prototype } of [MessagePort, WebSocket]) {
    const property = Object.getOwnPropertyDescriptor(prototype, 'onmessage');
    const set = function (listener) {
      property.set.call(this, (event) => {
        if (watch.taken.length > 0) watch.waits.push(performance.now() - watch.taken.shift());
        listener(event);
      });
    };
    Object.defineProperty(prototype, 'onmessage', { ...property, set });
  }
  new PerformanceObserver((list) => {
    watch.longTasks.push(...list.getEntries().map(({ duration }) => duration));
  }).observe({ type: 'longtask' });
  const draw = () => {
    watch.drawn++;
    requestAnimationFrame(draw);
  };
  draw();
`;

/** To be called before the camera is started: it sees every frame that is taken and every answer. */
export const watchFrames = async (page: BarePage): Promise<void> => void (await page.evaluate(watcher));

/** What happens within so many milliseconds. */
export async function watchFor(page: BarePage, milliseconds: number): Promise<Watched> {
  const begin =
    'void Object.assign(facetWatch, { taken: [], waits: [], longTasks: [], drawn: 0, since: performance.now() })';
  await page.evaluate(begin);
  await setTimeout(milliseconds);
  const seen = '({ ...facetWatch, seconds: (performance.now() - facetWatch.since) / 1000 })';
  const { drawn, ...watched } = await page.evaluate<Watched>(seen);
  return { ...watched, drawn: drawn / watched.seconds };
}
