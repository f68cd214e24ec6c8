// Two checkpoints side by side, for people.
import type {
  CheckpointComparison,
  ComparedCheckpoint,
  Overlap,
  PairedAnswers,
} from '../../../../preload/contract.ts';
import { translate } from '../speech.ts';
import { count, percent } from './text.ts';

export async function describeComparison(comparison: CheckpointComparison): Promise<string> {
  const { formatTable } = await import('./table.ts');
  const { a, b, people, photos, faces, heldOut, newFaces } = comparison;
  const table = formatTable(
    ['', 'A', 'B'],
    facts.map(([name, tell]) => [translate(name), tell(a), tell(b)]),
  );
  const lines = [
    describeKin(comparison),
    `People: ${describeNames(people)}.`,
    `Photos: ${describeCounts(photos)}. Faces: ${describeCounts(faces)}.`,
    heldOut === null
      ? 'One of the two keeps no answers on held-out faces.'
      : describeAnswers('held out of both', heldOut),
    'problem' in newFaces
      ? `New faces cannot be named by both: ${newFaces.problem.message}`
      : describeAnswers('new to both', newFaces),
  ];
  return `${table}\n\n${lines.join('\n')}`;
}

const facts: readonly (readonly [string, (checkpoint: ComparedCheckpoint) => string])[] = [
  ['checkpoint', ({ id, active }) => (active ? translate(`${id} (in use)`) : id)],
  ['made', ({ createdAt }) => createdAt.slice(0, 16).replace('T', ' ')],
  ['method', ({ method }) => method],
  ['training', ({ training }) => describeTraining(training)],
  ['encoder', ({ encoder }) => encoder],
  ['digest', ({ encoderDigest }) => encoderDigest.slice(0, 12)],
  ['seed', ({ seed }) => String(seed)],
  ['FPIR', ({ fpir }) => percent(fpir)],
  ['strangers', ({ cohort }) => (cohort === null ? translate('none: enrolled people only') : cohort.source)],
  ['people', ({ people }) => String(people)],
  ['faces', ({ faces }) => String(faces)],
  ['held out', ({ heldOut }) => describeRate(heldOut)],
  ['made after', ({ parent }) => parent ?? translate('nothing')],
];

function describeTraining(training: ComparedCheckpoint['training']): string {
  if (training === null) return translate('none');
  const { from, anchor, wise, rows, phases, stopped } = training;
  const parts = phases.map(({ phase, steps, peak }) => `${phase} ${steps} x ${peak}`);
  return [
    ...parts,
    ...(from === null ? [] : [`from ${from}`]),
    ...(anchor === 'text' ? ['anchored on text'] : []),
    `batches of ${rows}`,
    ...(wise === null ? [] : [`WiSE ${wise}`]),
    ...(stopped === null ? [] : ['stopped early']),
  ]
    .map(translate)
    .join(', ');
}

const describeRate = (heldOut: ComparedCheckpoint['heldOut']): string =>
  heldOut === null
    ? '-'
    : translate(`${percent(heldOut.rate)} (${percent(heldOut.low)} to ${percent(heldOut.high)})`);

function describeKin({ a, b, ancestor }: CheckpointComparison): string {
  if (a.id === b.id) return 'These are the same checkpoint.';
  if (ancestor === null) return 'They have no checkpoint in common that one or the other was made after.';
  const { id, stepsA, stepsB } = ancestor;
  if (stepsA === 0) return `B was made ${count(stepsB, 'checkpoint')} after A.`;
  if (stepsB === 0) return `A was made ${count(stepsA, 'checkpoint')} after B.`;
  return `Both come from ${id}: A ${count(stepsA, 'checkpoint')} later, B ${count(stepsB, 'checkpoint')} later.`;
}

function describeNames({ both, onlyA, onlyB }: Overlap<readonly string[]>): string {
  const rest = (what: string, names: readonly string[]) =>
    names.length === 0 ? [] : [`only in ${what}: ${names.join(', ')}`];
  return [`${both.length} in both`, ...rest('A', onlyA), ...rest('B', onlyB)].join('; ');
}

const describeCounts = ({ both, onlyA, onlyB }: Overlap<number>): string =>
  `${both} in both, ${onlyA} only in A, ${onlyB} only in B`;

function describeAnswers(what: string, answers: PairedAnswers): string {
  const { faces, bothRight, onlyARight, onlyBRight, bothWrong, changed, pValue } = answers;
  if (faces === 0) return `No faces are ${what}.`;
  const right = `both are right on ${bothRight}, only A on ${onlyARight}, only B on ${onlyBRight}, neither on ${bothWrong}`;
  return `On ${count(faces, 'face')} ${what}, ${right}; ${count(changed, 'answer differs', 'answers differ')} (McNemar: p = ${pValue.toPrecision(2)}).`;
}
