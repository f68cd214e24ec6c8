// `--pause-on-battery` and the window's setting, behind the real engine: an import waits for power, says so, and goes on.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import { openApplication } from '../../../main/application.ts';
import { linuxPower } from '../../../main/work/power.ts';
import { groupPhoto } from '../engine/support/start.ts';
import { temporaryFolder, valueOf } from '../library/support/libraries.ts';

test('an import waits while the plug is out, and brings in the rest when it is back', async () => {
  const supplies = temporaryFolder();
  const plug = (online: '0' | '1') => {
    for (const [name, files] of Object.entries({
      AC: { type: 'Mains', online },
      BAT0: { type: 'Battery', status: online === '1' ? 'Charging' : 'Discharging' },
    })) {
      mkdirSync(join(supplies, name), { recursive: true });
      for (const [file, text] of Object.entries(files))
        writeFileSync(join(supplies, name, file), `${text}\n`);
    }
  };
  plug('0');
  const heard: (string | null)[] = [];
  const application = openApplication({
    library: join(temporaryFolder(), 'library'),
    power: linuxPower(supplies, 20),
    pauseOnBattery: true,
    onGivingWay: (way) => heard.push(way),
  });
  onTestFinished(() => application.close());
  let done = 0;
  const importing = application.run(
    'photos.import',
    { kind: 'unnamed', paths: ([1, 2, 3, 4, 5, 6] as const).map(groupPhoto) },
    {
      signal: new AbortController().signal,
      emit: (event, detail) => {
        if (event === 'progress') ({ done } = detail as { readonly done: number });
      },
    },
  );
  await sleep(2500);
  expect([done, heard]).toEqual([0, ['battery']]);
  plug('1');
  const report = valueOf(await importing);
  expect(report).toMatchObject({ photos: 6, stopped: null });
  expect(heard).toEqual(['battery', null]);
});
