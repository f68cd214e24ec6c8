// What somebody feels on the People screen: frames while scrolling, answers while typing, tasks that keep the page from answering.
import type { Page } from 'playwright-core';

export interface PeopleScreen {
  /** Milliseconds a frame while scrolling: the median, and below what 95% are. */
  readonly frame: number;
  readonly slow: number;
  /** Milliseconds from a typed letter to the answer on the screen, at most. */
  readonly search: number;
  /** Milliseconds of the longest task. */
  readonly longest: number;
}

/** To be called on the People screen, with many people. */
export async function scrollAndSearch(page: Page): Promise<PeopleScreen> {
  await page.getByRole('article').first().waitFor();
  return page.evaluate<PeopleScreen>(`(async () => {
    const frame = () => new Promise(requestAnimationFrame);
    const wall = [...document.querySelectorAll('[role=list] *')].find(
      (one) => one.scrollHeight > one.clientHeight + 100 && getComputedStyle(one).overflowY !== 'visible',
    );
    let longest = 0;
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) longest = Math.max(longest, duration);
    }).observe({ type: 'longtask' });
    const frames = [];
    await frame();
    for (let at = 0, last = performance.now(); at < 240; at++) {
      wall.scrollTop += 60;
      await frame();
      const now = performance.now();
      frames.push(now - last);
      last = now;
    }
    frames.sort((a, b) => a - b);
    const field = document.querySelector('input[type=search]');
    let search = 0;
    for (const text of ['p', 'pe', 'person 4', 'person 499', 'nobody', '']) {
      const began = performance.now();
      field.value = text;
      field.dispatchEvent(new Event('input', { bubbles: true }));
      await frame();
      await new Promise((done) => setTimeout(done));
      search = Math.max(search, performance.now() - began);
    }
    return { frame: frames[120], slow: frames[228], search, longest };
  })()`);
}
