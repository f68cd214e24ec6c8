// `facet evaluate`
import { resolve } from 'node:path';
import type { Command } from 'commander';
import type { Request } from '../../../../preload/contract.ts';
import { declare } from '../command.ts';
import { exit } from '../exit.ts';
import { describeLibrary } from '../text/library.ts';
import { parseCount, parseShare } from '../parse.ts';
import { inSession, type CommonOptions } from '../session.ts';
import { formatSkipped } from '../text/text.ts';

interface Options extends CommonOptions {
  readonly encoder?: string;
  readonly seed?: number;
  readonly fpir?: number;
  readonly out?: string;
}

export function declareEvaluate(program: Command): void {
  declare(program, 'evaluate', {
    runsNetworks: true,
    pauses: true,
    summary: 'Measure how well the people in the library are recognised',
    details:
      'Every encoder on this machine, and the checkpoint in use. Each face is named by a recogniser that was trained without' +
      ' it and its near-duplicates, on other days where days are known, and is a stranger to one that was trained without its' +
      ' person. Nothing in the library changes.',
    json: 'the whole evaluation, as --out FILE.json writes it',
    examples: [
      ['facet evaluate', 'rates with their intervals, every encoder side by side'],
      ['facet evaluate --out report.html', 'a page with tables, plots and the photos that failed'],
    ],
  })
    .option('--encoder <id>', 'only this encoder (default: all that are on this machine)')
    .option('--seed <n>', 'seed of everything random (default: 0)', parseCount)
    .option('--fpir <share>', 'share of strangers that may be given a name, such as 0.01 or 1%', parseShare)
    .option('--out <file>', 'write it as .html, .md or .json')
    .action((options: Options) =>
      inSession(options, async (session) => {
        const evaluation = await session.run('evaluate', requestOf(options), {
          skipped: (skipped) => session.remark(formatSkipped(skipped)),
        });
        if (session.json) session.print(JSON.stringify(evaluation));
        else session.say(describeLibrary(evaluation));
        return evaluation.skipped.length > 0 ? exit.someSkipped : exit.done;
      }),
    );
}

const requestOf = ({ library: _, json: __, out, ...rest }: Options): Request<'evaluate'> => ({
  ...rest,
  ...(out === undefined ? {} : { out: resolve(out) }),
});
