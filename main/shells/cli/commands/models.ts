// `facet models list`, `facet models pull` and `facet models add`
import { Option, type Command } from 'commander';
import { activations, type Activation } from '../../../../models/clip/activation.ts';
import type { AddModelRequest, ModelEntry } from '../../../../preload/contract.ts';
import { declare } from '../command.ts';
import { parseChannels, parseCount, parseRange } from '../parse.ts';
import { inSession, type CommonOptions, type Session } from '../session.ts';
import { translate } from '../speech.ts';
import { fileSize } from '../text/text.ts';

export function declareModels(program: Command): void {
  const models = program
    .command('models')
    .helpCommand(false)
    .summary('List, fetch and add face detectors, encoders and quality networks')
    .description('List, fetch and add face detectors, encoders and quality networks.');

  declare(models, 'list', {
    summary: 'List the models on this machine and those that can be fetched',
    json: 'an array of {id, kind, title, licence, bytes, state, recommended, methods, ratedBy}, or {id, state: "damaged", problem}',
    examples: [['facet models list', 'built-in, installed and available models with their licences']],
  }).action((options: CommonOptions) =>
    inSession(options, async (session) => {
      const list = await session.run('models.list', {});
      if (session.json) return session.print(JSON.stringify(list));
      const { formatTable } = await import('../text/table.ts');
      session.say(formatTable(['model', 'state', 'kind', 'size', 'licence', 'title'], list.map(row)));
      const raters = list.flatMap((model) => ratedByOf(model) ?? []);
      if (raters[0] !== undefined && raters.length > 1) session.say(firstRates(raters[0]));
    }),
  );

  declare(models, 'pull <id>', {
    summary: 'Fetch a model from the hub',
    details:
      'Checks its checksum. An interrupted download goes on where it stopped. FACET_HUB names a mirror of the hub, FACET_CATALOGUE a file with more models.',
    json: 'the model, as `facet models list` prints it',
    examples: [
      ['facet models pull clip-rn50', "fetches OpenAI's CLIP (408 MB)"],
      [
        'facet models pull clip-rn50 --from ~/Downloads',
        'takes the files from a folder instead, without a network',
      ],
    ],
  })
    .option('--from <path>', 'a file or folder that was fetched on another machine')
    .action((id: string, options: CommonOptions & { from?: string }) =>
      inSession(options, async (session) => {
        const { from } = options;
        show(session, await session.run('models.pull', from === undefined ? { id } : { id, from }));
      }),
    );

  declareAdd(models);
}

interface AddOptions extends CommonOptions {
  readonly as: string;
  readonly preset?: string;
  readonly licence?: string;
  readonly activation?: Activation;
  readonly size?: number;
  readonly layout?: 'NCHW' | 'NHWC';
  readonly channels?: 'RGB' | 'BGR';
  readonly mean?: [number, number, number];
  readonly std?: [number, number, number];
  readonly range?: [number, number];
}

function declareAdd(models: Command): void {
  declare(models, 'add <file>', {
    runsNetworks: true,
    summary: 'Add a network of your own: .onnx, or CLIP weights as .safetensors',
    details:
      'A preset says what the network expects: yunet and scrfd are detectors; arcface, sface, facenet, vggface and clip are encoders; ediffiqa rates the quality of faces. It is found from the id where the id begins with its name.',
    json: 'the model, as `facet models list` prints it',
    examples: [
      ['facet models add yunet.onnx --as yunet', "adds OpenCV's detector"],
      [
        'facet models add w600k.onnx --as arcface --licence "non-commercial research only"',
        'adds an encoder',
      ],
      [
        'facet models add my.onnx --as mine --preset facenet --mean 127.5 --std 127.5',
        'differs from the preset',
      ],
    ],
  })
    .requiredOption('--as <id>', 'the id that the model gets')
    .option('--preset <name>', 'what the network expects, where the id does not say')
    .option('--licence <text>', 'the licence it comes under: an SPDX identifier or a sentence')
    .addOption(
      new Option(
        '--activation <name>',
        'of a CLIP, where no open_clip_config.json or config.json beside it says',
      ).choices([...activations]),
    )
    .option('--size <pixels>', 'side of the square input', parseCount)
    .addOption(new Option('--layout <layout>', 'order of the input').choices(['NCHW', 'NHWC']))
    .addOption(new Option('--channels <order>', 'order of the colours').choices(['RGB', 'BGR']))
    .option('--mean <values>', 'subtracted from pixels of 0 to 255', parseChannels)
    .option('--std <values>', 'what pixels are divided by after that', parseChannels)
    .option(
      '--range <values>',
      'of a quality network: its answers to a useless face and to the best one',
      parseRange,
    )
    .action((file: string, options: AddOptions) =>
      inSession(options, async (session) => {
        const { as: id, preset, licence, activation, size, layout, channels, mean, std, range } = options;
        const request: AddModelRequest = {
          file,
          id,
          ...(preset === undefined ? {} : { preset }),
          ...(licence === undefined ? {} : { licence }),
          ...(activation === undefined ? {} : { activation }),
          ...(range === undefined ? {} : { range }),
          input: {
            ...(size === undefined ? {} : { size }),
            ...(layout === undefined ? {} : { layout }),
            ...(channels === undefined ? {} : { channels }),
            ...(mean === undefined ? {} : { mean }),
            ...(std === undefined ? {} : { std }),
          },
        };
        show(session, await session.run('models.add', request));
      }),
    );
}

function show(session: Session, model: ModelEntry): void {
  if (session.json) return session.print(JSON.stringify(model));
  const ratedBy = ratedByOf(model);
  const use =
    model.state !== 'damaged' && model.kind === 'encoder'
      ? ` Learn with it: facet finetune --encoder ${model.id}`
      : '';
  session.say(`${model.id} is ready.${use}`);
  if (ratedBy !== undefined && ratedBy !== model.id) session.say(firstRates(ratedBy));
}

const ratedByOf = (model: ModelEntry): string | undefined =>
  model.state === 'damaged' ? undefined : model.ratedBy;

const firstRates = (id: string): string =>
  `Faces are rated by ${id}: of several quality networks the first by id is used.`;

const row = (model: ModelEntry): string[] =>
  model.state === 'damaged'
    ? [model.id, translate('damaged'), '', '', '', translate(model.problem.message)]
    : [
        model.id,
        translate(stateOf(model)),
        translate(model.kind),
        fileSize(model.bytes),
        model.licence,
        translate(model.title),
      ];

const stateOf = ({ id, state, ratedBy }: Exclude<ModelEntry, { state: 'damaged' }>): string =>
  ratedBy === undefined ? state : `${state}, ${ratedBy === id ? 'in use' : 'not used'}`;
