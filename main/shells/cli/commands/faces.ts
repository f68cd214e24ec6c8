// `facet faces` and `facet assign`
import type { Command } from 'commander';
import type { Face } from '../../../../preload/contract.ts';
import { declare } from '../command.ts';
import { inSession, type CommonOptions } from '../session.ts';
import { count } from '../text/text.ts';

export function declareFaces(program: Command): void {
  declare(program, 'faces', {
    summary: 'List the faces in the library',
    json: 'an array of {id, person: {id, name} | null, photo, photoName, box, pose, quality}',
    examples: [['facet faces --unassigned', 'faces in group photos that nobody owns yet']],
  })
    .option('--unassigned', 'only faces that belong to nobody')
    .option('--ignored', 'only faces that are ignored')
    .action((options: CommonOptions & { unassigned?: boolean; ignored?: boolean }) =>
      inSession(options, async (session) => {
        const faces = await session.run('faces.list', {
          unassigned: options.unassigned === true,
          ignored: options.ignored === true,
        });
        if (session.json) return session.print(JSON.stringify(faces));
        if (faces.length === 0) return session.say('No faces.');
        const { formatTable } = await import('../text/table.ts');
        session.say(
          formatTable(['face', 'person', 'photo', 'x', 'y', 'size', 'yaw', 'quality'], faces.map(row)),
        );
      }),
    );

  declare(program, 'assign <faces...>', {
    summary: 'Say whose faces these are',
    details: 'Faces are named by id, of which 6 digits are enough where they are unambiguous.',
    json: 'an array of the faces, as `facet faces` prints them',
    examples: [
      ['facet assign 3fa9c1 77b20e --person "Ada Lovelace"', 'two faces of a group photo become hers'],
    ],
  })
    .requiredOption('--person <name>', 'whose they are; made if there is nobody of that name')
    .option(
      '--exact-names',
      'a name that differs by case, an invisible character or a look-alike is somebody else',
    )
    .action((faces: string[], options: CommonOptions & { person: string; exactNames?: boolean }) =>
      inSession(options, async (session) => {
        const assigned = await session.run('faces.assign', {
          faces,
          person: options.person,
          ...(options.exactNames === undefined ? {} : { exactNames: options.exactNames }),
        });
        if (session.json) session.print(JSON.stringify(assigned));
        else
          session.say(
            `${count(assigned.length, 'face')} now ${assigned.length === 1 ? 'belongs' : 'belong'} to ${options.person}.`,
          );
      }),
    );
}

/** Digits of a face's id that the table shows: enough for `assign`, short enough to type. */
const shownDigits = 12;

const row = ({ id, person, photoName, box, pose, quality }: Face): string[] => [
  id.slice(0, shownDigits),
  person?.name ?? '',
  photoName,
  String(Math.round(box[0])),
  String(Math.round(box[1])),
  String(Math.round(box[2])),
  String(Math.round(pose.yaw)),
  quality.score.toFixed(2),
];
