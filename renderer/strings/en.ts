// English: the source, and the shape of every other language.
import type { Translation } from '../../models/language/catalogue.ts';
import { backups } from './en/settings/backups.ts';
import { camera, capture } from './en/camera.ts';
import { evaluate, identify } from './en/identify.ts';
import { finetune } from './en/finetune.ts';
import { following } from './en/following.ts';
import { gallery } from './en/gallery.ts';
import { general } from './en/general.ts';
import { help } from './en/help.ts';
import { importScreen, unnamed } from './en/photos.ts';
import { peopleScreen, person } from './en/people.ts';
import { settings, zip } from './en/settings.ts';
import { updates } from './en/updates.ts';
import { trying } from './en/trying.ts';
import { upgrade, welcome } from './en/welcome.ts';

export const en = {
  ...general,
  peopleScreen,
  person,
  importScreen,
  unnamed,
  capture,
  camera,
  finetune,
  identify,
  evaluate,
  welcome,
  upgrade,
  trying,
  zip,
  settings,
  updates,
  gallery,
  following,
  help,
  backups,
} as const;

/** What another language says: the same keys; what it lacks is said in English, and a test lists it. */
export type Words = Translation<typeof en>;
