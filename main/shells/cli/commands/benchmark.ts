// `facet benchmark`
import { resolve } from 'node:path';
import { Option, type Command } from 'commander';
import type { BenchmarkRequest } from '../../../../preload/contract.ts';
import { declare } from '../command.ts';
import { exit } from '../exit.ts';
import { parseCount, parsePositive, parseShare } from '../parse.ts';
import { inSession, type CommonOptions } from '../session.ts';
import { formatSkipped } from '../text/text.ts';
import { describeEvaluation } from '../text/evaluation.ts';

interface Options extends CommonOptions {
  readonly protocol: 'lfw' | 'paper';
  readonly data: string;
  readonly pairs?: string;
  readonly all?: boolean;
  readonly people?: number;
  readonly shots?: number;
  readonly strangers?: number;
  readonly fpir?: number;
  readonly quick?: boolean;
  readonly seed?: number;
  readonly systems?: string;
  readonly detector?: string;
  readonly out?: string;
}

export function declareBenchmark(program: Command): void {
  declare(program, 'benchmark', {
    runsNetworks: true,
    pauses: true,
    summary: 'Compare all systems on public photos',
    details:
      'lfw: LFW’s ten-fold test of pairs. paper: a few people of each set are enrolled, their other photos and strangers' +
      ' are looked for, by image classification and by traditional face recognition. Every system on this machine takes' +
      ' part with its own crop and its own threshold, set on other people. What was seen is remembered: a second run is quick.',
    json: 'the whole evaluation, as --out writes it',
    examples: [
      [
        'facet benchmark --protocol lfw --data lfw/ --pairs pairs.txt',
        'the ten-fold accuracy of each encoder',
      ],
      [
        'facet benchmark --protocol paper --data faces/ --out result.json',
        'the paper’s experiment on every set of people in faces/',
      ],
    ],
  })
    .addOption(
      new Option('--protocol <name>', 'what is measured').choices(['lfw', 'paper']).makeOptionMandatory(),
    )
    .requiredOption('--data <dir>', 'a folder with one folder of photos a person, or with several such sets')
    .option('--pairs <file>', 'lfw: its pairs.txt')
    .option('--all', 'lfw: look at every photo, not only at those in pairs')
    .option('--people <n>', 'paper: people enrolled from each set (default: 10)', parsePositive)
    .option('--shots <n>', 'paper: photos that each is learned from (default: 5)', parsePositive)
    .option('--strangers <n>', 'paper: strangers at most (default: 1000)', parsePositive)
    .option('--fpir <share>', 'paper: share of strangers that may be given a name (default: 1%)', parseShare)
    .option('--quick', 'paper: the comparison alone, no shots, prompts, damage and gallery sizes')
    .option(
      '--systems <ids>',
      'only these encoders or systems, separated by commas, a+b for two as one; both towers are trained only where it says so: ENCODER/full',
    )
    .option('--seed <n>', 'seed of everything random (default: 0)', parseCount)
    .option('--detector <id>', 'which model finds the faces (default: blazeface)')
    .option('--out <file>', 'write it as .json, .md or .html')
    .action((options: Options, command: Command) =>
      inSession(options, async (session) => {
        if (options.protocol === 'lfw' && options.pairs === undefined) {
          command.error("error: required option '--pairs <file>' not specified", { exitCode: exit.wrongUse });
        }
        const evaluation = await session.run('benchmark', requestOf(options), {
          skipped: (skipped) => session.remark(formatSkipped(skipped)),
        });
        if (session.json) session.print(JSON.stringify(evaluation));
        else session.say(describeEvaluation(evaluation));
        return evaluation.skipped.length > 0 ? exit.someSkipped : exit.done;
      }),
    );
}

function requestOf(options: Options): BenchmarkRequest {
  const { protocol, data, pairs = '', all = false, systems, out } = options;
  const common = {
    ...pick(options, ['seed', 'detector']),
    data: resolve(data),
    ...(systems === undefined ? {} : { systems: systems.split(',').map((id) => id.trim()) }),
    ...(out === undefined ? {} : { out: resolve(out) }),
  };
  if (protocol === 'lfw') return { ...common, protocol, pairs: resolve(pairs), all };
  return { ...common, protocol, ...pick(options, ['people', 'shots', 'strangers', 'fpir', 'quick']) };
}

/** Those of the options that were given. */
function pick<K extends keyof Options>(
  options: Options,
  names: readonly K[],
): { [P in K]?: NonNullable<Options[P]> } {
  const given = names.filter((name) => options[name] !== undefined);
  return Object.fromEntries(given.map((name) => [name, options[name]])) as {
    [P in K]?: NonNullable<Options[P]>;
  };
}
