// Identify and Evaluate.
import { count } from './count.ts';

export const identify = {
  title: 'Identify',
  lead: 'Names on the live camera, on photos and on folders.',
  live: 'Camera',
  photos: 'Photos',
  start: 'Start camera',
  needs: 'There is no checkpoint yet.',
  needsText: 'Import photos and finetune once; then faces get their names here.',
  toFinetune: 'Go to Finetune',
  log: 'Sightings',
  logEmpty: 'Faces that are seen appear here.',
  export: 'Export CSV',
  annotate: 'Save annotated …',
  tag: 'Write names beside photos …',
  tagTitle: 'Write names beside photos',
  tagText:
    'Beside each photo with somebody in it, an XMP file gets the names and boxes of its faces, for other photo applications. The photos are not touched, and what other programs wrote stays.',
  tagAct: 'Write names',
  tagged: (written: number, photos: number) =>
    written === 0
      ? `The files beside ${count(photos, 'photo')} say so already`
      : `Names were written beside ${count(written, 'photo')}`,
  untagged: (n: number) => `${count(n, 'photo')} could not be given names`,
  naming: 'Naming the faces',
  annotating: 'Writing annotated copies',
  tagging: 'Writing names',
  confirm: 'Right',
  giveName: 'Give a name',
  wasRight: 'Right',
  wasWrong: 'Wrong',
  confirmKey: 'Y',
  deny: 'Not this person',
  denyKey: 'N',
  confirmed: (name: string) => `Remembered as ${name}`,
  denied: (name: string) => `Remembered: not ${name}`,
  rate: (fps: number) => `${fps.toFixed(0)} a second`,
  strictness: 'How strict',
  strictnessOf: {
    live: 'Share of strangers that may get a name on this camera',
    photos: 'Share of strangers that may get a name or a suggestion on photos; above 1% it is a suggestion',
  },
  fixed: 'An older Facet made this checkpoint: its threshold stays until you finetune again.',
  drop: 'Drop photos or folders to name the faces',
  again: 'Name more photos',
  failed: 'Could not be read',
  noFace: 'No face found',
  saved: (n: number, folder: string) => `${count(n, 'annotated photo')} saved in ${folder}`,
} as const;

export const evaluate = {
  title: 'Evaluate',
  lead: 'How often names are right here, and how often strangers get one.',
  library: 'Evaluate my library',
  again: 'Evaluate again',
  libraryText:
    'Every encoder on this machine, side by side. Each face is named by a recogniser trained without it, and tried as a stranger on one trained without its person. Your library does not change.',
  paper: 'The paper’s experiment …',
  paperText:
    'Ten people of each set of photos in the folder are enrolled from a few photos. Every system on this machine then searches for their other photos and for strangers.',
  paperFolder: 'Folder with a folder of photos for each person, or several such sets',
  run: 'Run',
  running: 'Evaluating',
  cancelled: 'Cancelled; nothing was measured.',
  needs: 'Import photos of at least two people first, two photos or more of one of them.',
  export: 'Export …',
  exportText: 'A page that needs no network (.html), tables as text (.md), or all numbers (.json).',
  exportPath: 'File, ending in .html, .md or .json',
  exported: (file: string) => `${file} was written`,
} as const;
