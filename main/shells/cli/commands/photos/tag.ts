// `facet tag`
import type { Command } from 'commander';
import type { TaggedPhoto } from '../../../../../preload/contract.ts';
import { declare } from '../../command.ts';
import { parseShare } from '../../parse.ts';
import { exit } from '../../exit.ts';
import { addDetectorOptions, detectorChoice, type DetectorOptions } from '../../detectorOptions.ts';
import { inSession, type CommonOptions } from '../../session.ts';
import { describeLeftOut, NOTHING_READ } from '../../text/leftOut.ts';

interface Options extends CommonOptions, DetectorOptions {
  readonly confirmed?: boolean;
  readonly embed?: string;
  readonly fpir?: number;
}

export function declareTag(program: Command): void {
  const command: Command = declare(program, 'tag <paths...>', {
    runsNetworks: true,
    summary: 'Write the names of faces where other programs read them',
    details:
      'Beside each photo with somebody in it, an XMP file gets the boxes and names of its faces, as the Metadata Working Group and' +
      ' Microsoft define them. The photos are not touched; what other programs wrote stays. A name that was given in the' +
      ' library counts; other faces are recognised, and such names are not taken for yours when the photo is imported. Written' +
      ' again, names that Facet wrote before are brought up to date.',
    json: 'a line for each photo, {path, people, file | null, changed, otherwise}, or {path, error: {kind, message, advice}}',
    examples: [
      ['facet tag holidays/', 'writes holidays/1.jpg.xmp and so on'],
      ['facet tag holidays/ --confirmed', 'only names that you gave'],
      ['facet tag party.jpg --embed named/', 'writes named/party.tagged.jpg with the names in it'],
    ],
  })
    .option('--confirmed', 'only names that were given in the library; nothing is recognised')
    .option('--embed <dir>', 'write copies with the names in them into this folder, by exiftool')
    .option(
      '--fpir <share>',
      'share of strangers that may be given a name, such as 0.01 or 1% (default: what was learned with)',
      parseShare,
    );
  addDetectorOptions(command).action((paths: string[], options: Options) =>
    inSession(options, async (session) => {
      const { confirmed, embed, fpir } = options;
      const { photos, skipped, leftOut } = await session.run(
        'photos.tag',
        {
          paths,
          ...detectorChoice(options),
          ...(confirmed === undefined ? {} : { confirmed }),
          ...(embed === undefined ? {} : { embed }),
          ...(fpir === undefined ? {} : { fpir }),
        },
        {
          tagged: (photo) =>
            session.json ? session.print(JSON.stringify(photo)) : session.say(describe(photo)),
        },
      );
      describeLeftOut(leftOut).forEach(session.remark);
      if (photos === 0) session.remark(NOTHING_READ);
      return skipped > 0 || photos === 0 ? exit.someSkipped : exit.done;
    }),
  );
}

function describe(photo: TaggedPhoto): string {
  if ('error' in photo) return `${photo.path}: ${photo.error.message}`;
  const { path, people, file, changed, otherwise } = photo;
  const who = people.length === 0 ? 'nobody' : people.join(', ');
  const what = file === null ? '' : changed ? ` -> ${file}` : ` (${file} says so already)`;
  const kept =
    otherwise.length === 0 ? '' : `; kept as another program named the face: ${otherwise.join(', ')}`;
  return `${path}: ${who}${what}${kept}`;
}
