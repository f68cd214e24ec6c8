// `facet zip`
import { resolve } from 'node:path';
import type { Command } from 'commander';
import { declare } from '../../command.ts';
import { inSession, type CommonOptions } from '../../session.ts';
import { count, decimal } from '../../text/text.ts';

export function declareZip(program: Command): void {
  const zip = program
    .command('zip')
    .summary('Write and take in libraries as ZIP files')
    .description(
      'Write and take in libraries as ZIP files: people, photos and faces, without what was learned.',
    );

  declare(zip, 'out <file>', {
    summary: 'Write the library, or one person of it, as a ZIP',
    json: 'one object {bytes}',
    examples: [
      ['facet zip out backup.zip', 'everybody'],
      ['facet zip out ada.zip --person "Ada Lovelace"', 'her photos and faces alone'],
    ],
  })
    .option('--person <name>', 'only this person')
    .option('--replace', 'in place of a file that is there')
    .action(
      (
        file: string,
        { person, replace, ...options }: CommonOptions & { person?: string; replace?: boolean },
      ) =>
        inSession(options, async (session) => {
          const { bytes } = await session.run('library.export', {
            file: resolve(file),
            ...(person === undefined ? {} : { person }),
            ...(replace === undefined ? {} : { replace }),
          });
          if (session.json) session.print(JSON.stringify({ bytes }));
          else session.say(`${file} was written, ${decimal(bytes / 1e6, 1)} MB.`);
        }),
    );

  declare(zip, 'in <file>', {
    summary: 'Take in a ZIP that Facet wrote',
    details:
      'All of it is checked before any of it comes in. Who is there already gets the photos that they do not have.',
    json: 'one object {people, photos}',
    examples: [['facet zip in backup.zip', 'adds its people to the library']],
  }).action((file: string, options: CommonOptions) =>
    inSession(options, async (session) => {
      const taken = await session.run('library.import', { file: resolve(file) });
      if (session.json) session.print(JSON.stringify(taken));
      else
        session.say(
          `${count(taken.photos, 'photo')} of ${count(taken.people, 'person', 'people')} came in from ${file}.`,
        );
    }),
  );
}
