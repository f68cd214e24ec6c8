// When a camera counts as open, by a clock of the test's own.
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { OpenCameras } from '../../../../main/window/camera/openCameras.ts';
import { Pace } from '../../../../main/work/pace.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('work gives way from the first camera to the end of the last', () => {
  const pace = new Pace();
  const cameras = new OpenCameras(pace);
  expect([cameras.any, pace.way]).toEqual([false, null]);
  const first = cameras.open();
  expect([cameras.any, pace.way]).toEqual([true, 'camera']);
  const second = cameras.open();
  first.close();
  expect(pace.way).toBe('camera');
  second.close();
  expect([cameras.any, pace.way]).toEqual([false, null]);
});

test('one that gives no picture is closed after a while, and open with the next picture; one that was closed is closed for good', () => {
  const pace = new Pace();
  const camera = new OpenCameras(pace).open();
  for (let second = 0; second < 60; second++) {
    vi.advanceTimersByTime(1000);
    camera.frame();
    expect(pace.way).toBe('camera');
  }
  vi.advanceTimersByTime(9999);
  expect(pace.way).toBe('camera');
  vi.advanceTimersByTime(1);
  expect(pace.way).toBeNull();
  camera.frame();
  expect(pace.way).toBe('camera');
  camera.close();
  // A frame that was in the engine when the page stopped its camera.
  camera.frame();
  expect(pace.way).toBeNull();
});
