// Spanish.
import type { Words } from './en.ts';
import { backups } from './es/settings/backups.ts';
import { camera, capture } from './es/camera.ts';
import { evaluate, identify } from './es/identify.ts';
import { finetune } from './es/finetune.ts';
import { following } from './es/following.ts';
import { gallery } from './es/gallery.ts';
import { general } from './es/general.ts';
import { help } from './es/help.ts';
import { importScreen, unnamed } from './es/photos.ts';
import { peopleScreen, person } from './es/people.ts';
import { settings, zip } from './es/settings.ts';
import { updates } from './es/updates.ts';
import { trying } from './es/trying.ts';
import { upgrade, welcome } from './es/welcome.ts';

export const es: Words = {
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
