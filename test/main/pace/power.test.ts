// Where power comes from, in folders that are laid out as Linux lays them, and what waits for it.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { Pace } from '../../../main/work/pace.ts';
import { BatteryPause, linuxPower, type PowerSource } from '../../../main/work/power.ts';
import { temporaryFolder } from '../library/support/libraries.ts';

type Supplies = Readonly<Record<string, Readonly<Record<string, string>>>>;

function lay(supplies: Supplies, folder = temporaryFolder()): string {
  for (const [name, files] of Object.entries(supplies)) {
    mkdirSync(join(folder, name), { recursive: true });
    for (const [file, text] of Object.entries(files)) writeFileSync(join(folder, name, file), `${text}\n`);
  }
  return folder;
}

const mains = (online: '0' | '1') => ({ type: 'Mains', online });
const battery = (status: string) => ({ type: 'Battery', status, capacity: '60' });
const mouse = { type: 'Battery', scope: 'Device', status: 'Discharging' };

test.each<[string, Supplies, has: boolean, on: boolean]>([
  ['a laptop at its plug', { AC: mains('1'), BAT0: battery('Charging') }, true, false],
  ['a laptop without it', { AC: mains('0'), BAT0: battery('Discharging') }, true, true],
  ['a plug that holds the charge', { AC: mains('1'), BAT0: battery('Not charging') }, true, false],
  ['a plug that is too weak', { AC: mains('1'), BAT0: battery('Discharging') }, true, false],
  [
    'a plug through USB',
    { 'ucsi-source-psy-1': { type: 'USB', online: '1' }, BAT0: battery('Discharging') },
    true,
    false,
  ],
  [
    'USB sockets with nothing in them',
    { 'ucsi-source-psy-1': { type: 'USB', online: '0' }, BAT0: battery('Discharging') },
    true,
    true,
  ],
  [
    'two batteries of which one is used',
    { BAT0: battery('Unknown'), BAT1: battery('Discharging') },
    true,
    true,
  ],
  ['a battery alone that says nothing', { BAT0: battery('Unknown') }, true, false],
  ['a desktop', {}, false, false],
  ['a desktop with a mouse of its own battery', { hidpp_battery_0: mouse }, false, false],
])('%s', (_, supplies, has, on) => {
  const source = linuxPower(lay(supplies), 5);
  expect([source.hasBattery(), source.onBattery()]).toEqual([has, on]);
});

test('a machine that has no such folder has no battery', () => {
  const source = linuxPower(join(temporaryFolder(), 'none'), 5);
  expect([source.hasBattery(), source.onBattery()]).toEqual([false, false]);
});

test('work waits from the moment that the plug is pulled until it is back, and not where nobody wishes it', async () => {
  const folder = lay({ AC: mains('1'), BAT0: battery('Charging') });
  const pace = new Pace();
  const pause = new BatteryPause(pace, linuxPower(folder, 5));
  lay({ AC: mains('0'), BAT0: battery('Discharging') }, folder);
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(pace.way).toBeNull();
  pause.wished = true;
  expect(pace.way).toBe('battery');
  lay({ AC: mains('1') }, folder);
  await expect.poll(() => pace.way).toBeNull();
  lay({ AC: mains('0') }, folder);
  await expect.poll(() => pace.way).toBe('battery');
  // The battery is taken out: what powers the machine then is its plug, however it is called.
  rmSync(join(folder, 'BAT0'), { recursive: true });
  await expect.poll(() => pace.way).toBeNull();
  lay({ BAT0: battery('Discharging') }, folder);
  await expect.poll(() => pace.way).toBe('battery');
  pause.wished = false;
  expect(pace.way).toBeNull();
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(pace.way).toBeNull();
});

test('a wish that is said twice listens once, and one that is taken back not at all', () => {
  let heard = 0;
  const source: PowerSource = {
    hasBattery: () => true,
    onBattery: () => true,
    hear: () => (heard++, () => void heard--),
  };
  const pace = new Pace();
  const pause = new BatteryPause(pace, source);
  pause.wished = true;
  pause.wished = true;
  expect([heard, pace.way]).toEqual([1, 'battery']);
  pause.wished = false;
  expect([heard, pace.way]).toEqual([0, null]);
  new BatteryPause(pace, null).wished = true;
  expect(pace.way).toBeNull();
});
