// `facet finetune`
import type { Command } from 'commander';
import type { Checkpoint } from '../../../preload/contract.ts';
import { declare } from './command.ts';
import { parseCount, parseShare } from './parse.ts';
import { inSession, type CommonOptions } from './session.ts';
import { count, percent } from './text.ts';

interface Options extends CommonOptions {
  readonly encoder?: string;
  readonly seed?: number;
  readonly fpir?: number;
}

export function declareFinetune(program: Command): void {
  declare(program, 'finetune', {
    summary: 'Learn the people in the library',
    details:
      'Makes a checkpoint and uses it from now on. Needs no options; the same seed gives the same checkpoint.',
    json: 'one object {id, createdAt, method, encoder, people, faces, seed, fpir, active, heldOut: {rate, low, high} | null}',
    examples: [
      ['facet finetune', 'learns with the built-in model'],
      ['facet finetune --encoder clip-rn50', "learns with OpenAI's CLIP, after facet models pull clip-rn50"],
    ],
  })
    .option('--encoder <id>', 'which model looks at the faces (default: starter)')
    .option('--seed <n>', 'seed of everything random (default: 0)', parseCount)
    .option('--fpir <share>', 'share of strangers that may be given a name, such as 0.01 or 1%', parseShare)
    .action((options: Options) =>
      inSession(options, async (session) => {
        const { encoder, seed, fpir } = options;
        const checkpoint = await session.run('finetune', {
          ...(encoder === undefined ? {} : { encoder }),
          ...(seed === undefined ? {} : { seed }),
          ...(fpir === undefined ? {} : { fpir }),
        });
        if (session.json) session.print(JSON.stringify(checkpoint));
        else session.say(describe(checkpoint));
      }),
    );
}

function describe({ id, people, faces, encoder, fpir, heldOut }: Checkpoint): string {
  const learned = `Learned ${count(people, 'person', 'people')} from ${count(faces, 'face')} with ${encoder}: checkpoint ${id}.`;
  const limit = `At most ${percent(fpir)} of strangers should be given a name.`;
  if (heldOut === null) return `${learned}\n${limit}`;
  const { rate, low, high } = heldOut;
  const tested = `Of faces kept aside for a test, ${percent(rate)} were named right (95% interval ${percent(low)} to ${percent(high)}).`;
  return `${learned}\n${tested}\n${limit}`;
}
