// `facet finetune`
import { Option, type Command } from 'commander';
import { homeFactor } from '../../../../models/identity/calibration/homeShift.ts';
import type { Checkpoint, FinetuneMethod, Rate, Request } from '../../../../preload/contract.ts';
import { declare } from '../command.ts';
import { parseCount, parseMinutes, parsePositive, parseRate, parseShare } from '../parse.ts';
import { describeChoice } from '../text/choice.ts';
import { inSession, type CommonOptions } from '../session.ts';
import { count, decimal, formatSkipped, percent } from '../text/text.ts';

interface Options extends CommonOptions {
  readonly encoder?: string;
  readonly seed?: number;
  readonly fpir?: number;
  readonly method?: FinetuneMethod | 'auto';
  readonly timeLimit?: number;
  readonly from?: string;
  readonly anchor?: 'means' | 'text';
  readonly rate?: number;
  readonly steps?: number;
  readonly wise?: number;
  readonly resume?: boolean;
}

const methods: readonly (FinetuneMethod | 'auto')[] = [
  'head',
  'gda',
  'proker',
  'text',
  'projector',
  'full',
  'auto',
];

export function declareFinetune(program: Command): void {
  declare(program, 'finetune', {
    runsNetworks: true,
    pauses: true,
    summary: 'Learn the people in the library',
    details:
      'Makes a checkpoint and uses it from now on. Needs no options; the same seed gives the same checkpoint. The head is' +
      ' a classifier over the model as it is, and so are gda (linear discriminants) and proker (a kernel regression),' +
      ' which are solved in closed form; the other methods train the model itself: its text tower, the projection' +
      ' of its image tower, or both towers in full. What was interrupted goes on with --resume. With auto, every method of' +
      ' every encoder here is tried on parts of the library that it has not seen, and the simplest that none beats is taken.' +
      ' Several encoders joined by + look at every face and decide together, as fast as all of them one after another.',
    json: 'one object {id, createdAt, method, encoder, people, faces, seed, fpir, active, heldOut: {rate, low, high} | null, training: object | null, choice: object | null}',
    examples: [
      ['facet finetune', 'learns with the built-in model'],
      [
        'facet finetune --method projector',
        'trains the projection of starter, the built-in model for training, on the people in the library',
      ],
      ['facet finetune --method full --from layer4 --encoder clip-rn50', 'trains the end of the image tower'],
      [
        'facet finetune --method auto',
        'tries what there is, says how each did, and takes the simplest of the best',
      ],
      ['facet finetune --encoder clip-rn50', "learns with OpenAI's CLIP, after facet models pull clip-rn50"],
      ['facet finetune --encoder duo+sface', 'learns with two encoders as one'],
    ],
  })
    .option(
      '--encoder <id>',
      'which model looks at the faces, or several as one, a+b (default: duo; of text, projector and full: starter; of auto: every one here)',
    )
    .option('--seed <n>', 'seed of everything random (default: 0)', parseCount)
    .option('--fpir <share>', 'share of strangers that may be given a name, such as 0.01 or 1%', parseShare)
    .addOption(new Option('--method <name>', 'what is trained (default: head)').choices(methods))
    .option('--from <stage>', 'full: the first stage of the image tower that is trained')
    .addOption(
      new Option(
        '--anchor <what>',
        "projector: what faces are drawn to, the means of people's faces or their prompts (default: means)",
      ).choices(['means', 'text']),
    )
    .option('--steps <n>', "steps of training (default: the method's own)", parsePositive)
    .option('--rate <n>', "peak learning rate (default: the method's own)", parseRate)
    .option(
      '--wise <share>',
      'how far to go from the model before to the one after training (WiSE-FT)',
      parseShare,
    )
    .option('--time-limit <minutes>', 'auto: how long comparing may take (default: 10)', parseMinutes)
    .option('--resume', 'go on with the training that was interrupted, given the same options')
    .action((options: Options) =>
      inSession(options, async (session) => {
        const checkpoint = await session.run('finetune', requestOf(options), {
          skipped: (skipped) => session.remark(formatSkipped(skipped)),
        });
        if (session.json) session.print(JSON.stringify(checkpoint));
        else session.say(describeFinetune(checkpoint));
      }),
    );
}

const requestOf = ({ library: _, json: __, ...request }: Options): Request<'finetune'> => request;

/** What came of a finetune, for people. */
export function describeFinetune(checkpoint: Checkpoint): string {
  const { id, people, faces, encoder, heldOut, training, choice } = checkpoint;
  const said = [
    `Learned ${count(people, 'person', 'people')} from ${count(faces, 'face')} with ${encoder}: checkpoint ${id}.`,
    ...(training === null ? [] : describeTraining(training)),
    ...(heldOut === null ? [] : [describeHeldOut(heldOut)]),
    describeLimit(checkpoint),
  ].join('\n');
  return choice === null ? said : `${describeChoice(choice)}\n\n${said}`;
}

function describeTraining({ device, rows, stopped }: NonNullable<Checkpoint['training']>): string[] {
  const where = device === 'cuda' ? 'the graphics card (CUDA)' : 'the processor';
  return [
    `The model was trained on ${where}, ${count(rows, 'face')} a step.`,
    ...(stopped === null ? [] : [`It stopped early. ${stopped.message}\n${stopped.advice}`]),
  ];
}

const describeHeldOut = ({ rate, low, high }: Rate): string =>
  `Of faces kept aside for a test, ${percent(rate)} were named right (95% interval ${percent(low)} to ${percent(high)}).`;

const describeLimit = ({ method, fpir, people }: Checkpoint): string =>
  method === 'full'
    ? `The limit of ${percent(fpir)} of strangers who are given a name is carried over from the model as it was, and not proven for this one: try it on strangers.`
    : `Of strangers among the public at large, ${percent(fpir)} should be given a name. Of those from your own surroundings as many on average; with ${count(people, 'person', 'people')} it may be ${decimal(homeFactor(people), 1)} times as many, or as few.`;
