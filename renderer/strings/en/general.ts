// What every screen says.
import type { Change, Deletion, Direction } from '../../../preload/window.ts';
import { english } from '../../../models/language/writing.ts';
import { count } from './count.ts';

/** Faces, or photos with the faces in them. */
export const deleted = ({ faces, photos }: Deletion): string =>
  `${photos === 0 ? count(faces, 'face') : count(photos, 'photo')} deleted`;

export const general = {
  application: 'Facet',
  cancel: 'Cancel',
  close: 'Close',
  again: 'Try again',
  done: 'Done',
  show: 'Show',
  /** Brings more rows of a long list. */
  showMore: (n: number) => `Show ${english.number(n)} more`,
  save: 'Save',
  undo: 'Undo',
  undone: (change: Change): string => {
    const what = (): string => {
      switch (change.kind) {
        case 'added':
          return `${change.name} added`;
        case 'changed':
          return `${change.name} changed`;
        case 'renamed':
          return `${change.before} renamed to ${change.name}`;
        case 'born':
          return `date of birth of ${change.name} changed`;
        case 'consent':
          return `consent note of ${change.name} changed`;
        case 'imported':
          return change.name === null ? 'photos added' : `photos of ${change.name} added`;
        case 'merged':
          return `${change.name} merged into ${change.into}`;
        case 'moved':
          return `${count(change.faces, 'face')} moved`;
        case 'deleted':
          return deleted(change);
        case 'ignored':
          return `${count(change.faces, 'face')} as before`;
        case 'hidden':
          return `${change.name} hidden`;
        case 'shown':
          return `${change.name} shown again`;
        case 'drawn':
          return change.name === null ? 'a face drawn' : `a face of ${change.name} drawn`;
        case 'denied':
          return `${count(change.faces, 'face')} not ${change.name}`;
        case 'right':
          return `“${change.name}” was right`;
        case 'wrong':
          return `“${change.name}” was wrong`;
        default:
          return change satisfies never;
      }
    };
    return `Undone: ${what()}`;
  },
  messages: 'Messages',
  nothingToUndo: 'There is nothing to undo.',
  unknown: 'Unknown',
  perhaps: (name: string, confidence: number) => `perhaps ${name} (${english.percent(confidence)})`,
  percent: (share: number, digits = 0) => english.percent(share, digits),
  /** How far something is: `3 of 40`. */
  doneOf: (done: string, total: string) => `${done} of ${total}`,
  /** As keyboards of the language call them. */
  keyNames: { space: 'Space', delete: 'Del' },
  units: {
    seconds: (n: number) => `${english.number(n)} s`,
    minutes: (n: number) => `${english.number(n)} min`,
    kilobytes: (n: number) => `${english.number(n)} kB`,
    megabytes: (n: number, digits: number) => `${english.number(n, digits)} MB`,
  },
  faces: (n: number) => count(n, 'face'),
  photos: (n: number) => count(n, 'photo'),
  people: (n: number) => count(n, 'person', 'people'),
  /** Encoders by their ids, as people say them; what the user added is called as the user called it. */
  encoder: (id: string): string => {
    const named: Record<string, string> = {
      duo: 'Built-in model',
      starter: 'Built-in model for training',
      'clip-rn50': 'CLIP-RN50',
      'clip-vit-b32': 'CLIP ViT-B/32',
      'clip-vit-b16': 'CLIP ViT-B/16',
      'laion-vit-b32': 'LAION’s CLIP',
      'farl-vit-b16': 'FaRL',
      sface: 'SFace',
      auraface: 'AuraFace',
    };
    return named[id] ?? id;
  },
  engineDied: 'The recognition engine stopped. Facet restarts it with the next photo; nothing is lost.',
  engineRestarted: 'The recognition engine is running again.',
  engineFailed: 'The recognition engine cannot be started.',
  unrated: 'The quality network cannot be used.',
  bug: 'Something went wrong in the window. What was stored is safe.',
  unreadable: {
    message: 'The file can no longer be read.',
    advice: 'It was moved, changed or deleted after you chose it. Choose it again.',
  },
  tooLarge: {
    message: 'The file is larger than 200 MB.',
    advice: 'Save the photo as a smaller JPEG and choose that.',
  },
  line: {
    lost: {
      message: 'Facet is not responding',
      advice:
        'Its server ended or is busy. Nothing that was stored is lost. Start Facet again and open the address that it prints.',
    },
    refused: {
      message: 'This address is not valid',
      advice:
        'Facet or the browser was started again since. Open the last address in the terminal in which Facet runs, or start it anew with npm start -- --web.',
    },
  },
  /** What background work gives way to. */
  givingWay: {
    camera: 'Background work goes slowly while a camera is open.',
    battery: 'Background work is paused: this machine runs on battery.',
  },
  navigation: {
    label: 'Screens',
    people: 'People',
    import: 'Import',
    unnamed: 'Unnamed',
    capture: 'Capture',
    finetune: 'Finetune',
    identify: 'Identify',
    evaluate: 'Evaluate',
    settings: 'Models & settings',
    help: 'Help',
  },
  directions: {
    front: 'Front',
    left: 'Left',
    right: 'Right',
    up: 'Up',
    down: 'Down',
  } satisfies Record<Direction, string>,
} as const;
