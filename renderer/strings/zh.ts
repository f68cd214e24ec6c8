// Simplified Chinese.
import type { Words } from './en.ts';
import { backups } from './zh/settings/backups.ts';
import { camera, capture } from './zh/camera.ts';
import { evaluate, identify } from './zh/identify.ts';
import { finetune } from './zh/finetune.ts';
import { following } from './zh/following.ts';
import { gallery } from './zh/gallery.ts';
import { general } from './zh/general.ts';
import { help } from './zh/help.ts';
import { importScreen, unnamed } from './zh/photos.ts';
import { peopleScreen, person } from './zh/people.ts';
import { settings, zip } from './zh/settings.ts';
import { updates } from './zh/updates.ts';
import { trying } from './zh/trying.ts';
import { upgrade, welcome } from './zh/welcome.ts';

export const zh: Words = {
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
