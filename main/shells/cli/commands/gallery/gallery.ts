// `facet gallery` and its `publish`, `status`, `erase` and `forget`
import type { Command } from 'commander';
import type { GalleryStatus } from '../../../../../preload/contract.ts';
import { declare } from '../../command.ts';
import { exit } from '../../exit.ts';
import { inSession, type CommonOptions } from '../../session.ts';
import { ageOf } from '../../text/age.ts';
import { count } from '../../text/text.ts';

interface Options extends CommonOptions {
  readonly gallery: string;
}

const ADDRESS =
  'address of the gallery, such as postgres://USER@HOST/facet; the password comes from PGPASSWORD';

export function declareGallery(program: Command): void {
  const gallery = program
    .command('gallery')
    .summary('Share the people of a library with other machines')
    .description(
      'Share the people of a library with other machines, through a PostgreSQL server of your own. What is shared is names and' +
        ' prototypes, never photos. Nothing is sent anywhere unless you name a server.',
    );

  declare(gallery, 'publish', {
    runsNetworks: true,
    summary: 'Enrol the library’s people in a shared gallery',
    details:
      'Makes the gallery where the database has none. Somebody of the same name gets the new prototypes; nobody is erased.' +
      ' Takes the role facet_enroller there, and the database’s owner to make it.',
    json: 'one object {gallery, made, added, changed, people}',
    examples: [
      ['facet gallery publish --to postgres://ada@db.example.org/facet', 'everybody who was learned'],
      ['facet gallery publish --to postgres://ada@db.example.org/facet --person "Alan Turing"', 'him alone'],
    ],
  })
    .requiredOption('--to <address>', ADDRESS)
    .option('--person <name...>', 'whom to enrol (default: everybody)')
    .action((options: CommonOptions & { readonly to: string; readonly person?: string[] }) =>
      inSession(options, async (session) => {
        const said = await session.run('gallery.publish', {
          gallery: options.to,
          ...(options.person && { people: options.person }),
        });
        if (session.json) return session.print(JSON.stringify(said));
        if (said.made) session.say('The gallery was made.');
        session.say(
          `${count(said.added, 'person', 'people')} added, ${said.changed} changed: ` +
            `the gallery has ${count(said.people, 'person', 'people')}.`,
        );
      }),
    );

  declare(gallery, 'status', {
    summary: 'Say what a shared gallery holds, and how old its copy here is',
    json: 'one object {gallery, server: {people, encoder, pgvector, mayEnrol} | {problem}, copy: {people, from} | null}',
    examples: [['facet gallery status --gallery postgres://ada@db.example.org/facet', 'server and copy']],
  })
    .requiredOption('--gallery <address>', ADDRESS)
    .action((options: Options) =>
      inSession(options, async (session) => {
        const status = await session.run('gallery.status', { gallery: options.gallery });
        if (session.json) session.print(JSON.stringify(status));
        else session.say(describeStatus(status));
        return 'problem' in status.server ? session.fail(status.server.problem) : exit.done;
      }),
    );

  const erase = declare(gallery, 'erase', {
    summary: 'Erase a person from a shared gallery',
    details:
      'Deletes the name and the prototypes on the server; other machines that use the gallery forget them within seconds, or when' +
      ' they reach it next. Asks first on a terminal. The library here stays as it is: facet remove.',
    json: 'one object {person, people}',
    examples: [
      [
        'facet gallery erase --gallery postgres://ada@db.example.org/facet --person "Alan Turing"',
        'erases him there after asking',
      ],
    ],
  })
    .requiredOption('--gallery <address>', ADDRESS)
    .requiredOption('--person <name>', 'whom to erase')
    .option('--yes', 'do not ask');
  erase.action((options: Options & { readonly person: string; readonly yes?: boolean }) =>
    inSession(options, async (session) => {
      if (options.yes !== true) {
        const { confirm } = await import('../../confirm.ts');
        const answer = await confirm(`Erase ${options.person} from the gallery? This cannot be undone.`);
        if (answer === 'nobody-there') {
          erase.error('facet: not a terminal; pass --yes to erase', { exitCode: exit.wrongUse });
        }
        if (answer === 'no') {
          session.remark('Nothing was erased.');
          return exit.done;
        }
      }
      const { gallery, person } = options;
      const said = await session.run('gallery.erase', { gallery, person });
      if (session.json) session.print(JSON.stringify(said));
      else {
        session.say(
          `${said.person} was erased from the gallery, which has ${count(said.people, 'person', 'people')} now.`,
        );
      }
      return exit.done;
    }),
  );

  declare(gallery, 'forget', {
    summary: 'Erase the copy of a shared gallery on this machine',
    details: 'It serves while the server is away, and is made again when the gallery is used next.',
    json: 'one object {forgotten}',
    examples: [
      ['facet gallery forget --gallery postgres://ada@db.example.org/facet', 'the copy here is gone'],
    ],
  })
    .requiredOption('--gallery <address>', ADDRESS)
    .action((options: Options) =>
      inSession(options, async (session) => {
        const said = await session.run('gallery.forget', { gallery: options.gallery });
        if (session.json) return session.print(JSON.stringify(said));
        session.say(said.forgotten ? 'The copy was erased.' : 'There is no copy of that gallery here.');
      }),
    );
}

function describeStatus({ server, copy }: GalleryStatus): string {
  const lines: string[] = [];
  if (!('problem' in server)) {
    lines.push(
      `${count(server.people, 'person', 'people')}, encoder ${server.encoder.id} (${server.encoder.digest.slice(0, 12)}…)`,
      server.pgvector === null
        ? 'The server has no pgvector: each machine searches its own copy.'
        : `The server searches by pgvector ${server.pgvector}.`,
      server.mayEnrol
        ? 'You may name faces, enrol people and erase them (facet_enroller).'
        : 'You may name faces (facet_reader).',
    );
  }
  lines.push(
    copy === null
      ? 'There is no copy on this machine.'
      : `The copy on this machine has ${count(copy.people, 'person', 'people')} and is ${ageOf(copy.from)} old.`,
  );
  return lines.join('\n');
}
