// Backups by themselves: when they are due, what they wait for, and what is told of those that fail.
import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { BackupSchedule } from '../../../../main/window/backups/schedule.ts';
import { first, type Preferences } from '../../../../main/window/settings/preferences.ts';
import type { Notice } from '../../../../preload/window.ts';
import { makeLibrary, temporaryFolder, valueOf } from '../../library/support/libraries.ts';
import { samplePhoto } from '../../library/support/samples.ts';

const HOUR = 3_600_000;

let folder: string;
let settings: Preferences;
let busy: boolean;
/** Hours that went by since the backups were turned on. */
let hours: number;
let notices: Notice[];
let schedule: BackupSchedule;

beforeEach(async () => {
  const library = await makeLibrary();
  const ada = valueOf(await library.createPerson('Ada'));
  await library.addPhoto(samplePhoto('one', [ada.id]));
  folder = join(temporaryFolder(), 'drive');
  mkdirSync(folder);
  settings = { ...first, backups: 'day', backupFolder: folder };
  const begun = Date.now();
  [busy, hours, notices] = [false, 0, []];
  schedule = new BackupSchedule({
    preferences: () => Promise.resolve(settings),
    reading: (work) => work(library),
    isBusy: () => busy,
    notify: (notice) => notices.push(notice),
    now: () => begun + hours * HOUR,
  });
});

const backups = (): number => readdirSync(folder).length;
const failures = (): Notice[] => notices.filter(({ kind }) => kind === 'backup-failed');

test('off by default', async () => {
  expect(first.backups).toBe('never');
  settings = { ...first, backupFolder: folder };
  await schedule.look();
  expect(backups()).toBe(0);
});

test.each([
  ['day', 24],
  ['week', 168],
] as const)('the first at once, then every %s', async (every, period) => {
  settings = { ...settings, backups: every };
  await schedule.look();
  expect([backups(), schedule.state.failure]).toEqual([1, null]);
  hours = period - 1;
  await schedule.look();
  expect(backups()).toBe(1);
  hours = period + 1;
  await schedule.look();
  expect(backups()).toBe(2);
});

test('it waits while something else is under way', async () => {
  busy = true;
  await schedule.look();
  expect(backups()).toBe(0);
  busy = false;
  await schedule.look();
  expect(backups()).toBe(1);
  expect(schedule.state.last).not.toBe(null);
});

test('a drive that is away is told once, and tried again every hour until it is there', async () => {
  rmSync(folder, { recursive: true });
  await schedule.look();
  expect(schedule.state.failure).toMatchObject({ kind: 'not-found' });
  expect(failures()).toHaveLength(1);
  mkdirSync(folder);
  await schedule.look();
  expect(backups()).toBe(0);
  rmSync(folder, { recursive: true });
  hours = 1.1;
  await schedule.look();
  expect(failures()).toHaveLength(1);
  mkdirSync(folder);
  hours = 2.2;
  await schedule.look();
  expect([backups(), schedule.state.failure]).toEqual([1, null]);
});

test('another folder is tried at once, and what was said of the one before is gone', async () => {
  settings = { ...settings, backupFolder: join(folder, 'away') };
  await schedule.look();
  expect(schedule.state.failure).not.toBe(null);
  settings = { ...settings, backupFolder: folder };
  await schedule.settingsChanged();
  expect(schedule.state.failure).toBe(null);
  await schedule.look();
  expect(backups()).toBe(1);
});

test('by hand it is made whatever the time, and only the newest are kept', async () => {
  settings = { ...settings, backups: 'never', backupsKept: 2 };
  for (const expected of [1, 2, 2]) {
    await schedule.make();
    expect(backups()).toBe(expected);
  }
  settings = { ...settings, backupFolder: null };
  await schedule.make();
  expect(schedule.state.failure).toMatchObject({ kind: 'bad-arguments' });
  // Who asks sees it where they asked.
  expect(failures()).toEqual([]);
});

test('closing ends it', async () => {
  schedule.start();
  await schedule.close();
  await schedule.make();
  expect([backups(), schedule.state.failure?.kind]).toEqual([0, 'cancelled']);
});
