// Power as Electron tells of it, on systems other than Linux, where it does not say when a plug is pulled.
import { powerMonitor } from 'electron';
import { systemPower, type PowerSource } from '../../work/power.ts';

/** Electron's part of it: a test brings its own. */
export type Monitor = Pick<typeof powerMonitor, 'isOnBatteryPower' | 'on' | 'off'>;

/** Whether there is a battery at all, Electron does not say. */
export const monitoredPower = (monitor: Monitor): PowerSource => ({
  hasBattery: () => true,
  onBattery: () => monitor.isOnBatteryPower(),
  hear(listener) {
    monitor.on('on-battery', listener);
    monitor.on('on-ac', listener);
    return () => {
      monitor.off('on-battery', listener);
      monitor.off('on-ac', listener);
    };
  },
});

export const windowPower = (): PowerSource => systemPower() ?? monitoredPower(powerMonitor);
