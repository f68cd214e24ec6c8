// `facet checkpoints`, and its `use`, `remove` and `compare`
import type { Command } from 'commander';
import type { Checkpoint } from '../../../../preload/contract.ts';
import { declare } from '../command.ts';
import { describeComparison } from '../text/comparison.ts';
import { inSession, type CommonOptions } from '../session.ts';
import { percent } from '../text/text.ts';

export function declareCheckpoints(program: Command): void {
  const checkpoints = declare(program, 'checkpoints', {
    summary: 'List what was learned so far, the newest first',
    json: 'an array of checkpoints, as `facet finetune` prints them',
    examples: [['facet checkpoints', 'all checkpoints; the one in use has a star']],
  }).action((options: CommonOptions) =>
    inSession(options, async (session) => {
      const list = await session.run('checkpoints.list', {});
      if (session.json) return session.print(JSON.stringify(list));
      if (list.length === 0) return session.say('Nothing was learned yet: facet finetune');
      const { formatTable } = await import('../text/table.ts');
      session.say(
        formatTable(
          ['', 'checkpoint', 'made', 'encoder', 'people', 'faces', 'FPIR', 'held out'],
          list.map(row),
        ),
      );
    }),
  );

  declare(checkpoints, 'use <id>', {
    summary: 'Name faces with this checkpoint from now on',
    json: 'the checkpoint, as `facet finetune` prints it',
    examples: [
      ['facet checkpoints use ID', 'goes back to an earlier checkpoint, with an ID of facet checkpoints'],
    ],
  }).action((id: string, options: CommonOptions) =>
    inSession(options, async (session) => {
      const checkpoint = await session.run('checkpoints.use', { id });
      if (session.json) session.print(JSON.stringify(checkpoint));
      else session.say(`${checkpoint.id} is in use.`);
    }),
  );

  declare(checkpoints, 'remove <id>', {
    summary: 'Erase a checkpoint',
    details: 'Also the one in use: then nobody is named until another one is used or made.',
    json: 'one object {id}',
    examples: [['facet checkpoints remove ID', 'with an ID of facet checkpoints']],
  }).action((id: string, options: CommonOptions) =>
    inSession(options, async (session) => {
      const removed = await session.run('checkpoints.remove', { id });
      if (session.json) session.print(JSON.stringify(removed));
      else session.say(`${removed.id} was erased.`);
    }),
  );

  declare(checkpoints, 'compare <a> <b>', {
    summary: 'Hold two checkpoints against each other',
    details:
      'Says how each was made, which people and photos they share, how one descends from the other, and on the same faces,' +
      ' which neither has learned, how many answers differ and who is right.',
    json: 'one object {a, b, ancestor, people, photos, faces, heldOut, newFaces}',
    examples: [['facet checkpoints compare A B', 'with two IDs of facet checkpoints']],
  }).action((a: string, b: string, options: CommonOptions) =>
    inSession(options, async (session) => {
      const comparison = await session.run('checkpoints.compare', { a, b });
      if (session.json) return session.print(JSON.stringify(comparison));
      session.say(await describeComparison(comparison));
    }),
  );
}

const row = ({ id, createdAt, encoder, people, faces, fpir, active, heldOut }: Checkpoint): string[] => [
  active ? '*' : '',
  id,
  createdAt.slice(0, 16).replace('T', ' '),
  encoder,
  String(people),
  String(faces),
  percent(fpir),
  heldOut === null ? '' : percent(heldOut.rate),
];
