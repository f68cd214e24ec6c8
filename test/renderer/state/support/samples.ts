// Answers of the application, for tests of what the window makes of them.
import type { Checkpoint, ImportReport, Person, PersonCard, PersonRow } from '../../../../preload/window.ts';

export const checkpoint = (id: string, change: Partial<Checkpoint> = {}): Checkpoint => ({
  id,
  createdAt: '2026-01-01T00:00:00.000Z',
  method: 'head',
  encoder: 'starter',
  people: 2,
  faces: 10,
  seed: 0,
  fpir: 0.01,
  active: false,
  heldOut: null,
  training: null,
  choice: null,
  ...change,
});

export const person = (name: string): Person => ({
  ...{ id: `id-${name}`, name, photos: 3, faces: 3 },
  ...{ hidden: false, born: null },
});

export const row = (name: string): PersonRow => ({ ...person(name), consent: null, fewFaces: false });

export const card = (name: string): PersonCard => ({
  id: person(name).id,
  cover: null,
  coverage: { front: 3, left: 0, right: 0, up: 0, down: 0 },
  quality: 0.8,
  warnings: [],
});

export const report = (change: Partial<ImportReport> = {}): ImportReport => ({
  photos: 0,
  duplicates: 0,
  faces: 0,
  unassigned: 0,
  skipped: [],
  leftOut: { kinds: [], hidden: 0, folders: [] },
  questioned: [],
  sameAs: [],
  stills: { files: 0, photos: 0 },
  live: { beside: 0, inside: 0 },
  tags: [],
  undecided: [],
  elsewhere: [],
  nearDuplicates: [],
  stopped: null,
  ...change,
});
