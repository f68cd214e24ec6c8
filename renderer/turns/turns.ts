// A long screen is drawn in pieces: those that wait have their turns one after the other, and the page answers in between.
import { flushSync } from 'svelte';

/** Milliseconds between turns: a frame is drawn. */
const PAUSE = 16;
/** Milliseconds of a turn after which the others wait for the next one. */
const TURN = 8;

const waiting = new Set<() => void>();
let running = false;

/** Runs `draw`, which changes what is shown, in its turn. Answers with what takes it back. */
export function inTurn(draw: () => void): () => void {
  waiting.add(draw);
  if (!running) setTimeout(run);
  running = true;
  return () => waiting.delete(draw);
}

function run(): void {
  const since = performance.now();
  for (const draw of waiting) {
    waiting.delete(draw);
    draw();
    flushSync();
    if (performance.now() - since >= TURN) break;
  }
  running = waiting.size > 0;
  if (running) setTimeout(run, PAUSE);
}
