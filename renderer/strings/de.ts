// German.
import type { Words } from './en.ts';
import { backups } from './de/settings/backups.ts';
import { camera, capture } from './de/camera.ts';
import { evaluate, identify } from './de/identify.ts';
import { finetune } from './de/finetune.ts';
import { following } from './de/following.ts';
import { gallery } from './de/gallery.ts';
import { general } from './de/general.ts';
import { help } from './de/help.ts';
import { importScreen, unnamed } from './de/photos.ts';
import { peopleScreen, person } from './de/people.ts';
import { settings, zip } from './de/settings.ts';
import { updates } from './de/updates.ts';
import { trying } from './de/trying.ts';
import { upgrade, welcome } from './de/welcome.ts';

export const de: Words = {
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
  gallery,
  following,
  help,
  backups,
  updates,
};
