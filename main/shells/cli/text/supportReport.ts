// `facet doctor --report`: what helps with an issue, as text that its writer can read before attaching it. It is built from counts, kinds
// and versions alone: no name, no path and no message, which could hold either.
import type { Crash, DoctorReport } from '../../../../preload/contract.ts';
import { count, fileSize } from './text.ts';

/** @param known ids of models that come with Facet or are in its catalogue: others were named by the user */
export function formatSupportReport(report: DoctorReport, known: ReadonlySet<string>): string {
  const { versions, electron, device, processors, models, library, disks, problems, crashes } = report;
  return `${[
    '# Facet: a report on this machine',
    '',
    'It holds versions, counts and kinds of problems, and no names, paths or photos. It was sent nowhere.',
    '',
    `- Facet ${versions.facet}, Node ${versions.node}, Electron ${versions.electron ?? electron?.version ?? 'none'}, ONNX Runtime ${versions.onnxRuntime}`,
    `- ${versions.platform}`,
    'problem' in device
      ? `- device: ${device.problem.kind}`
      : `- device: ${device.kind}, ${device.name}${device.reason === undefined ? '' : ' (not CUDA)'}`,
    `- processors: ${processors.threads}, cores: ${processors.cores ?? 'not counted'}`,
    ...models.map(
      ({ id, problem }, at) =>
        `- model ${known.has(id) ? id : `of the user's own, ${at + 1}`}: ${problem?.kind ?? 'whole'}`,
    ),
    ...libraryLines(library),
    ...disks.map(
      ({ use, freeBytes, full }) =>
        `- disk of the ${use}: ${fileSize(freeBytes, (n, digits) => n.toFixed(digits))} free${full ? ', too little' : ''}`,
    ),
    `- ${count(problems, 'problem')}`,
    '',
    '## Crashes on this machine',
    '',
    ...(crashes.length === 0 ? ['None.'] : crashes.flatMap(crashLines)),
  ].join('\n')}\n`;
}

function libraryLines(library: DoctorReport['library']): readonly string[] {
  if ('problem' in library) return [`- library: ${library.problem.kind}`];
  if ('empty' in library) return ['- library: nothing was imported yet'];
  const {
    people,
    photos,
    faces,
    unassigned,
    checkpoints,
    missing,
    unknown,
    ignored,
    broken,
    exposed,
    swept,
  } = library;
  const counts = { people, photos, faces, unassigned, checkpoints, swept };
  const lists = { missing, unknown, ignored, broken, exposed };
  const parts = [
    ...Object.entries(counts).map(([name, value]) => `${name} ${value}`),
    ...Object.entries(lists).map(([name, list]) => `${name} ${list.length}`),
  ];
  return [`- library: ${parts.join(', ')}`];
}

const crashLines = ({ at, facet, where, what, frames }: Crash): readonly string[] => [
  `- ${at}, Facet ${facet}, ${where}: ${what}`,
  ...frames.map((frame) => `  - ${frame}`),
];
