// `facet identify`
import { Option, type Command } from 'commander';
import {
  suggestionOf,
  type IdentifiedFace,
  type IdentifiedPhoto,
  type IdentityCandidate,
} from '../../../../../preload/contract.ts';
import { declare } from '../../command.ts';
import { parsePositive, parseShare } from '../../parse.ts';
import { formatCsv } from '../../text/csv.ts';
import { exit } from '../../exit.ts';
import { addDetectorOptions, detectorChoice, type DetectorOptions } from '../../detectorOptions.ts';
import { translate } from '../../speech.ts';
import { inSession, type CommonOptions } from '../../session.ts';
import { ageOf } from '../../text/age.ts';
import { describeLeftOut, NOTHING_READ } from '../../text/leftOut.ts';
import { count, percent, plainPercent } from '../../text/text.ts';

interface Options extends CommonOptions, DetectorOptions {
  readonly csv?: boolean;
  readonly annotate?: string;
  readonly fpir?: number;
  readonly top?: number;
  readonly gallery?: string;
}

export function declareIdentify(program: Command): void {
  const command: Command = declare(program, 'identify <paths...>', {
    runsNetworks: true,
    summary: 'Name the faces in photos',
    details:
      'Folders are searched for photos. Faces of people who are not in the library are Unknown; one that would be named if 3%' +
      ' of strangers might be is said to be perhaps somebody.',
    json: 'a line for each photo, {path, width, height, faces: [{box: [x, y, w, h], landmarks, name | null, score, margin, confidence, candidates: [{name, confidence}], rate | null, quality, pose}]}, or {path, error: {kind, message, advice}}',
    examples: [
      ['facet identify party.jpg', 'who is in the photo'],
      ['facet identify holidays/ --csv > names.csv', 'a row for each face in a folder of photos'],
      ['facet identify party.jpg --annotate named/', 'writes a copy with boxes and names drawn'],
      [
        'facet identify party.jpg --fpir 0.1% --top 3',
        'stricter, and the three likeliest people of each face',
      ],
      [
        'facet identify door.jpg --gallery postgres://door@db.example.org/facet',
        'looks for the people of a shared gallery',
      ],
    ],
  })
    .addOption(new Option('--csv', 'print comma-separated values, a row for each face').conflicts('json'))
    .option('--annotate <dir>', 'write copies with boxes and names drawn into this folder')
    .option(
      '--fpir <share>',
      'share of strangers that may be given a name, such as 0.01 or 1% (default: what was learned with)',
      parseShare,
    )
    .option('--top <n>', 'how many candidates each face has (default: 1)', parsePositive)
    .option(
      '--gallery <address>',
      'look for the people of a shared gallery, such as postgres://USER@HOST/facet; the password comes from PGPASSWORD',
    );
  addDetectorOptions(command).action((paths: string[], options: Options) =>
    inSession(options, async (session) => {
      const format = session.json ? formatJson : options.csv === true ? formatRows : formatText;
      const print = session.json || options.csv === true ? session.print : session.say;
      if (options.csv === true) session.print(formatCsv(columns));
      const { annotate, fpir, top, gallery } = options;
      const { photos, skipped, leftOut } = await session.run(
        'photos.identify',
        {
          paths,
          ...(annotate === undefined ? {} : { annotate }),
          ...detectorChoice(options),
          ...(fpir === undefined ? {} : { fpir }),
          ...(top === undefined ? {} : { top }),
          ...(gallery === undefined ? {} : { gallery }),
        },
        {
          identified: (photo) => print(format(photo)),
          gallery: ({ people, copy }) => {
            if (copy !== null) {
              session.remark(
                `facet: ${copy.why.message} Names come from the last copy, with ${count(people, 'person', 'people')}, which is ${ageOf(copy.from)} old.`,
              );
            }
          },
        },
      );
      describeLeftOut(leftOut).forEach(session.remark);
      if (photos === 0) session.remark(NOTHING_READ);
      return skipped > 0 || photos === 0 ? exit.someSkipped : exit.done;
    }),
  );
}

const columns = [
  ...['path', 'face', 'x', 'y', 'width', 'height', 'name', 'score', 'margin', 'confidence', 'quality'],
  ...['yaw', 'pitch', 'roll', 'error', 'candidates', 'rate'],
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
  candidates: face.candidates.map(({ name, confidence }) => ({ name, confidence: fine(confidence) })),
  rate: face.rate === null ? null : fine(face.rate),
  quality: fine(face.quality),
  pose: { yaw: coarse(face.pose.yaw), pitch: coarse(face.pose.pitch), roll: coarse(face.pose.roll) },
});

/** A photo without faces has one row, so that no photo is missing. */
function formatRows(photo: IdentifiedPhoto): string {
  const blank = (width: number) => Array<null>(width).fill(null);
  if ('error' in photo)
    return formatCsv([photo.path, ...blank(columns.length - 4), photo.error.message, ...blank(2)]);
  if (photo.faces.length === 0) return formatCsv([photo.path, ...blank(columns.length - 1)]);
  return photo.faces
    .map(rounded)
    .map(({ box, name, score, margin, confidence, candidates, rate, quality, pose }, index) =>
      formatCsv([
        ...[photo.path, index + 1, ...box, name, score, margin, confidence, quality],
        ...[
          pose.yaw,
          pose.pitch,
          pose.roll,
          null,
          candidates.map(describeWith(plainPercent)).join('; '),
          rate,
        ],
      ]),
    )
    .join('\r\n');
}

const describeWith =
  (write: (share: number) => string) =>
  ({ name, confidence }: IdentityCandidate): string =>
    `${name} ${write(confidence)}`;

function formatText(photo: IdentifiedPhoto): string {
  if ('error' in photo) return `${photo.path}: ${translate(photo.error.message)}`;
  if (photo.faces.length === 0) return `${photo.path}: no faces`;
  // As people read a photo: from left to right.
  const inOrder = [...photo.faces].sort((a, b) => a.box[0] - b.box[0]);
  const names = inOrder.map((face) => {
    const suggestion = suggestionOf(face);
    const who =
      face.name !== null
        ? `${face.name} (${percent(face.confidence)})`
        : suggestion === null
          ? translate('Unknown')
          : translate(`Unknown (perhaps ${suggestion.name}, ${percent(suggestion.confidence)})`);
    return face.candidates.length < 2
      ? who
      : `${who} [${face.candidates.map(describeWith(percent)).join('; ')}]`;
  });
  return `${photo.path}: ${names.join(', ')}`;
}
