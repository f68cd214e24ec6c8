// Import and Unnamed.
import { count } from './count.ts';

export const importScreen = {
  title: 'Import',
  lead: 'Photos stay on this machine, and originals are not changed.',
  drop: 'Drop photos or folders here',
  paste: 'or paste with Ctrl+V',
  choosePhotos: 'Choose photos …',
  chooseFolder: 'Choose folder …',
  elsewhereTitle: 'From another application',
  elsewhereText:
    'Photos in which digiKam or Immich know people, with their names and boxes. What they do not confirm stays without a name.',
  digikam: 'digiKam …',
  digikamTitle: 'Import from digiKam',
  digikamText:
    'Its database is read and not changed. It lies where digiKam’s settings say, mostly in the folder of photos.',
  digikamFile: 'Path of digikam4.db',
  digikamFolder: 'Folder of the photos, if they lie elsewhere now',
  immich: 'Immich …',
  immichTitle: 'Import from Immich',
  immichText: 'Photos of named people are fetched from this server alone. The key is used once and not kept.',
  immichAddress: 'Address of the server',
  immichKey: 'API key',
  immichKeyText: 'Empty: the key in FACET_IMMICH_KEY or in the keychain.',
  whose: 'Whose faces are these?',
  nobody: 'Find out later (Unnamed)',
  tree: 'Folder names are people’s names',
  person: 'One person:',
  running: 'Importing',
  finished: (photos: number, faces: number) => `${count(photos, 'photo')} and ${count(faces, 'face')} added`,
  nothing: 'Nothing was added',
  rest: 'Import the rest',
  duplicates: (n: number) => `${count(n, 'photo')} already here`,
  nearDuplicates: (n: number) => `${count(n, 'photo')} nearly like another`,
  elsewhere: (n: number) => `${count(n, 'photo')} known under another name`,
  undecided: (n: number) => `${count(n, 'group photo')} left in Unnamed`,
  arrived: 'Faces that came in',
  unassigned: (n: number) => `${count(n, 'face')} in Unnamed`,
  skipped: (n: number) => `${count(n, 'file')} skipped`,
  leftOut: (ending: string, n: number) =>
    ending === ''
      ? `${count(n, 'file')} without an ending ${n === 1 ? 'is not a photo' : 'are not photos'}`
      : `${count(n, `${ending} file`)} ${n === 1 ? 'is not a photo' : 'are not photos'}`,
  hidden: (n: number) => `${count(n, 'hidden file')} left out`,
  closedFolder: (path: string, why: string, n: number) => `${path}: ${why}, ${count(n, 'file')} left out`,
  stills: (photos: number, files: number) =>
    `${count(photos, 'photo')} out of ${count(files, 'film or scan', 'films and scans')}`,
  live: (n: number) =>
    `${count(n, 'film of a live photo', 'films of live photos')} left out: the photo is here`,
  sameAs: (name: string, person: string) => `“${name}” was taken for ${person}`,
  tags: (source: string, named: number, unmatched: number) =>
    `${source}: ${count(named, 'face')} named${unmatched > 0 ? `, ${count(unmatched, 'region')} without a face` : ''}`,
  drawnFrom: (n: number) => `${count(n, 'face')} drawn where none was found`,
  withoutName: (n: number) => `${count(n, 'face')} without a name there either`,
  questioned: (names: readonly string[]) =>
    names.length === 1 ? `Is “${names[0]}” a person?` : 'Are these people?',
  questionedWhy: 'Albums have such names, so their photos were not imported.',
  accept: (n: number) => (n === 1 ? 'Yes, import as a person' : 'Yes, import as people'),
  nameThem: 'Name them',
  reasons: 'Skipped files',
  another: 'Import more',
  needsName: 'Type the person’s name first.',
} as const;

export const unnamed = {
  title: 'Unnamed',
  lead: 'Faces without a name, grouped by similarity. Press Enter to accept a name.',
  emptyTitle: 'Everybody has a name',
  emptyText:
    'Faces of group photos and of imports without a name gather here. Import more photos to find some.',
  failedTitle: 'The faces could not be grouped',
  failedText: 'They are safe; only grouping them failed.',
  groupLabel: (at: number, n: number) => `Group ${at}: ${count(n, 'face')}`,
  nameLabel: 'Name of this group',
  placeholder: 'Who is this?',
  suggestion: (name: string, confidence: string) => `Perhaps ${name} (${confidence})`,
  noSuggestion: 'No similar person found.',
  accept: 'Give this name',
  deny: (name: string) => `Not ${name}`,
  delete: 'Delete these faces',
  ignore: 'Ignore these faces: they are not asked about again, and their photos stay',
  ignored: (n: number) => `${count(n, 'face')} ignored`,
  ignoredTitle: 'Ignored faces',
  ignoredText: 'Facet does not ask about these faces. Choose one to have it asked about again.',
  showIgnored: (n: number) => `Ignored: ${n} …`,
  askAgain: (at: number, photo: string) => `Ask again about face ${at}, ${photo}`,
  askedAgain: 'The face is asked about again',
  gathering: 'Grouping faces by similarity',
  more: (groups: number) => `Show more: ${count(groups, 'group')} left`,
  named: (n: number, name: string) => `${count(n, 'face')} given to ${name}`,
} as const;
