import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { inTurn } from '../../../renderer/turns/turns.ts';

beforeEach(() => vi.useFakeTimers({ toFake: ['setTimeout'] }));
afterEach(() => vi.useRealTimers());

/** Draws for so many milliseconds, and notes its name. */
const drawing = (drawn: string[], name: string, milliseconds: number) => (): void => {
  drawn.push(name);
  for (const began = performance.now(); performance.now() - began < milliseconds;);
};

test('pieces that take long are drawn in tasks of their own, small ones together', () => {
  const drawn: string[] = [];
  inTurn(drawing(drawn, 'large', 20));
  inTurn(drawing(drawn, 'wide', 20));
  inTurn(drawing(drawn, 'small', 0));
  inTurn(drawing(drawn, 'tiny', 0));
  expect(drawn).toEqual([]);

  vi.advanceTimersToNextTimer();
  expect(drawn).toEqual(['large']);
  vi.advanceTimersToNextTimer();
  expect(drawn).toEqual(['large', 'wide']);
  // Whatever the machine does meanwhile: a turn of small pieces may be cut short.
  vi.runAllTimers();
  expect(drawn).toEqual(['large', 'wide', 'small', 'tiny']);
  expect(vi.getTimerCount()).toBe(0);
});

test('a piece that is gone before its turn is not drawn', () => {
  const drawn: string[] = [];
  const takeBack = inTurn(() => drawn.push('gone'));
  inTurn(() => drawn.push('stays'));
  takeBack();
  vi.runAllTimers();
  expect(drawn).toEqual(['stays']);
});
