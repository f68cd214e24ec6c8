// `facet identify`
import { Option, type Command } from 'commander';
import type { IdentifiedFace, IdentifiedPhoto } from '../../../../preload/contract.ts';
import { declare } from '../command.ts';
import { formatCsv } from '../text/csv.ts';
import { exit } from '../exit.ts';
import { inSession, type CommonOptions } from '../session.ts';
import { describeLeftOut, NOTHING_READ } from '../text/leftOut.ts';
import { percent } from '../text/text.ts';

interface Options extends CommonOptions {
  readonly csv?: boolean;
  readonly annotate?: string;
  readonly detector?: string;
}

export function declareIdentify(program: Command): void {
  declare(program, 'identify <paths...>', {
    summary: 'Name the faces in photos',
    details: 'Folders are searched for photos. Faces of people who are not in the library are Unknown.',
    json: 'a line for each photo, {path, width, height, faces: [{box: [x, y, w, h], landmarks, name | null, score, margin, confidence, quality, pose}]}, or {path, error: {kind, message, advice}}',
    examples: [
      ['facet identify party.jpg', 'who is in the photo'],
      ['facet identify holidays/ --csv > names.csv', 'a row for each face in a folder of photos'],
      ['facet identify party.jpg --annotate named/', 'writes a copy with boxes and names drawn'],
    ],
  })
    .addOption(new Option('--csv', 'print comma-separated values, a row for each face').conflicts('json'))
    .option('--annotate <dir>', 'write copies with boxes and names drawn into this folder')
    .option('--detector <id>', 'which model finds the faces (default: blazeface)')
    .action((paths: string[], options: Options) =>
      inSession(options, async (session) => {
        const format = session.json ? formatJson : options.csv === true ? formatRows : formatText;
        const print = session.json || options.csv === true ? session.print : session.say;
        if (options.csv === true) session.print(formatCsv(columns));
        const { annotate, detector } = options;
        const { photos, skipped, leftOut } = await session.run(
          'photos.identify',
          {
            paths,
            ...(annotate === undefined ? {} : { annotate }),
            ...(detector === undefined ? {} : { detector }),
          },
          { identified: (photo) => print(format(photo)) },
        );
        describeLeftOut(leftOut).forEach(session.remark);
        if (photos === 0) session.remark(NOTHING_READ);
        return skipped > 0 || photos === 0 ? exit.someSkipped : exit.done;
      }),
    );
}

const columns = [
  ...['path', 'face', 'x', 'y', 'width', 'height', 'name', 'score', 'margin', 'confidence', 'quality'],
  ...['yaw', 'pitch', 'roll', 'error'],
];

/** Hundredths of a pixel and of a degree; scores to six digits. */
const coarse = (value: number): number => Math.round(value * 100) / 100;
const fine = (value: number): number => Math.round(value * 1e6) / 1e6;

function formatJson(photo: IdentifiedPhoto): string {
  if ('error' in photo) return JSON.stringify({ path: photo.path, error: photo.error });
  const { path, width, height, faces } = photo;
  return JSON.stringify({ path, width, height, faces: faces.map(rounded) });
}

const rounded = (face: IdentifiedFace) => ({
  box: face.box.map(coarse),
  landmarks: face.landmarks.map((point) => point.map(coarse)),
  name: face.name,
  score: fine(face.score),
  margin: fine(face.margin),
  confidence: fine(face.confidence),
  quality: fine(face.quality),
  pose: { yaw: coarse(face.pose.yaw), pitch: coarse(face.pose.pitch), roll: coarse(face.pose.roll) },
});

/** A photo without faces has one row, so that no photo is missing. */
function formatRows(photo: IdentifiedPhoto): string {
  const blank = (width: number) => Array<null>(width).fill(null);
  if ('error' in photo) return formatCsv([photo.path, ...blank(columns.length - 2), photo.error.message]);
  if (photo.faces.length === 0) return formatCsv([photo.path, ...blank(columns.length - 1)]);
  return photo.faces
    .map(rounded)
    .map(({ box, name, score, margin, confidence, quality, pose }, index) =>
      formatCsv([
        ...[photo.path, index + 1, ...box, name, score, margin, confidence, quality],
        ...[pose.yaw, pose.pitch, pose.roll, null],
      ]),
    )
    .join('\r\n');
}

function formatText(photo: IdentifiedPhoto): string {
  if ('error' in photo) return `${photo.path}: ${photo.error.message}`;
  if (photo.faces.length === 0) return `${photo.path}: no faces`;
  // As people read a photo: from left to right.
  const inOrder = [...photo.faces].sort((a, b) => a.box[0] - b.box[0]);
  const names = inOrder.map(({ name, confidence }) =>
    name === null ? 'Unknown' : `${name} (${percent(confidence)})`,
  );
  return `${photo.path}: ${names.join(', ')}`;
}
