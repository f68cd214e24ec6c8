// The first minutes, and the larger model.
import type { PairedAnswers } from '../../../preload/window.ts';
import { count } from './count.ts';

export const welcome = {
  title: 'Welcome to Facet',
  lead: 'Facet learns to recognise people from a few photos each, and then names the faces in new photos and on camera.',
  does: [
    'Everything happens on this machine: photos, faces and names never leave it.',
    'A stranger stays Unknown: Facet gives a name only when it is sure.',
    'You see what it learned from, and can erase anyone for good.',
  ],
  doesNot: [
    'Ask for an account, use a cloud, or report what you do.',
    'Guess age, gender, mood or origin.',
    'Serve surveillance, or decide about people.',
  ],
  doesTitle: 'What it does',
  doesNotTitle: 'What it does not do',
  library: 'Your library',
  libraryText: 'A plain folder that you can read, copy and back up.',
  libraryMove: 'Models & settings lets you keep it elsewhere.',
  model: 'The model',
  begin: 'Begin',
  agree: 'I will ask people before I teach Facet their faces.',
  agreeFirst: 'Tick the box to begin.',
} as const;

export const upgrade = {
  offer:
    'A built-in model works at once. CLIP-RN50, the paper’s model, can be downloaded now (408 MB); Facet then finetunes with it in the background.',
  fetch: 'Download CLIP-RN50',
  fetching: 'Downloading CLIP-RN50',
  fetched: 'CLIP-RN50 is installed; its checksum is verified.',
  meanwhile: 'You can go on working: the built-in model is used meanwhile.',
  interrupted: 'The download of CLIP-RN50 was interrupted.',
  kept: 'The part that was downloaded is kept.',
  goOn: 'Resume',
  notNow: 'Not now',
  waiting: 'After your first finetune it learns the same people, and you see both results side by side.',
  learning: 'CLIP-RN50 is learning your people',
  learned: 'CLIP-RN50 has learned your people: choose which model to use.',
  compare: 'Compare',
  paired: (
    { faces, bothRight, onlyARight, onlyBRight, bothWrong }: PairedAnswers,
    [a = '', b = '']: readonly string[],
  ) =>
    `On the same ${count(faces, 'held-out face')}: both right on ${bothRight}, only ${a} on ${onlyARight}, only ${b} on ${onlyBRight}, neither on ${bothWrong}.`,
  hint: {
    none: '',
    fetching: 'Downloading CLIP-RN50',
    interrupted: 'CLIP-RN50 interrupted',
    waiting: 'CLIP-RN50 is installed',
    learning: 'CLIP-RN50 is learning',
    compared: 'Compare CLIP-RN50',
  },
} as const;
