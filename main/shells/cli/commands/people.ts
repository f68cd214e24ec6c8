// `facet people` and `facet remove`
import type { Command } from 'commander';
import { declare } from '../command.ts';
import { exit } from '../exit.ts';
import { inSession, type CommonOptions } from '../session.ts';
import { count } from '../text/text.ts';

export function declarePeople(program: Command): void {
  declare(program, 'people', {
    summary: 'List the people in the library',
    json: 'an array of {id, name, photos, faces, hidden, born}',
    examples: [
      ['facet people', 'everybody, with the number of photos and faces'],
      ['facet people --hidden', 'whom facet hide has hidden'],
    ],
  })
    .option('--hidden', 'those who are hidden, instead of the others')
    .action((options: CommonOptions & { hidden?: boolean }) =>
      inSession(options, async (session) => {
        const { hidden = false } = options;
        const people = await session.run('people.list', { hidden });
        if (session.json) return session.print(JSON.stringify(people));
        if (people.length === 0 && hidden) return session.say('Nobody is hidden.');
        if (people.length === 0)
          return session.say('Nobody yet. Add somebody: facet import --person NAME PHOTOS...');
        const { formatTable } = await import('../text/table.ts');
        session.say(
          formatTable(
            ['name', 'photos', 'faces', 'born'],
            people.map(({ name, photos, faces, born }) => [name, String(photos), String(faces), born ?? '']),
          ),
        );
      }),
    );

  const remove = declare(program, 'remove', {
    summary: 'Erase a person: photos, crops and embeddings',
    details:
      'Asks first on a terminal. Photos that show other people too are kept, without their file names. What was learned from the' +
      ' person stays in checkpoints unless --with-checkpoints erases these, too.',
    json: 'one object {person, keptPhotos, faceless, checkpoints, removedCheckpoints, galleries}',
    examples: [
      ['facet remove --person "Ada Lovelace"', 'erases her after asking'],
      ['facet remove --person "Ada Lovelace" --with-checkpoints', 'and every checkpoint that knows her'],
    ],
  })
    .requiredOption('--person <name>', 'whom to erase')
    .option('--with-checkpoints', 'erase the checkpoints that know the person, too')
    .option('--yes', 'do not ask');
  remove.action((options: CommonOptions & { person: string; withCheckpoints?: boolean; yes?: boolean }) =>
    inSession(options, async (session) => {
      if (options.yes !== true) {
        const shown = await session.run('people.list', {});
        const people = [...shown, ...(await session.run('people.list', { hidden: true }))];
        const found = people.find(({ id, name }) => name === options.person || id === options.person);
        const what =
          found === undefined
            ? ''
            : ` with ${count(found.photos, 'photo')} and ${count(found.faces, 'face')}`;
        const { confirm } = await import('../confirm.ts');
        const answer = await confirm(`Erase ${options.person}${what}? This cannot be undone.`);
        if (answer === 'nobody-there') {
          remove.error('facet: not a terminal; pass --yes to erase', {
            exitCode: exit.wrongUse,
          });
        }
        if (answer === 'no') {
          session.remark('Nothing was erased.');
          return exit.done;
        }
      }
      const removed = await session.run('people.remove', {
        person: options.person,
        withCheckpoints: options.withCheckpoints === true,
      });
      const { person, keptPhotos, faceless, checkpoints, removedCheckpoints, galleries } = removed;
      if (session.json) {
        session.print(JSON.stringify(removed));
        return exit.done;
      }
      session.say(`${person.name} was erased.`);
      if (keptPhotos > 0)
        session.say(
          keptPhotos === 1
            ? '1 photo stays, because others are in it too.'
            : `${keptPhotos} photos stay, because others are in them too.`,
        );
      if (faceless > 0)
        session.say(
          `${count(faceless, 'photo')} without a face ${faceless === 1 ? 'stays' : 'stay'}: see whether ${person.name} is in one: facet photos --faceless`,
        );
      if (removedCheckpoints.length > 0) session.say(`Erased as well: ${removedCheckpoints.join(', ')}.`);
      if (checkpoints.length > 0) {
        session.say(
          `These checkpoints still know the person: ${checkpoints.join(', ')}. ` +
            'Make a new one with facet finetune, then erase these: facet checkpoints remove ID',
        );
      }
      for (const gallery of galleries) {
        session.say(
          `A shared gallery still holds somebody of that name: facet gallery erase --gallery ${gallery} --person "${person.name}"`,
        );
      }
      return exit.done;
    }),
  );
}
