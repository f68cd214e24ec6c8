// Backups.

export const backups = {
  title: 'Backups',
  text: 'A ZIP of people, photos, faces and what you decided about them, written while nothing else is under way and read again before it counts. What was learned is not in it: a finetune makes it anew. Import the ZIP to have it all back.',
  often: 'How often',
  times: { never: 'Not by itself', day: 'Every day', week: 'Every week' },
  keep: 'Kept in the folder',
  newest: (n: number) => `The newest ${n}`,
  running: 'A backup is being written …',
  last: (moment: string) => `Last backup: ${moment}`,
  none: 'There is no backup in this folder yet.',
  chooseFolder: 'Choose folder …',
  now: 'Back up now',
  folderTitle: 'Folder for backups',
  folderText: 'Best on another disk. A drive that is not connected is waited for, and you are told.',
  folder: 'Path of the folder',
  useFolder: 'Use this folder',
  failed: 'A backup could not be made',
} as const;
