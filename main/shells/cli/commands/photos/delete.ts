// `facet photos` and `facet delete`
import type { Command } from 'commander';
import type { Deletion, StoredPhoto } from '../../../../../preload/contract.ts';
import { declare } from '../../command.ts';
import { inSession, type CommonOptions } from '../../session.ts';
import { count } from '../../text/text.ts';

export function declarePhotos(program: Command): void {
  declare(program, 'photos', {
    summary: 'List the photos in the library',
    json: 'an array of {id, name, width, height, takenAt, faces, inPlace}',
    examples: [
      ['facet photos', 'every photo, with the number of faces'],
      ['facet photos --faceless', 'those whose faces were all deleted'],
    ],
  })
    .option('--faceless', 'only photos in which no face is left')
    .action((options: CommonOptions & { faceless?: boolean }) =>
      inSession(options, async (session) => {
        const photos = await session.run('photos.list', { faceless: options.faceless === true });
        if (session.json) return session.print(JSON.stringify(photos));
        if (photos.length === 0) return session.say('No photos.');
        const { formatTable } = await import('../../text/table.ts');
        session.say(formatTable(['photo', 'name', 'taken', 'width', 'height', 'faces'], photos.map(row)));
      }),
    );

  declare(program, 'delete <ids...>', {
    summary: 'Delete faces, or whole photos',
    details:
      'A face alone: its photo stays, also where no other face is left in it. With --photos, photos with every face in them; the' +
      ' file of one that stays in place is not touched. Both are named by id, of which 6 digits are enough where they are' +
      ' unambiguous.',
    json: 'one object {faces, photos}',
    examples: [
      ['facet delete 3fa9c1 77b20e', 'two faces of passers-by'],
      ['facet delete --photos 5d21c0', 'a photo, and everybody in it'],
      ['facet undo', 'and it is back'],
    ],
  })
    .option('--photos', 'the ids are photos’')
    .action((ids: string[], { photos, ...options }: CommonOptions & { photos?: boolean }) =>
      inSession(options, async (session) => {
        const deleted =
          photos === true
            ? await session.run('photos.remove', { photos: ids })
            : await session.run('faces.remove', { faces: ids });
        if (session.json) session.print(JSON.stringify(deleted));
        else session.say(`${deletedText(deleted)}.`);
      }),
    );
}

/** `2 photos with 3 faces deleted` */
export function deletedText({ faces, photos }: Deletion): string {
  const inThem = count(faces, 'face');
  return photos === 0 ? `${inThem} deleted` : `${count(photos, 'photo')} with ${inThem} deleted`;
}

/** Digits of a photo's id that the table shows: enough for `delete`, short enough to type. */
const SHOWN = 12;

const row = ({ id, name, takenAt, width, height, faces }: StoredPhoto): string[] => [
  id.slice(0, SHOWN),
  name,
  takenAt ?? '',
  ...[width, height, faces].map(String),
];
