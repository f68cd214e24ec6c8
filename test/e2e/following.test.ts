// Folders that are followed, by the keyboard alone: what comes into them comes in, also after a new start, and a drive that
// goes away is waited for. Photos stay where they are.
import { copyFileSync, existsSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { filesBelow } from '../../main/files/below.ts';
import { inspect } from './support/pictures.ts';
import { needsShell, openShell } from './support/shells/open.ts';
import { doorKinds, type OpenShell } from './support/shells/shell.ts';
import { cast, writePhotos } from './support/people.ts';
import { expectQuiet, goTo, welcome } from './support/steps.ts';

const folder = mkdtempSync(join(tmpdir(), 'facet-following-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A browser's page knows no paths: there the folder is typed. */
async function follow(shell: OpenShell, drive: string): Promise<void> {
  const { page } = shell;
  if (shell.kind === 'electron') {
    await goTo(shell, 'Import');
    await page.getByRole('radio', { name: 'Copy them into the library' }).focus();
    await page.keyboard.press('ArrowDown');
    await page.getByRole('checkbox', { name: /Follow the folder/ }).press('Space');
    expect(await page.getByRole('button', { name: 'Choose photos' }).count()).toBe(0);
    await shell.choose('Choose folder', [drive], () =>
      page.getByRole('button', { name: 'Choose folder' }).press('Enter'),
    );
    return;
  }
  await goTo(shell, 'Models & settings');
  await page.getByRole('button', { name: 'Follow a folder …' }).press('Enter');
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Path of the folder').fill(drive);
  await dialog.getByLabel(/^Where do the photos stay/).press('Enter');
  await page.getByRole('option', { name: 'Leave them where they are' }).waitFor();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await dialog.getByText(/notes where each photo lies/).waitFor();
  await dialog.getByRole('button', { name: 'Follow', exact: true }).press('Enter');
}

describe.each(doorKinds)('%s', (kind) => {
  test(
    'a folder is followed from start to start, and its photos stay in it',
    { timeout: 300_000 },
    async (context) => {
      await needsShell(context, kind);
      const drive = join(folder, kind, 'Photos');
      const others = join(folder, kind, 'others');
      await writePhotos(drive, 'Ada Lovelace', cast['Ada Lovelace']);
      const [extra = '', later = ''] = await writePhotos(others, 'Grace Hopper', cast['Grace Hopper']);
      const options = { folder: join(folder, kind, 'home'), colorScheme: 'light' } as const;

      const first = await openShell(kind, options);
      await welcome(first);
      await follow(first, drive);
      const { page } = first;
      const row = page.getByRole('list', { name: 'Followed folders' }).getByRole('listitem').first();
      await row.getByText('4 photos added').waitFor({ timeout: 60_000 });
      await row.getByText('Following', { exact: true }).waitFor({ timeout: 60_000 });
      copyFileSync(extra, join(drive, 'new.jpg'));
      await row.getByText('5 photos added').waitFor({ timeout: 60_000 });
      await row.getByText('Following', { exact: true }).waitFor();
      await page.locator('[data-sonner-toast]').first().waitFor({ state: 'detached', timeout: 30_000 });
      await page.getByRole('list', { name: 'Followed folders' }).scrollIntoViewIfNeeded();
      await inspect(first, 'following');
      // Nothing was copied: the library holds notes of where the photos are.
      const stored = filesBelow(join(options.folder, 'library'));
      expect(stored.filter((name) => name.endsWith('.place'))).toHaveLength(5);
      expect(stored.filter((name) => /photos[/\\].*\.jpe?g$/.test(name))).toEqual([]);
      expectQuiet(first);
      await first.close();

      copyFileSync(later, join(drive, 'later.jpg'));
      renameSync(drive, `${drive} away`);
      const second = await openShell(kind, options);
      await goTo(second, 'Models & settings');
      const list = second.page.getByRole('list', { name: 'Followed folders' });
      const again = list.getByRole('listitem').first();
      await again.getByText(/^Not there/).waitFor({ timeout: 60_000 });
      renameSync(`${drive} away`, drive);
      await again.getByText('6 photos added').waitFor({ timeout: 60_000 });
      await again.getByRole('button', { name: /^Pause/ }).press('Enter');
      await again.getByText('Paused').waitFor();
      await again.getByRole('button', { name: /^Go on/ }).press('Enter');
      await again.getByText('Following', { exact: true }).waitFor({ timeout: 30_000 });
      await again.getByRole('button', { name: /^Remove/ }).press('Enter');
      const dialog = second.page.getByRole('dialog');
      await dialog.getByText(/stay in the library/).waitFor();
      await dialog.getByRole('button', { name: 'Remove' }).press('Enter');
      await second.page.getByText('No folder is followed.').waitFor();
      expect(existsSync(join(drive, 'new.jpg'))).toBe(true);
      await goTo(second, 'Unnamed');
      await second.page
        .getByRole('region', { name: /faces?$/ })
        .first()
        .waitFor({ timeout: 60_000 });
      expectQuiet(second);
      await second.close();
    },
  );
});
