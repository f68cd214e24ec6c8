// Power as Electron tells of it where it is not Linux: a monitor of the test's own.
import { EventEmitter } from 'node:events';
import { expect, test, vi } from 'vitest';
import { Pace } from '../../../main/work/pace.ts';
import { BatteryPause } from '../../../main/work/power.ts';

vi.mock('electron', () => ({ powerMonitor: {} }));

test('work waits as the plug is pulled, and nobody listens once it is not wished any more', async () => {
  const { monitoredPower } = await import('../../../main/shells/electron/power.ts');
  let onBattery = false;
  const monitor = Object.assign(new EventEmitter(), { isOnBatteryPower: () => onBattery });
  const pace = new Pace();
  const pause = new BatteryPause(pace, monitoredPower(monitor as never));
  expect(pause.hasBattery).toBe(true);
  pause.wished = true;
  expect(pace.way).toBeNull();
  onBattery = true;
  monitor.emit('on-battery');
  expect(pace.way).toBe('battery');
  onBattery = false;
  monitor.emit('on-ac');
  expect(pace.way).toBeNull();
  pause.wished = false;
  expect(monitor.eventNames()).toEqual([]);
});
