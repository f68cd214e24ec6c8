// `facet backup`
import { resolve } from 'node:path';
import type { Command } from 'commander';
import { KEPT } from '../../../../commands/zip/backup.ts';
import { declare } from '../../command.ts';
import { parsePositive } from '../../parse.ts';
import { inSession, type CommonOptions } from '../../session.ts';
import { count, decimal } from '../../text/text.ts';

export function declareBackup(program: Command): void {
  declare(program, 'backup <folder>', {
    summary: 'Write a backup of the library, and remove the oldest ones',
    details:
      'A ZIP with a name of its own: people, photos, faces and what was decided about them. It is read again before it' +
      ' counts. The folder must exist; a drive that is not connected is said. `facet zip in` takes a backup in, into an' +
      ' empty library or beside what is there.',
    json: 'one object {file, bytes, removed}',
    examples: [
      ['facet backup /media/usb/facet', 'keeps the newest seven'],
      ['facet backup /media/usb/facet --keep 30', 'for a timer that runs it every night'],
      ['facet zip in /media/usb/facet/facet-backup-….zip --library restored/', 'the library as it was'],
    ],
  })
    .option('--keep <n>', 'how many backups of this library stay in the folder', parsePositive, KEPT)
    .action((folder: string, { keep, ...options }: CommonOptions & { readonly keep: number }) =>
      inSession(options, async (session) => {
        const made = await session.run('library.backup', { folder: resolve(folder), keep });
        if (session.json) return session.print(JSON.stringify(made));
        session.say(`${made.file} was written and checked, ${decimal(made.bytes / 1e6, 1)} MB.`);
        if (made.removed > 0) session.say(`${count(made.removed, 'older backup')} removed.`);
      }),
    );
}
