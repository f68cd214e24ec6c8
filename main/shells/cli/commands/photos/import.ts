// `facet import`
import type { Command } from 'commander';
import type { ImportReport, Request } from '../../../../../preload/contract.ts';
import { declare } from '../../command.ts';
import { exit } from '../../exit.ts';
import { addDetectorOptions, detectorChoice, type DetectorOptions } from '../../detectorOptions.ts';
import { inSession, type CommonOptions, type Session } from '../../session.ts';
import { describeLeftOut, NOTHING_READ } from '../../text/leftOut.ts';
import { count, formatSkipped } from '../../text/text.ts';

interface Options extends CommonOptions, DetectorOptions {
  readonly person?: string;
  readonly tree?: string;
  readonly accept?: readonly string[];
  readonly exactNames?: boolean;
}

export function declareImport(program: Command): void {
  const command: Command = declare(program, 'import [paths...]', {
    summary: 'Copy photos into the library and find the faces in them',
    details:
      'Folders are searched for photos, which are told by their content. The same photo twice counts once; what is not a photo is' +
      ' counted and named by kind. Libraries of Facet, previews and deleted files among the photos are left alone. A name that' +
      ' differs from a person’s only by case, an invisible character or a look-alike is that person’s.',
    json: 'one object {photos, duplicates, faces, unassigned, skipped, leftOut, questioned, sameAs, tags, undecided, elsewhere, nearDuplicates, stopped}',
    examples: [
      ['facet import --person "Ada Lovelace" ada1.jpg holidays/', 'photos of one person'],
      ['facet import --tree friends/', 'a folder with one sub-folder per person, named after them'],
    ],
  })
    .option('--person <name>', 'whose photos they are')
    .option('--tree <dir>', 'a folder with one sub-folder per person')
    .option('--accept <names...>', 'tree: sub-folders that are people’s although their names hardly look it')
    .option(
      '--exact-names',
      'a name that differs by case, an invisible character or a look-alike is somebody else',
    );
  addDetectorOptions(command);
  command.action((paths: string[], options: Options) => {
    const request = requestOf(paths, options);
    if (request === null) {
      command.error('facet: use either --person NAME PHOTOS... or --tree DIR', { exitCode: exit.wrongUse });
    }
    return inSession(options, async (session) => {
      const report = await session.run('photos.import', request, {
        skipped: (skipped) => session.remark(formatSkipped(skipped)),
      });
      show(session, report);
      if (report.stopped !== null) return session.fail(report.stopped);
      if (nothingRead(report)) session.remark(NOTHING_READ);
      return report.skipped.length > 0 || nothingRead(report) ? exit.someSkipped : exit.done;
    });
  });
}

const nothingRead = ({ photos, duplicates }: ImportReport): boolean => photos + duplicates === 0;

function requestOf(paths: readonly string[], options: Options): Request<'photos.import'> | null {
  const { person, tree, accept, exactNames } = options;
  const choice = {
    ...detectorChoice(options),
    ...(exactNames === undefined ? {} : { exactNames }),
  };
  if (person !== undefined && tree === undefined && accept === undefined && paths.length > 0) {
    return { kind: 'person', person, paths, ...choice };
  }
  if (tree !== undefined && person === undefined && paths.length === 0) {
    return { kind: 'tree', folder: tree, ...choice, ...(accept === undefined ? {} : { accepted: accept }) };
  }
  return null;
}

function show(session: Session, report: ImportReport): void {
  if (session.json) return session.print(JSON.stringify(report));
  const { photos, duplicates, faces, unassigned, undecided, elsewhere, nearDuplicates } = report;
  const { leftOut, questioned, sameAs, tags } = report;
  session.say(`${count(photos, 'photo')} added with ${count(faces, 'face')}.`);
  if (duplicates > 0) session.say(`${count(duplicates, 'photo was', 'photos were')} in the library already.`);
  if (unassigned > 0) {
    session.say(
      `${count(unassigned, 'face belongs', 'faces belong')} to nobody yet: facet faces --unassigned`,
    );
  }
  for (const { source, named, unmatched } of tags) {
    const without = unmatched === 0 ? '' : `; ${count(unmatched, 'region matches', 'regions match')} no face`;
    session.say(`${source}: ${count(named, 'face was', 'faces were')} named${without}.`);
  }
  for (const { name, person } of sameAs) session.say(`${name} was taken for ${person}.`);
  describeLeftOut(leftOut).forEach(session.say);
  for (const name of questioned) {
    session.say(`The folder ${name} hardly has a person's name: if it is one, add --accept "${name}".`);
  }
  for (const path of undecided) session.say(`${path}: several people, and none is clearly the one named.`);
  for (const { path, people } of elsewhere) {
    session.say(`${path}: imported before as ${people.join(', ')}, and left so.`);
  }
  for (const { path, like } of nearDuplicates) session.say(`${path}: almost the same as ${like}.`);
}
