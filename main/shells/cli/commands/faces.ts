// `facet faces`, `facet draw` and `facet assign`
import type { Command } from 'commander';
import { resolve } from 'node:path';
import type { Box, Face } from '../../../../preload/contract.ts';
import { declare } from '../command.ts';
import { parseBox } from '../parse.ts';
import { inSession, type CommonOptions } from '../session.ts';
import { count, decimal } from '../text/text.ts';

export function declareFaces(program: Command): void {
  declare(program, 'faces', {
    summary: 'List the faces in the library',
    json: 'an array of {id, person: {id, name} | null, photo, photoName, box, pose, quality, drawn, age}',
    examples: [['facet faces --unassigned', 'faces in group photos that nobody owns yet']],
  })
    .option('--unassigned', 'only faces that belong to nobody')
    .option('--ignored', 'only faces that are ignored')
    .option('--hidden', 'only faces of hidden people')
    .action((options: CommonOptions & { unassigned?: boolean; ignored?: boolean; hidden?: boolean }) =>
      inSession(options, async (session) => {
        const faces = await session.run('faces.list', {
          unassigned: options.unassigned === true,
          ignored: options.ignored === true,
          hidden: options.hidden === true,
        });
        if (session.json) return session.print(JSON.stringify(faces));
        if (faces.length === 0) return session.say('No faces.');
        const { formatTable } = await import('../text/table.ts');
        session.say(
          formatTable(['face', 'person', 'photo', 'age', 'x', 'y', 'size', 'yaw', 'quality'], faces.map(row)),
        );
      }),
    );

  declare(program, 'draw <photo>', {
    summary: 'Add a face that was not found',
    details:
      'Draws a box around it, in pixels of the photo upright. The photo is a file, which comes in where the library does not have it.' +
      ' Eyes, nose and mouth are looked for in the box; where there are none they are estimated, and the face is kept and' +
      ' not learned from.',
    json: 'one object, as `facet faces` prints them',
    examples: [
      ['facet draw party.jpg --box 120,80,60,70 --person "Ada Lovelace"', 'left, top, width and height'],
    ],
  })
    .requiredOption('--box <x,y,w,h>', 'left, top, width and height in pixels', parseBox)
    .option('--person <name>', 'whose it is; made if there is nobody of that name')
    .action((photo: string, { box, person, ...options }: CommonOptions & { box: Box; person?: string }) =>
      inSession(options, async (session) => {
        const face = await session.run('faces.draw', {
          ...{ photo: resolve(photo), box },
          ...(person === undefined ? {} : { person }),
        });
        if (session.json) return session.print(JSON.stringify(face));
        const whose = face.person === null ? 'without a name' : face.person.name;
        session.say(`${face.id.slice(0, shownDigits)}, ${whose}, was added to ${face.photoName}.`);
        if (face.quality.detection === 0)
          session.remark('Nothing in the box looks like a face: it is kept and not learned from.');
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

const row = ({ id, person, photoName, age, box, pose, quality }: Face): string[] => [
  id.slice(0, shownDigits),
  person?.name ?? '',
  photoName,
  age === null ? '' : String(age),
  String(Math.round(box[0])),
  String(Math.round(box[1])),
  String(Math.round(box[2])),
  String(Math.round(pose.yaw)),
  decimal(quality.score, 2),
];
