// `facet verify`
import type { Command } from 'commander';
import type { Verification } from '../../../../../preload/contract.ts';
import { declare } from '../../command.ts';
import { addDetectorOptions, detectorChoice, type DetectorOptions } from '../../detectorOptions.ts';
import { inSession, type CommonOptions } from '../../session.ts';
import { writeNumber } from '../../speech.ts';
import { count } from '../../text/text.ts';

interface Options extends CommonOptions, DetectorOptions {
  readonly encoder?: string;
}

export function declareVerify(program: Command): void {
  const command: Command = declare(program, 'verify <a> <b>', {
    runsNetworks: true,
    summary: 'Say whether two photos show the same person',
    details:
      'The largest face of each photo counts. The likelihood ratio says how much likelier the two faces are if they are one' +
      ' person’s than if they are two people’s: 1 says nothing, 100 is strong, 0.01 is as strong against it. Multiply it by the' +
      ' odds that you held before. Nobody has to be in the library; people there with two faces or more make it truer to your' +
      ' photos. Brothers, sisters and twins are more alike than the strangers whom it is measured by.',
    json: '{encoder, a: {path, box, quality, faces}, b, score, falseMatchRate, likelihoodRatio | null, people}',
    examples: [
      ['facet verify passport.jpg party.jpg', 'the same person?'],
      ['facet verify a.jpg b.jpg --encoder arcface', 'by a face encoder of your own'],
    ],
  }).option('--encoder <id>', 'the encoder that compares them (default: the built-in one)');
  addDetectorOptions(command).action((a: string, b: string, options: Options) =>
    inSession(options, async (session) => {
      const { encoder } = options;
      const request = { a, b, ...detectorChoice(options), ...(encoder === undefined ? {} : { encoder }) };
      const verified = await session.run('photos.verify', request);
      if (session.json) return session.print(JSON.stringify(verified));
      session.say(describe(verified));
      for (const { path, faces } of [verified.a, verified.b])
        if (faces > 1) session.remark(`${path} has ${count(faces, 'face')}; the largest one was taken.`);
    }),
  );
}

function describe({ likelihoodRatio, falseMatchRate, people }: Verification): string {
  const rare = `One stranger in ${round(1 / falseMatchRate)} is as alike.`;
  if (likelihoodRatio === null)
    return `${rare} How alike one person’s faces are to this encoder is not known: name five people with two faces each.`;
  const source =
    people === 0 ? 'public photos' : `the faces of ${count(people, 'person', 'people')} of your library`;
  const said =
    likelihoodRatio >= 1
      ? `${round(likelihoodRatio)} times likelier to be one person than two.`
      : `${round(1 / likelihoodRatio)} times likelier to be two people than one.`;
  return `${said} ${rare} Calibrated by ${source}.`;
}

/** Two digits are all that such a number holds. */
const round = (value: number): string => writeNumber(Number(value.toPrecision(2)));
