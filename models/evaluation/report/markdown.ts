// An evaluation as Markdown: the tables of the report page, at each system's own threshold.
import { facelessText, paceText } from './coverage.ts';
import type { Evaluation, Identification, Verification } from '../evaluation.ts';
import { describeCauses, wrongProbes } from './failures.ts';
import { comparePairs, pairStandingAt, pairSummaryOf, type PairResult } from './pairStanding.ts';
import { reliabilityOf } from './reliability.ts';
import { answersOf, compareStandings, standingAt } from './standing.ts';
import { variationKinds, variationLines, variationTitles } from './variations.ts';
import {
  countText,
  differenceText,
  errorText,
  percentText,
  probabilityText,
  scoreText,
  shareText,
  spanText,
} from './wording.ts';

/** Wrong answers listed a test. */
const LISTED = 25;

export function evaluationMarkdown(evaluation: Evaluation): string {
  const { identifications, verifications, systems } = evaluation;
  const titles = new Map(systems.map(({ id, title }) => [id, title]));
  const titleOf = (id: string): string => escape(titles.get(id) ?? id);
  return [
    `# ${evaluationTitle(evaluation)}`,
    `Measured ${evaluation.run.createdAt} on ${evaluation.repeat.device.name}.`,
    ...identifications.flatMap((test) => identificationSection(test, titleOf)),
    ...verifications.flatMap((test) => verificationSection(test, titleOf)),
    ...variationSections(evaluation, titleOf),
    ...gallerySection(evaluation, titleOf),
    ...coverageSection(evaluation),
    ...repeatSection(evaluation),
    `${methodNote}\n`,
  ].join('\n\n');
}

export function evaluationTitle({ protocol, repeat }: Pick<Evaluation, 'protocol' | 'repeat'>): string {
  switch (protocol) {
    case 'library':
      return 'How well your library is recognised';
    case 'paper':
      return 'The paper’s experiment';
    case 'lfw':
      return `Labeled Faces in the Wild (${repeat.data.map(({ set }) => set).join(', ')})`;
    default:
      return protocol satisfies never;
  }
}

export const methodNote =
  'Intervals are 95%, by Wilson’s method with photos of one person taken together. Differences are against the first system of ' +
  'the test, or the one that is chosen, with the paired bootstrap by person; p is McNemar’s mid-p over photos, which takes them for independent; corrected p ' +
  'swaps the results of whole people, after Holm’s correction for all pairs of systems. “Named right” is 1 − FNIR and “strangers ' +
  'named” is FPIR, as NIST defines them. “At most” stands where no error was seen: among n people that proves no more than 3/n.';

type TitleOf = (system: string) => string;

function identificationSection(test: Identification, titleOf: TitleOf): string[] {
  const stands = test.results.map((result) => {
    const answers = answersOf(test, result);
    return { result, answers, standing: standingAt(test, answers, result.threshold) };
  });
  const [first] = stands;
  const rows = stands.map(({ result, answers, standing }) => {
    const stated = reliabilityOf(test, answers);
    const against = standing === first.standing ? null : compareStandings(test, standing, first.standing);
    const { training } = result;
    return [
      titleOf(result.system),
      scoreText(standing.threshold),
      training === null ? '–' : percentText(training.right / training.total),
      shareText(standing.rank1),
      shareText(standing.named),
      errorText(standing.misnamed),
      errorText(standing.accepted),
      shareText(standing.drawn),
      stated === null ? '–' : percentText(stated.error),
      differenceText(against?.named),
      differenceText(against?.accepted),
    ];
  });
  const mated = test.probes.filter(({ truth }) => truth >= 0).length;
  const strangers = test.probes.length - mated;
  return [
    `## ${escape(test.title)}`,
    `${countText(test.people.length, 'person', 'people')}, ${countText(mated, 'photo')} of them, ` +
      `${countText(strangers, 'photo')} of strangers, ${countText(test.leftOut.length, 'near-duplicate')} left out. ${escape(test.split)}`,
    table(
      [
        'system',
        'threshold',
        'training accuracy',
        'best guess right',
        'named right',
        'misnamed',
        'strangers named',
        'drawn strangers named',
        'calibration error',
        'named right: difference',
        'strangers named: difference',
      ],
      rows,
    ),
    ...stands.slice(0, 1).flatMap(({ answers, standing }) => {
      const wrong = wrongProbes(test, answers, standing);
      if (wrong.length === 0) return [`${titleOf(standing.system)} made no mistake.`];
      const listed = wrong.slice(0, LISTED).map(({ probe, kind, causes }) => {
        const { path, who } = test.probes[probe];
        const decision = standing.decisions[probe];
        const named = decision < 0 ? 'Unknown' : test.people[decision];
        return [code(path), escape(who), escape(named), kind, escape(describeCauses(causes, test.people))];
      });
      return [
        `What ${titleOf(standing.system)} got wrong: ${wrong.length} of ${test.probes.length}${wrong.length > LISTED ? `, the ${LISTED} worst` : ''}.`,
        table(['photo', 'who', 'answer', 'kind', 'why'], listed),
      ];
    }),
  ];
}

function verificationSection(test: Verification, titleOf: TitleOf): string[] {
  const [first] = test.results;
  const rows = test.results.map((result) => {
    const { accuracy, accepted, falseAccepts } = pairStandingAt(test, result, result.threshold);
    const { folded, equalError, area, tarAt1e2, tarAt1e3 } = pairSummaryOf(test, result);
    return [
      titleOf(result.system),
      folded === null ? '–' : `${percentText(folded.accuracy)} ± ${(100 * folded.standardError).toFixed(2)}`,
      percentText(equalError),
      area.toFixed(4),
      percentText(tarAt1e2),
      percentText(tarAt1e3),
      `${percentText(accuracy.rate)} (${spanText(accuracy)})`,
      `${percentText(accepted.rate)} / ${percentText(falseAccepts.rate)}`,
      result === first ? '' : probabilityText(comparePairs(test, own(result), own(first))),
    ];
  });
  return [
    `## ${escape(test.title)}`,
    `${countText(test.pairs.length, 'pair')} of ${countText(test.photos.length, 'photo')}.`,
    table(
      [
        'system',
        'ten-fold accuracy',
        'EER',
        'AUC',
        'TAR at FAR 1%',
        'TAR at FAR 0.1%',
        'accuracy at its own threshold',
        'TAR / FAR there',
        'against the first',
      ],
      rows,
    ),
  ];
}

function variationSections(evaluation: Evaluation, titleOf: TitleOf): string[] {
  return variationKinds(evaluation).flatMap(({ kind, set }) => [
    `## ${variationTitles[kind]} (${escape(set)})`,
    table(
      [
        'system',
        variationTitles[kind].toLowerCase(),
        'best guess right',
        'named right',
        'misnamed',
        'strangers named',
      ],
      variationLines(evaluation, kind, set).flatMap(({ system, points }) =>
        points.map(({ label, rank1, named, misnamed, accepted }) => [
          titleOf(system),
          escape(label),
          shareText(rank1),
          shareText(named),
          errorText(misnamed),
          errorText(accepted),
        ]),
      ),
    ),
  ]);
}

function gallerySection({ galleries }: Evaluation, titleOf: TitleOf): string[] {
  if (galleries.length === 0) return [];
  return [
    '## Strangers named, by the number of enrolled people',
    table(
      ['system', 'set', 'people', 'threshold', 'strangers named'],
      galleries.map(({ system, set, people, threshold, fpir }) => [
        titleOf(system),
        escape(set),
        String(people),
        threshold,
        `${percentText(fpir.rate)} (${spanText(fpir)})`,
      ]),
    ),
  ];
}

function coverageSection(evaluation: Evaluation): string[] {
  const { coverage } = evaluation;
  if (coverage.length === 0) return [];
  const lines = coverage.map((part) => {
    const faceless = facelessText(part, evaluation);
    return `- ${escape(part.set)}: ${paceText(part)}.${faceless === null ? '' : ` ${faceless}`}`;
  });
  return ['## Photos that were looked at', lines.join('\n')];
}

function repeatSection({ repeat, systems, skipped }: Evaluation): string[] {
  const { command, seed, data, detector, device, versions } = repeat;
  const missing = systems.filter((system) => system.missing !== null);
  return [
    '## How to repeat it',
    `    ${command}`,
    [
      `- seed ${seed}; Facet ${versions.facet}, Node ${versions.node}, ONNX Runtime ${versions.onnxRuntime}, ${versions.platform}`,
      `- device: ${device.kind} ${device.name}${device.reason === undefined ? '' : ` (${device.reason})`}`,
      `- detector ${detector.id}: \`${detector.digest}\``,
      ...data.map(
        ({ set, photos, people, digest }) =>
          `- data ${escape(set)}: ${countText(photos, 'photo')}, ${countText(people, 'person', 'people')}: \`${digest}\``,
      ),
      ...systems.flatMap(({ title, facts }) =>
        facts === null ? [] : [`- ${escape(title)}: \`${facts.digest}\`, ${escape(facts.licence)}`],
      ),
      ...missing.map(({ title, missing: failure }) =>
        failure === null ? '' : `- not measured: ${escape(title)}. ${failure.message} ${failure.advice}`,
      ),
      ...skipped.map(({ path, reason }) => `- skipped ${code(path)}: ${reason.message}`),
    ].join('\n'),
  ];
}

const own = (result: PairResult) => ({ result, threshold: result.threshold });

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');

/** Names are text: nothing in them may end a cell or begin a tag. */
const escape = (text: string): string =>
  text.replaceAll(/[\\`*_[\]<>|]/g, (sign) => `\\${sign}`).replaceAll(/\s+/g, ' ');

const code = (text: string): string => `\`${text.replaceAll(/[`|\n]/g, '_')}\``;
