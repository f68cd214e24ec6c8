// `facet rename`, `merge`, `split`, `deny`, `ignore`, `hide`, `born` and `undo`
import type { Command } from 'commander';
import type { Face, Undoing } from '../../../../preload/contract.ts';
import { declare } from '../command.ts';
import { inSession, type CommonOptions } from '../session.ts';
import { count } from '../text/text.ts';
import { deletedText } from './photos/delete.ts';

const PERSON = 'one object {id, name, photos, faces, hidden, born}';
const FACES = 'an array of the faces, as `facet faces` prints them';

export function declareCuration(program: Command): void {
  declare(program, 'rename <person> <name>', {
    summary: 'Give a person another name',
    json: PERSON,
    examples: [['facet rename Ada "Ada Lovelace"', 'checkpoints go on knowing her, by the new name']],
  }).action((person: string, name: string, options: CommonOptions) =>
    inSession(options, async (session) => {
      const renamed = await session.run('people.rename', { person, name });
      if (session.json) session.print(JSON.stringify(renamed));
      else session.say(`${person} is called ${renamed.name} now.`);
    }),
  );

  declare(program, 'merge <person>', {
    summary: 'Give all faces of one person to another',
    details:
      'The first one is gone then. Where both are in one photo, the face of the first becomes nobody’s.',
    json: 'one object {person: {id, name, photos, faces, hidden, born}, unassigned}',
    examples: [['facet merge "A. Lovelace" --into "Ada Lovelace"', 'two entries of one person become one']],
  })
    .requiredOption('--into <name>', 'who stays')
    .action((from: string, options: CommonOptions & { into: string }) =>
      inSession(options, async (session) => {
        const { person, unassigned } = await session.run('people.join', { from, into: options.into });
        if (session.json) return session.print(JSON.stringify({ person, unassigned }));
        const rest = unassigned === 0 ? '' : ` ${count(unassigned, 'face')} became nobody’s.`;
        session.say(`${person.name} has ${count(person.faces, 'face')} now.${rest}`);
      }),
    );

  declare(program, 'split <person>', {
    runsNetworks: true,
    summary: 'Find the faces of a person that are another’s',
    details:
      'If the faces are two people’s, these are the smaller of the two groups in which they are most alike. Without --into' +
      ' they are listed, and nothing changes.',
    json: FACES,
    examples: [
      ['facet split "Ada Lovelace"', 'lists the faces that look least like the others'],
      ['facet split "Ada Lovelace" --into "Annabella Milbanke"', 'gives them to somebody else'],
    ],
  })
    .option('--into <name>', 'whose they are; made if there is nobody of that name')
    .action((person: string, { into, ...options }: CommonOptions & { into?: string }) =>
      inSession(options, async (session) => {
        const faces = await session.run('people.part', { person, ...(into === undefined ? {} : { into }) });
        if (session.json) return session.print(JSON.stringify(faces));
        if (into === undefined) return session.say(faces.map(line).join('\n'));
        session.say(
          `${count(faces.length, 'face')} of ${person} now ${faces.length === 1 ? 'belongs' : 'belong'} to ${into}.`,
        );
      }),
    );

  declare(program, 'deny <faces...>', {
    summary: 'Say whose faces these are not',
    details:
      'Faces that were that person’s become nobody’s; Facet never gives them the name again, and learns from it. Faces are' +
      ' named by id, of which 6 digits are enough where they are unambiguous.',
    json: FACES,
    examples: [['facet deny 3fa9c1 --person "Ada Lovelace"', 'this is not her']],
  })
    .requiredOption('--person <name>', 'whose they are not')
    .action((faces: string[], { person, ...options }: CommonOptions & { person: string }) =>
      inSession(options, async (session) => {
        const denied = await session.run('faces.refuse', { faces, person });
        if (session.json) session.print(JSON.stringify(denied));
        else session.say(`Remembered: ${count(denied.length, 'face')} not of ${person}.`);
      }),
    );

  declare(program, 'ignore [faces...]', {
    summary: 'Leave faces of strangers alone',
    details:
      'They are nobody’s, in no group, and no import gives them a name; their photos stay. Faces are named by id, of which 6' +
      ' digits are enough where they are unambiguous. See which: facet faces --ignored',
    json: 'one object {faces}',
    examples: [
      ['facet ignore 3fa9c1 77b20e', 'two passers-by'],
      ['facet ignore --person "Somebody"', 'all faces of a person, who is left without any'],
      ['facet ignore 3fa9c1 --not', 'asked about again'],
    ],
  })
    .option('--person <name>', 'all faces of this person')
    .option('--not', 'do not ignore them any more')
    .action((faces: string[], options: CommonOptions & { person?: string; not?: boolean }) =>
      inSession(options, async (session) => {
        const { person, not = false } = options;
        const done = await session.run('faces.ignore', {
          faces,
          ignored: !not,
          ...(person === undefined ? {} : { person }),
        });
        if (session.json) session.print(JSON.stringify(done));
        else session.say(`${count(done.faces, 'face')} ${not ? 'asked about again' : 'ignored'}.`);
      }),
    );

  declare(program, 'hide <person>', {
    summary: 'Name a person nowhere, and keep them',
    details:
      'Their faces stay and are learned, so that they are taken for nobody else; but they are in no list, and identify, cameras,' +
      ' reports, data sets, XMP files and shared galleries do not name them. See who is: facet people --hidden',
    json: PERSON,
    examples: [
      ['facet hide "Ada Lovelace"', 'she is Unknown on every screen'],
      ['facet hide "Ada Lovelace" --not', 'she is named again'],
    ],
  })
    .option('--not', 'show them again')
    .action((person: string, { not = false, ...options }: CommonOptions & { not?: boolean }) =>
      inSession(options, async (session) => {
        const said = await session.run('people.describe', { person, hidden: !not });
        if (session.json) session.print(JSON.stringify(said));
        else session.say(`${said.name} is ${not ? 'shown again' : 'hidden'}.`);
      }),
    );

  declare(program, 'born <person> [date]', {
    summary: 'Say when a person was born',
    details: 'Their age is shown with photos that say when they were taken. Without a date it is forgotten.',
    json: PERSON,
    examples: [['facet born "Ada Lovelace" 1815-12-10', 'year, month and day']],
  }).action((person: string, date: string | undefined, options: CommonOptions) =>
    inSession(options, async (session) => {
      const said = await session.run('people.describe', { person, born: date ?? null });
      if (session.json) session.print(JSON.stringify(said));
      else
        session.say(said.born === null ? `${said.name} has no date of birth.` : `${said.name}: ${said.born}`);
    }),
  );

  declare(program, 'undo', {
    summary: 'Take back the last change that was made on the command line',
    details:
      'Of rename, merge, split, assign, draw, deny, ignore, hide, born and delete, the last twenty. Erasing a person makes what came before' +
      ' final; so does deleting, which itself can be taken back for a day.',
    json: 'one object {undone: {kind, name, …} | null}',
    examples: [['facet undo', 'and once more for the change before']],
  }).action((options: CommonOptions) =>
    inSession(options, async (session) => {
      const { undone } = await session.run('library.undo', {});
      if (session.json) session.print(JSON.stringify({ undone }));
      else
        session.say(undone === null ? 'There is nothing to take back.' : `Taken back: ${described(undone)}.`);
    }),
  );
}

const line = ({ id, photoName }: Face): string => `${id.slice(0, 12)}  ${photoName}`;

function described(undone: Undoing): string {
  switch (undone.kind) {
    case 'renamed':
      return `${undone.name} is called ${undone.before} again`;
    case 'merged':
      return `${undone.name} and ${undone.into} are two people again`;
    case 'moved':
      return `${count(undone.faces, 'face')} given to ${undone.name}`;
    case 'described':
      return whatIsSo(undone);
    case 'drawn':
      return `the face that was drawn (${undone.name})`;
    case 'ignored':
      return undone.ignored
        ? `${count(undone.faces, 'face')} ignored again`
        : `${count(undone.faces, 'face')} no longer ignored`;
    case 'deleted':
      return deletedText(undone);
    case 'denied':
      return `${count(undone.faces, 'face')} said not to be ${undone.name}’s`;
    default:
      return undone satisfies never;
  }
}

/** Of what was said of a person, as it is again. */
function whatIsSo({ name, hidden, born }: Extract<Undoing, { kind: 'described' }>): string {
  if (hidden !== undefined) return hidden ? `${name} is hidden again` : `${name} is shown again`;
  return born === null || born === undefined
    ? `${name} has no date of birth again`
    : `the date of birth of ${name} is ${born} again`;
}
