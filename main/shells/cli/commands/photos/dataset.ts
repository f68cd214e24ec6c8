// `facet dataset`
import { Option, type Command } from 'commander';
import { datasetFormats, type DatasetFormat } from '../../../../../preload/contract.ts';
import { declare } from '../../command.ts';
import { inSession, type CommonOptions } from '../../session.ts';
import { count } from '../../text/text.ts';

interface Options extends CommonOptions {
  readonly format: DatasetFormat;
  readonly withUnknown?: boolean;
}

export function declareDataset(program: Command): void {
  declare(program, 'dataset <dir>', {
    summary: 'Write photos, faces and names as a data set for training elsewhere',
    details:
      'imagefolder: the aligned crops, in a folder for each person (torchvision, Hugging Face). huggingface: photos with' +
      ' boxes in metadata.jsonl. coco and fiftyone: photos with boxes in labels.json. Photos that are stored turned, or in a' +
      ' format that few programs read, are written upright as JPEG; the boxes are of the upright photo.',
    json: 'one object {folder, photos, faces, people}',
    examples: [
      ['facet dataset crops/ --format imagefolder', 'writes crops/train/Ada Lovelace/….png'],
      ['facet dataset coco/ --format coco --with-unknown', 'faces without a name are Unknown'],
    ],
  })
    .addOption(
      new Option('--format <name>', 'how it is laid out').choices([...datasetFormats]).makeOptionMandatory(),
    )
    .option('--with-unknown', 'also faces that have no name, as Unknown')
    .action((folder: string, { format, withUnknown = false, ...options }: Options) =>
      inSession(options, async (session) => {
        const made = await session.run('library.dataset', { folder, format, unknown: withUnknown });
        if (session.json) return session.print(JSON.stringify(made));
        const { photos, faces, people } = made;
        session.say(
          `Written to ${made.folder}: ${count(faces, 'face')} of ${count(people, 'person', 'people')} in ${count(photos, 'photo')}.`,
        );
      }),
    );
}
