// `facet import`
import { resolve } from 'node:path';
import type { Command } from 'commander';
import type { ImportReport, Request } from '../../../../../preload/contract.ts';
import { declare } from '../../command.ts';
import { exit } from '../../exit.ts';
import { addDetectorOptions, detectorChoice, type DetectorOptions } from '../../detectorOptions.ts';
import { inSession, type CommonOptions, type Session } from '../../session.ts';
import { addedNothing, describeLeftOut, NOTHING_READ, whyNothing } from '../../text/leftOut.ts';
import { count, formatSkipped } from '../../text/text.ts';

interface Options extends CommonOptions, DetectorOptions {
  readonly person?: string;
  readonly tree?: string;
  readonly accept?: readonly string[];
  readonly exactNames?: boolean;
  readonly inPlace?: boolean;
  readonly watch?: boolean;
  readonly digikam?: string;
  readonly folder?: readonly string[];
  readonly immich?: string;
  readonly people?: readonly string[];
  readonly live?: boolean;
}

export function declareImport(program: Command): void {
  const command: Command = declare(program, 'import [paths...]', {
    runsNetworks: true,
    pauses: true,
    summary: 'Bring photos into the library and find the faces in them',
    details:
      'With --person or --tree, faces get names; without, they wait for them. The library keeps copies; with --in-place the photos stay where they are,' +
      ' and it keeps a note of where: moved files are recognised when their folder is imported again, and nothing that is' +
      ' erased in Facet erases them. Folders are searched for photos, which are told by their content. The same photo twice counts once; what is not a photo is' +
      ' counted and named by kind. Libraries of Facet, previews and deleted files among the photos are left alone. A name that' +
      ' differs from a person’s only by case, an invisible character or a look-alike is that person’s. From digiKam and Immich come' +
      ' the photos in which they know people, with their boxes and names; what they do not confirm stays without a name. The' +
      ' API key of Immich is read from FACET_IMMICH_KEY or the keychain, and is not kept. An import that adds nothing says why; where' +
      ' none of the photos is in the library already, it ends with exit code 1.',
    json: 'one object, or with --watch one a line for each import, {photos, duplicates, faces, unassigned, skipped, leftOut, questioned, sameAs, tags, stills, live, undecided, elsewhere, nearDuplicates, stopped}',
    examples: [
      ['facet import --person "Ada Lovelace" ada1.jpg holidays/', 'photos of one person'],
      ['facet import --tree friends/', 'a folder with one sub-folder per person, named after them'],
      [
        'facet import --in-place --watch ~/Photos',
        'photos stay in the folder, which is followed until Ctrl-C',
      ],
      ['facet import --digikam ~/Pictures/digikam4.db', 'photos of people whom digiKam knows'],
      ['facet import --immich https://photos.example', 'photos of people who have a name in Immich'],
    ],
  })
    .option('--person <name>', 'whose photos they are')
    .option('--tree <dir>', 'a folder with one sub-folder per person')
    .option('--accept <names...>', 'tree: sub-folders that are people’s although their names hardly look it')
    .option('--digikam <file>', 'digiKam’s database, digikam4.db')
    .option('--folder <dirs...>', 'digikam: where its collections lie, if elsewhere than it says')
    .option('--immich <address>', 'an Immich server, as in the browser')
    .option('--people <names...>', 'immich: only photos of these people')
    .option(
      '--exact-names',
      'a name that differs by case, an invisible character or a look-alike is somebody else',
    );
  command
    .option('--in-place', 'keep the photos where they are instead of copying them')
    .option('--live', 'also read the short films of live and motion photos')
    .option('--watch', 'go on: import what comes into the folders or changes in them, until Ctrl-C');
  addDetectorOptions(command);
  command.action((paths: string[], options: Options) => {
    const request = requestOf(paths, options);
    if (request === null) {
      command.error(
        'facet: use PHOTOS..., with --person NAME where they are of one person, or one of --tree DIR, --digikam FILE and --immich ADDRESS',
        { exitCode: exit.wrongUse },
      );
    }
    if (options.watch === true && isOfFiles(request))
      return inSession(options, (session) => follow(session, request));
    return inSession(options, async (session) => {
      const report = await session.run('photos.import', request, {
        skipped: (skipped) => session.remark(formatSkipped(skipped)),
      });
      show(session, report);
      if (report.stopped !== null) return session.fail(report.stopped);
      if (addedNothing(report)) {
        if (nothingRead(report)) session.remark(NOTHING_READ);
        session.remark('Name another folder or other photos: facet import PATHS...');
      }
      return report.skipped.length > 0 || addedNothing(report) ? exit.someSkipped : exit.done;
    });
  });
}

async function follow(session: Session, request: Request<'photos.follow'>): Promise<void> {
  session.remark('Following: Ctrl-C ends it.');
  const { photos } = await session.run('photos.follow', request, {
    skipped: (skipped) => session.remark(formatSkipped(skipped)),
    followed: (report) => show(session, report),
    waiting: ({ folder, away }) =>
      session.remark(away ? `${folder} is not there: it is waited for.` : `${folder} is back.`),
  });
  session.remark(`Followed no longer: ${count(photos, 'photo was', 'photos were')} added.`);
}

/** Of an import that added nothing. */
const nothingRead = ({ skipped, questioned }: ImportReport): boolean =>
  questioned.length === 0 && skipped.every(({ reason }) => reason.kind !== 'no-face');

const choiceOf = (options: Options) => ({
  ...detectorChoice(options),
  ...(options.inPlace === undefined ? {} : { inPlace: options.inPlace }),
  ...(options.live === undefined ? {} : { live: options.live }),
});

type Wanted = Request<'photos.import'>;
type FromFiles = Request<'photos.follow'>;

const isOfFiles = (request: Wanted): request is FromFiles =>
  request.kind !== 'digikam' && request.kind !== 'immich';

function requestOf(paths: readonly string[], options: Options): Wanted | null {
  const { digikam, immich, folder, people } = options;
  if (digikam === undefined && immich === undefined)
    return folder === undefined && people === undefined ? fromFiles(paths, options) : null;
  const { person, tree, accept, exactNames, watch } = options;
  const isAlone = [person, tree, accept, exactNames, watch, ...paths].every((one) => one === undefined);
  if (!isAlone) return null;
  if (digikam !== undefined && immich === undefined && people === undefined) {
    const folders = folder?.map((one) => resolve(one));
    return { kind: 'digikam', database: resolve(digikam), ...(folders && { folders }), ...choiceOf(options) };
  }
  if (immich !== undefined && digikam === undefined && folder === undefined && options.inPlace === undefined)
    return { kind: 'immich', address: immich, ...(people && { people }), ...choiceOf(options) };
  return null;
}

function fromFiles(paths: readonly string[], options: Options): FromFiles | null {
  const { person, tree, accept, exactNames } = options;
  const choice = {
    ...choiceOf(options),
    ...(exactNames === undefined ? {} : { exactNames }),
  };
  if (person === undefined && tree === undefined) {
    const isPlain = accept === undefined && exactNames === undefined && paths.length > 0;
    return isPlain ? { kind: 'unnamed', paths, ...choiceOf(options) } : null;
  }
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
  const { leftOut, questioned, sameAs, tags, stills, live } = report;
  if (addedNothing(report)) ['Nothing was added.', ...whyNothing(report)].forEach(session.say);
  else session.say(`${count(photos, 'photo')} added with ${count(faces, 'face')}.`);
  if (duplicates > 0) session.say(`${count(duplicates, 'photo was', 'photos were')} in the library already.`);
  if (unassigned > 0) {
    session.say(
      `${count(unassigned, 'face belongs', 'faces belong')} to nobody yet: facet faces --unassigned`,
    );
  }
  for (const { source, named, drawn, unnamed, unmatched } of tags) {
    const more = [
      [drawn, `of them drawn there and not found by Facet: ${drawn}.`],
      [unnamed, `${count(unnamed, 'face has', 'faces have')} no name there either.`],
      [unmatched, `${count(unmatched, 'region matches', 'regions match')} no face.`],
    ] as const;
    session.say(`${source}: ${count(named, 'face was', 'faces were')} named.`);
    for (const [n, text] of more) if (n > 0) session.say(`  ${text}`);
  }
  if (stills.files > 0) {
    session.say(
      `${stills.photos} of them came out of ${count(stills.files, 'film or scan', 'films and scans')}.`,
    );
  }
  const moments = live.beside + live.inside;
  if (moments > 0) {
    session.say(
      `${count(moments, 'film of a live photo was', 'films of live photos were')} left out: --live reads them, too.`,
    );
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
