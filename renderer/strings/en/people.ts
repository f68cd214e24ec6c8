// People, and one person’s faces.
import type { PersonWarning } from '../../../preload/window.ts';
import { count } from './count.ts';
import { deleted } from './general.ts';

export const peopleScreen = {
  title: 'People',
  lead: 'A few photos from several sides are enough.',
  add: 'Add person',
  addTitle: 'Add a person',
  name: 'Name',
  namePlaceholder: 'Such as Ada Lovelace',
  emptyTitle: 'Nobody here yet',
  emptyText: 'Drop photos or a folder of folders, one per person, or let the camera guide you.',
  emptyImport: 'Import photos',
  emptyCapture: 'Use the camera',
  emptyTry: 'Try it without your photos',
  search: 'Find a person',
  noMatch: (query: string) => `Nobody is called “${query}”.`,
  order: 'Order',
  byName: 'By name',
  byMost: 'Most faces first',
  byFewest: 'Fewest faces first',
  same: {
    title: 'Two people who look the same',
    question: (a: string, b: string) => `${a} and ${b} look the same. Are they one person?`,
    merge: (name: string) => `Merge as ${name}`,
    two: 'Two people',
    apart: (a: string, b: string) => `Remembered: ${a} and ${b} are two people`,
  },
  menu: (name: string) => `Actions for ${name}`,
  rename: 'Rename',
  renameTitle: (name: string) => `Rename ${name}`,
  merge: 'Merge into …',
  mergeTitle: (name: string) => `Merge ${name} into somebody`,
  mergeText: (name: string) => `All faces of ${name} move to the person that you choose. You can undo this.`,
  mergeInto: 'Merge into',
  merged: (from: string, into: string) => `${from} is now part of ${into}`,
  split: 'Split …',
  remove: 'Remove …',
  removeTitle: (name: string) => `Remove ${name}?`,
  removeText: (photos: string) =>
    `This erases ${photos}, every crop and every embedding from this machine. This cannot be undone.`,
  removeKnown: (n: number) =>
    `${count(n, 'checkpoint')} still ${n === 1 ? 'knows' : 'know'} this person. Finetune again afterwards, and the new checkpoint will not.`,
  removeBackedUp:
    'Backups that were made before still hold this person, until newer ones have replaced them.',
  removeFaceless: (n: number) =>
    `${count(n, 'photo')} without a face ${n === 1 ? 'stays' : 'stay'}: nothing says whether this person is in ${n === 1 ? 'it' : 'them'}. See Unnamed.`,
  knownBy: 'Checkpoints that still know this person',
  removeCheckpoints: 'Erase these checkpoints as well',
  removeConfirm: 'Erase',
  removed: (name: string) => `${name} was erased`,
  retrain: 'Finetune now',
  consent: 'Consent note',
  consentText: 'Who agreed to be recognised, and when. It stays beside the photos.',
  hide: 'Hide',
  hidden: (name: string) => `${name} is hidden`,
  showHidden: (n: number) => `Hidden: ${n} …`,
  hiddenTitle: 'Hidden people',
  hiddenText: 'They are kept and recognised, but named on no screen and in nothing that goes out.',
  showAgain: (name: string) => `Show ${name} again`,
  shownAgain: (name: string) => `${name} is shown again`,
  born: 'Date of birth',
  bornMenu: 'Date of birth …',
  bornText: (name: string) =>
    `With it Facet shows how old ${name} was in each photo. Leave it empty if you do not know it.`,
  capture: 'Capture with camera',
  export: 'Export as ZIP …',
  exportTitle: (name: string) => `Export ${name} as ZIP`,
  exported: (name: string) => `${name} was exported`,
  quality: 'Quality',
  warnings: (warning: PersonWarning): string => {
    switch (warning.kind) {
      case 'too-few':
        return `Only ${count(warning.faces, 'face')}: add more`;
      case 'too-similar':
        return `${count(warning.faces, 'face')} nearly alike`;
      case 'one-session':
        return 'All from one day';
      case 'weak':
        return `${count(warning.faces, 'face')} blurred, dark or small`;
      case 'doubtful':
        return `${count(warning.faces, 'face')} may be wrong`;
      default:
        return warning satisfies never;
    }
  },
  covered: (n: number) => `${n} of 5 directions covered`,
} as const;

export const person = {
  back: 'All people',
  bornOn: (date: string) => `born ${date}`,
  named: (name: string, age: number | null) => (age === null ? name : `${name}, ${age}`),
  draw: 'Draw a face',
  drawStop: 'Do not draw',
  drawText:
    'Drag a box around a face that was not found. With the keyboard: arrow keys move the box, with Shift they resize it.',
  drawArea: 'Box around a face: arrow keys move it, with Shift they resize it',
  drawnBox: (x: number, y: number, width: number, height: number) =>
    `Box at ${x}, ${y}, of ${width} by ${height} pixels`,
  drawAdd: 'Add face',
  drawWhose: 'Whose face is it?',
  drawn: (name: string | null) =>
    name === null ? 'The face was added to Unnamed' : `The face was given to ${name}`,
  drawnMark: 'Drawn by hand',
  estimated: 'Drawn by hand; nothing in the box looks like a face, so nothing is learned from it',
  emptyTitle: 'No faces yet',
  emptyText: 'Import photos of this person or capture them with the camera.',
  pose: 'Direction',
  anyPose: 'Any direction',
  quality: 'Quality',
  date: 'Date',
  anyDate: 'Any date',
  undated: 'Without a date',
  anyQuality: 'Any quality',
  lowQuality: 'Weak only',
  highQuality: 'Good only',
  order: 'Order',
  byDate: 'Newest first',
  byDoubt: 'Most doubtful first',
  byGroup: 'Duplicates together',
  noMatch: 'No face passes this filter.',
  selected: (n: number) => `${n} selected`,
  move: 'Move to …',
  moveTitle: (n: number) => `Move ${count(n, 'face')}`,
  moveText: 'Choose a person, or type a new name.',
  splitTitle: (name: string) => `Split ${name}`,
  splitText: (n: number) =>
    `If these are two people, ${n === 1 ? 'this face is' : `these ${n} faces are`} the other one’s. Whose? Cancel to change the selection first.`,
  splitting: 'Looking for faces that may be somebody else’s …',
  chosenFaces: 'Faces to move',
  moreFaces: (n: number) => `and ${n} more`,
  moved: (n: number, name: string) => `${count(n, 'face')} moved to ${name}`,
  remove: 'Delete',
  removed: deleted,
  removePhoto: 'Delete photo',
  deny: 'Not this person',
  denied: (n: number, name: string) => `${count(n, 'face')} will not be taken for ${name} again`,
  clear: 'Clear selection',
  faceNumber: (n: number) => `Face ${n}`,
  qualityOf: (share: string) => `Quality ${share}`,
  face: (n: number, direction: string, quality: string) => `Face ${n}: ${direction} ${quality}`,
  duplicate: 'Near-duplicate',
  doubtful: 'May be somebody else',
  keys: [
    ['Space', 'select'],
    ['Enter', 'show photo'],
    ['M', 'move'],
    ['N', 'not this person'],
    ['Del', 'delete'],
  ],
  original: (name: string) => `Original photo ${name}`,
  grid: (name: string) => `Faces of ${name}`,
  dropHint: (name: string) => `Drop to give to ${name}`,
  others: 'Drag faces onto a person',
} as const;
