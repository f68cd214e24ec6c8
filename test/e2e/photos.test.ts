// Names on photos: cancelled, named, and written as annotated copies.
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { violationsOf } from './support/axe.ts';
import { needsShell, openShell } from './support/shells/open.ts';
import { doorKinds } from './support/shells/shell.ts';
import { cast, writePhotos } from './support/people.ts';
import { expectQuiet, finetune, goTo, importAs, welcome } from './support/steps.ts';

const folder = mkdtempSync(join(tmpdir(), 'facet-photos-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe.each(doorKinds)('%s', (kind) => {
  test(
    'photos are named and annotated, or not when it is cancelled',
    { timeout: 300_000 },
    async (context) => {
      await needsShell(context, kind);
      const shell = await openShell(kind, { folder: join(folder, kind) });
      const { page } = shell;
      await welcome(shell);
      const photos: string[] = [];
      for (const [name, face] of Object.entries(cast)) {
        const paths = await writePhotos(join(folder, 'photos'), name, face);
        await importAs(shell, name, paths);
        photos.push(...paths);
      }
      await finetune(shell);
      await goTo(shell, 'Identify');
      await page.getByRole('tab', { name: 'Photos' }).click();

      // An engine that is held does not answer until it is let go.
      const [engine = 0] = await shell.engines();
      process.kill(engine, 'SIGSTOP');
      await shell.choose('Choose photos', photos);
      await page.getByText('Naming the faces').waitFor();
      // Leaving would end it: the user is asked, and stays.
      expect(await shell.leaveAndStay()).toBe(
        kind === 'electron' ? 'Facet is still naming faces in photos.' : 'beforeunload',
      );
      await page.getByRole('button', { name: 'Cancel' }).click();
      await page.getByText('Drop photos or folders').waitFor();
      process.kill(engine, 'SIGCONT');

      await shell.choose('Choose photos', photos);
      const annotate = page.getByRole('button', { name: 'Save annotated' });
      await annotate.waitFor({ timeout: 60_000 });
      await page.getByRole('article').filter({ hasText: 'Ada Lovelace' }).getByRole('img').first().waitFor();
      // Only the cards in sight are in the page.
      const names = photos.map((path) => path.split('/').at(-1) ?? '');
      await page.getByRole('heading', { name: names[0], exact: true }).waitFor();

      const copies = join(folder, `${kind}-copies`);
      await annotate.click();
      await page.getByRole('dialog').getByRole('textbox').fill(copies);
      await page.getByRole('dialog').getByRole('button', { name: 'Save annotated' }).click();
      const toasts = page.locator('[data-sonner-toast]');
      await expect
        .poll(async () => (await toasts.allInnerTexts()).join(), { timeout: 120_000 })
        .toContain(`${photos.length} annotated photos saved in`);
      const written = names.map((name) => name.replace('.jpg', '.named.jpg'));
      expect(readdirSync(copies).sort()).toEqual(written.sort());

      // A page of a browser has no paths: it cannot write beside them.
      const tag = page.getByRole('button', { name: 'Write names beside photos' });
      if (kind === 'electron') {
        await tag.click();
        expect(await violationsOf(page)).toEqual([]);
        await page.getByRole('dialog').getByRole('button', { name: 'Write names' }).press('Enter');
        await expect
          .poll(async () => (await toasts.allInnerTexts()).join(), { timeout: 120_000 })
          .toContain(`Names were written beside ${photos.length} photos`);
        for (const path of photos) expect(readFileSync(`${path}.xmp`, 'utf8')).toContain('mwg-rs:Name');
      } else {
        expect(await tag.count()).toBe(0);
      }
      expectQuiet(shell);
      await shell.close();
    },
  );
});
