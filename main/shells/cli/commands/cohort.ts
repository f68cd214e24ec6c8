// `facet cohort add`
import type { Command } from 'commander';
import { declare } from '../command.ts';
import { exit } from '../exit.ts';
import { inSession, type CommonOptions } from '../session.ts';
import { count, formatSkipped } from '../text/text.ts';

/** The share of strangers who may look like somebody of the library by chance. */
const MOST_OWN = 0.02;
const MOST_NAMES = 5;

/** Thresholds rise until the people in question are not named any more. */
function warnOfOwn(faces: number, people: readonly string[]): string {
  const named = people.slice(0, MOST_NAMES).join(', ') + (people.length > MOST_NAMES ? ' and others' : '');
  return `Warning: ${count(faces, 'face')} of this cohort ${faces === 1 ? 'looks' : 'look'} like people of your library (${named}). A cohort must show strangers, or your people will be Unknown: take their photos out and make it again.`;
}

export function declareCohort(program: Command): void {
  const cohort = program
    .command('cohort')
    .helpCommand(false)
    .summary('Show Facet what strangers look like')
    .description('Show Facet what strangers look like, so that it knows when to say Unknown.');

  declare(cohort, 'add <folder>', {
    runsNetworks: true,
    pauses: true,
    summary: 'Learn what strangers look like from a folder of photos',
    details:
      'The photos should show many different people, none of whom is in the library. Only the distribution of their embeddings is kept, nobody’s own.' +
      ' Some of them are looked at again as other cameras would have taken them, to learn how alike strangers of one place are. Copies of a photo count once.',
    json: 'one object {encoder, faces, own: {faces, people}, skipped}',
    examples: [
      ['facet cohort add strangers/ --encoder clip-rn50', 'for a model that brings no cohort of its own'],
    ],
  })
    .option('--encoder <id>', 'which model looks at the faces, or several as one, a+b (default: duo)')
    .option('--detector <id>', 'which model finds the faces (default: blazeface)')
    .action((folder: string, options: CommonOptions & { encoder?: string; detector?: string }) =>
      inSession(options, async (session) => {
        const { encoder, detector } = options;
        const report = await session.run(
          'cohort.add',
          {
            folder,
            ...(encoder === undefined ? {} : { encoder }),
            ...(detector === undefined ? {} : { detector }),
          },
          { skipped: (skipped) => session.remark(formatSkipped(skipped)) },
        );
        if (session.json) session.print(JSON.stringify(report));
        else
          session.say(
            `The cohort for ${report.encoder} was fitted on ${count(report.faces, 'face')}. Learn again: facet finetune`,
          );
        const { faces, people } = report.own;
        if (faces > MOST_OWN * report.faces) session.remark(warnOfOwn(faces, people));
        return report.skipped.length > 0 ? exit.someSkipped : exit.done;
      }),
    );
}
