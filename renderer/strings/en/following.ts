// Followed folders, in Models & settings and on Import.
import { count } from './count.ts';

export const following = {
  title: 'Followed folders',
  text: 'What comes into these folders comes into the library, also after Facet was closed. Nothing is changed in them, and what is deleted there stays in the library until you remove it here.',
  none: 'No folder is followed.',
  add: 'Follow a folder …',
  addTitle: 'Follow a folder',
  addAct: 'Follow',
  path: 'Path of the folder',
  whose: 'Whose photos lie in it',
  whoseShort: {
    unnamed: 'Faces wait in Unnamed',
    tree: 'Sub-folders are people',
    person: (name: string) => `Photos of ${name}`,
  },
  stay: 'Where do the photos stay?',
  copy: 'Copy them into the library',
  inPlace: 'Leave them where they are',
  inPlaceText:
    'The library keeps the faces and notes where each photo lies. Moved photos are found again; while a drive is away, its photos cannot be shown.',
  copies: 'copied into the library',
  places: 'left where they are',
  follow: 'Follow the folder: import what comes later, too',
  foldersOnly: 'Folders can be followed, single files cannot.',
  dropFolders: 'Drop folders to follow here',
  state: {
    queued: 'Waits for another folder',
    looking: 'Looking through it',
    following: 'Following',
    away: 'Not there: its drive is disconnected, or it was moved',
    paused: 'Paused',
    failed: 'Could not be looked through',
  },
  photos: (n: number) => `${count(n, 'photo')} added`,
  looked: (age: string) => `looked through ${age}`,
  skipped: (n: number) => `${count(n, 'file')} could not be used`,
  look: 'Look now',
  pause: 'Pause',
  goOn: 'Go on',
  remove: 'Remove',
  of: (act: string, folder: string) => `${act}: ${folder}`,
  removeTitle: 'Follow the folder no longer?',
  removeText: (folder: string) =>
    `Photos that came out of ${folder} stay in the library; what comes into the folder from now on does not come in.`,
  added: (folder: string) => `Following ${folder}`,
  removed: (folder: string) => `${folder} is followed no longer`,
} as const;
