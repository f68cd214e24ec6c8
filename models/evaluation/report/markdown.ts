// An evaluation as Markdown: the tables of the report page, at each system's own threshold.
import { facelessText, paceText } from './coverage.ts';
import type { Evaluation, Identification, Verification } from '../evaluation.ts';
import { describeCauses, wrongProbes } from './failures.ts';
import { answersOf, standingAt, type Answers } from './standing.ts';
import {
  flat,
  galleriesTable,
  pairsTable,
  ranksTable,
  systemsTable,
  variationsTable,
  type Table,
} from './tables.ts';
import { variationKinds, variationTitles } from './variations.ts';
import { countText } from './wording.ts';

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
    const answers = answersOf(result);
    return { answers, standing: standingAt(test, answers, result.threshold) };
  });
  const mated = test.probes.filter(({ truth }) => truth >= 0).length;
  const strangers = test.probes.length - mated;
  return [
    `## ${escape(test.title)}`,
    `${countText(test.people.length, 'person', 'people')}, ${countText(mated, 'photo')} of them, ` +
      `${countText(strangers, 'photo')} of strangers, ${countText(test.leftOut.length, 'near-duplicate')} left out. ${escape(test.split)}`,
    tableText(systemsTable(test, stands, stands[0]?.standing), titleOf),
    ...ranksSection(
      test,
      stands.map(({ answers }) => answers),
      titleOf,
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

function ranksSection(test: Identification, answers: readonly Answers[], titleOf: TitleOf): string[] {
  const ranks = ranksTable(test, answers);
  return ranks === null
    ? []
    : ['Known faces whose person is among the k likeliest (rank-k):', tableText(ranks, titleOf)];
}

function verificationSection(test: Verification, titleOf: TitleOf): string[] {
  const stands = test.results.map((result) => ({ result, threshold: result.threshold }));
  return [
    `## ${escape(test.title)}`,
    `${countText(test.pairs.length, 'pair')} of ${countText(test.photos.length, 'photo')}.`,
    tableText(pairsTable(test, stands, stands[0]?.result.system), titleOf),
  ];
}

function variationSections(evaluation: Evaluation, titleOf: TitleOf): string[] {
  return variationKinds(evaluation).flatMap(({ kind, set }) => [
    `## ${variationTitles[kind]} (${escape(set)})`,
    tableText(variationsTable(evaluation, kind, set), titleOf),
  ]);
}

function gallerySection(evaluation: Evaluation, titleOf: TitleOf): string[] {
  if (evaluation.galleries.length === 0) return [];
  return [
    '## Strangers named, by the number of enrolled people',
    tableText(galleriesTable(evaluation), titleOf),
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

const tableText = ({ columns, rows }: Table, titleOf: TitleOf): string =>
  table(
    ['System', ...columns.map(({ head }) => head)],
    rows.map(({ system, cells }) => [titleOf(system), ...cells.map((cell) => escape(flat(cell)))]),
  );

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');

/** Names are text: nothing in them may end a cell or begin a tag. */
const escape = (text: string): string =>
  text.replaceAll(/[\\`*_[\]<>|]/g, (sign) => `\\${sign}`).replaceAll(/\s+/g, ' ');

const code = (text: string): string => `\`${text.replaceAll(/[`|\n]/g, '_')}\``;
