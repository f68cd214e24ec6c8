// `facet doctor`
import type { Command } from 'commander';
import { writeFile } from 'node:fs/promises';
import { deviceTitles } from '../../../../models/device.ts';
import { success, type Result } from '../../../../models/failure.ts';
import { fileFailure } from '../../../files/failures.ts';
import { handOver } from '../../../files/private.ts';
import type { DoctorReport, Failure, Repair } from '../../../../preload/contract.ts';

import { declare } from '../command.ts';
import { exit } from '../exit.ts';
import { inSession, type CommonOptions } from '../session.ts';
import { translate } from '../speech.ts';
import { count, fileSize } from '../text/text.ts';

export function declareDoctor(program: Command): void {
  declare(program, 'doctor', {
    runsNetworks: true,
    summary: 'Check device, versions, models, library and disk',
    details: 'Reads every file of models and library and compares it with its checksum.',
    json: 'one object {versions, electron, device, processors, models, library, disks, problems, crashes}; library.repair tells what was mended',
    examples: [
      ['facet doctor', 'says what is in order and what to do about the rest'],
      ['facet doctor --report facet.md', 'writes what helps with an issue: versions, counts, crashes'],
      ['facet doctor --repair', 'mends crops, copies and caches first, and names what it cannot mend'],
    ],
  })
    .option('--repair', 'mend what can be mended: missing and damaged crops, copies and embeddings')
    .option('--report <file>', 'write a report to attach to an issue, without names and paths')
    .action((options: CommonOptions & { readonly repair?: boolean; readonly report?: string }) =>
      inSession(options, async (session) => {
        const report = await session.run('doctor', options.repair === true ? { repair: true } : {});
        if (options.report !== undefined) {
          const written = await writeReport(options.report, report);
          if (!written.ok) return session.fail(written.failure);
        }
        if (session.json) session.print(JSON.stringify(report));
        else if (options.report === undefined) session.say(format(report));
        else
          session.say(
            `${options.report} was written. It holds no names and no paths; read it before you attach it.`,
          );
        return report.problems > 0 ? exit.failed : exit.done;
      }),
    );
}

function format(report: DoctorReport): string {
  const { versions, problems } = report;
  const electron = versions.electron === null ? '' : `, Electron ${versions.electron}`;
  return [
    `Facet ${versions.facet} on ${versions.platform}: Node ${versions.node}${electron}, ONNX Runtime ${versions.onnxRuntime}`,
    ...formatElectron(report.electron),
    ...formatDevice(report.device),
    formatProcessors(report.processors),
    ...report.models.flatMap(formatModel),
    ...formatLibrary(report.library),
    ...report.disks.map(
      ({ use, folder, freeBytes, full }) =>
        `Disk of the ${use}: ${full ? 'only ' : ''}${fileSize(freeBytes)} free (${folder})`,
    ),
    ...formatCrashes(report.crashes),
    problems === 0 ? 'All is well.' : `${count(problems, 'problem')} found.`,
  ].join('\n');
}

function formatCrashes([last, ...others]: DoctorReport['crashes']): string[] {
  if (last === undefined) return [];
  const were = others.length === 0 ? '1 crash was' : `${others.length + 1} crashes were`;
  return [
    `${were} written down, the last one at ${last.at} (${last.where}, ${last.what})`,
    '  Nothing was sent. To help: facet doctor --report FILE, and attach that file to an issue.',
  ];
}

/** A file that is there is not replaced. */
async function writeReport(path: string, report: DoctorReport): Promise<Result<null>> {
  const { builtInIds } = await import('../../../registry/models.ts');
  const { formatSupportReport } = await import('../text/supportReport.ts');
  try {
    await writeFile(path, formatSupportReport(report, new Set(builtInIds)), { flag: 'wx' });
  } catch (error) {
    return fileFailure(error, path);
  }
  handOver(path);
  return success(null);
}

const formatProblem = (what: string, { message, advice }: Failure): string[] => [
  `${what}: ${message}`,
  `  ${advice}`,
];

const formatElectron = (electron: DoctorReport['electron']): string[] =>
  electron === null || electron.warning === null
    ? []
    : [`Window: ${electron.warning.message}`, `  ${electron.warning.advice}`];

function formatDevice(device: DoctorReport['device']): string[] {
  if ('problem' in device) return formatProblem('Device', device.problem);
  const title = deviceTitles[device.kind];
  const line = `Device: ${title}${device.name === title ? '' : `, ${device.name}`}`;
  return device.reason === undefined ? [line] : [line, `  Passed over: ${device.reason}`];
}

const formatProcessors = ({ threads, cores }: DoctorReport['processors']): string =>
  cores === null
    ? `Processors: ${threads}; networks have as many threads as ONNX Runtime counts cores`
    : `Processors: ${threads}; a network has ${count(cores, 'thread')}, one for each core`;

const formatModel = ({ id, title, problem }: DoctorReport['models'][number]): string[] =>
  problem === null
    ? [`Model ${id}: whole${title === null ? '' : ` (${translate(title)})`}`]
    : formatProblem(`Model ${id}`, problem);

function formatLibrary(library: DoctorReport['library']): string[] {
  if ('problem' in library) return formatProblem('Library', library.problem);
  if ('empty' in library) return [`Library: nothing was imported yet (${library.folder})`];
  const { folder, people, photos, faces, unassigned, checkpoints, activeCheckpoint } = library;
  const counts = [
    count(people, 'person', 'people'),
    count(photos, 'photo'),
    count(faces, 'face'),
    count(checkpoints, 'checkpoint'),
  ].join(', ');
  return [
    `Library: ${counts} (${folder})`,
    ...(unassigned > 0 ? [`  ${count(unassigned, 'face')} without a name`] : []),
    ...(activeCheckpoint === null
      ? ['  nothing was learned yet: facet finetune']
      : [`  in use: ${activeCheckpoint}`]),
    ...(library.swept > 0
      ? [`  ${count(library.swept, 'left-over file')} of an interrupted run cleared away`]
      : []),
    ...formatRepair(library.repair),
    ...library.exposed.map((sentence) => `  open to others: ${sentence}`),
    ...library.missing.map((path) => `  missing: ${path}`),
    ...library.unknown.map((path) => `  in no catalogue: ${path}`),
    ...library.ignored.map((path) => `  not Facet's, left alone: ${path}`),
    ...library.broken.map((path) => `  damaged: ${path}`),
    ...library.away.map((path) => `  kept in place, and not there now or changed: ${path}`),
  ];
}

function formatRepair(repair: Repair | null): string[] {
  if (repair === null) return [];
  const { crops, originals, embeddings, failed } = repair;
  const mended = [
    ...(crops > 0 ? [`${count(crops, 'crop')} cut again`] : []),
    ...(originals > 0 ? [`${count(originals, 'original')} put back from another copy`] : []),
    ...(embeddings > 0 ? [`${count(embeddings, 'embedding')} of no use cleared away`] : []),
  ];
  return [
    `  repair: ${mended.length > 0 ? mended.map(translate).join(', ') : 'nothing could be mended or had to be'}`,
    ...failed.flatMap(({ path, reason }) => [
      `  not mended: ${path}`,
      `    ${reason.message} ${reason.advice}`,
    ]),
  ];
}
