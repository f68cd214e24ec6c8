// The files that describe a data set, as each format's readers expect them. Boxes come in pixels of the upright photo.
import type { DatasetFormat } from '../../../preload/contract.ts';
import type { Box } from '../../../preload/contract.ts';

export interface DatasetFace {
  /** Who it is; the name for strangers among them. */
  readonly label: string;
  readonly box: Box;
}

export interface DatasetPhoto {
  /** The file's name in its folder. */
  readonly file: string;
  readonly width: number;
  readonly height: number;
  readonly takenAt: string | null;
  readonly faces: readonly DatasetFace[];
}

interface Layout {
  /** Folder of the photos. */
  readonly folder: string;
  /** The file of labels, from the data set's folder, and what it says. */
  readonly labels: (photos: readonly DatasetPhoto[], classes: readonly string[]) => readonly [string, string];
}

/** Those that label whole photos with boxes; ImageFolder labels crops by their folders. */
export const layouts: Readonly<Record<Exclude<DatasetFormat, 'imagefolder'>, Layout>> = {
  // Hugging Face: huggingface.co/docs/datasets/image_dataset. Names of folders count no more once there is metadata.
  huggingface: {
    folder: 'train',
    labels: (photos) => [
      'train/metadata.jsonl',
      photos
        .map(({ file, width, height, faces }) =>
          JSON.stringify({
            file_name: file,
            width,
            height,
            objects: {
              bbox: faces.map(({ box }) => box.map(hundredths)),
              categories: faces.map(({ label }) => label),
            },
          }),
        )
        .map((line) => `${line}\n`)
        .join(''),
    ],
  },
  // COCO: cocodataset.org/#format-data. Pixels from the top left; ids from 1.
  coco: {
    folder: 'data',
    labels: (photos, classes) => ['labels.json', json(cocoOf(photos, classes))],
  },
  // FiftyOne's FiftyOneImageDetectionDataset. Shares of the photo from the top left, by the file's name without its ending.
  fiftyone: {
    folder: 'data',
    labels: (photos, classes) => [
      'labels.json',
      json({
        classes,
        labels: Object.fromEntries(
          photos.map(({ file, width, height, faces }) => [
            file.slice(0, file.lastIndexOf('.')),
            faces.map(({ label, box: [x, y, w, h] }) => ({
              label: classes.indexOf(label),
              bounding_box: [x / width, y / height, w / width, h / height].map(millionths),
            })),
          ]),
        ),
      }),
    ],
  },
};

function cocoOf(photos: readonly DatasetPhoto[], classes: readonly string[]): unknown {
  const boxes = photos.flatMap(({ faces }, at) => faces.map((face) => ({ ...face, image: at + 1 })));
  return {
    info: { description: 'Faces of people', version: '1.0' },
    licenses: [],
    images: photos.map(({ file, width, height, takenAt }, at) => ({
      id: at + 1,
      file_name: file,
      width,
      height,
      ...(takenAt === null ? {} : { date_captured: takenAt.replace('T', ' ') }),
    })),
    annotations: boxes.map(({ label, box, image }, at) => {
      const bbox = box.map(hundredths);
      const [, , width = 0, height = 0] = bbox;
      const category = classes.indexOf(label) + 1;
      return {
        ...{ id: at + 1, image_id: image, category_id: category, bbox },
        ...{ area: hundredths(width * height), iscrowd: 0, segmentation: [] },
      };
    }),
    categories: classes.map((name, at) => ({ id: at + 1, name, supercategory: 'person' })),
  };
}

const json = (content: unknown): string => `${JSON.stringify(content, null, 1)}\n`;
const hundredths = (value: number): number => Math.round(value * 100) / 100;
const millionths = (value: number): number => Math.round(value * 1e6) / 1e6;

/** Names that systems keep for themselves, whatever follows the first dot. */
const RESERVED = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i;

/** A folder for each label: a name that every system takes, and no two alike. */
export function folderNames(labels: readonly string[]): ReadonlyMap<string, string> {
  const taken = new Set<string>();
  return new Map(
    labels.map((label) => {
      const plain = label
        .replaceAll(/[/\\:*?"<>|]/g, '_')
        .replace(/^\.+/, '_')
        .replace(/[. ]+$/, '_')
        .slice(0, 80);
      const stem = RESERVED.test(plain) ? `_${plain}` : plain;
      let name = stem;
      for (let number = 2; taken.has(name.toLowerCase()); number++) name = `${stem} (${number})`;
      taken.add(name.toLowerCase());
      return [label, name];
    }),
  );
}
