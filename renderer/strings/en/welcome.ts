// The first minutes, and better models.
import type { PairedAnswers, Recommendation } from '../../../preload/window.ts';
import { english } from '../../../models/language/writing.ts';
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
  libraryText:
    'A plain folder that you can read, copy and back up; Models & settings lets you keep it elsewhere.',
  model: 'Better models',
  begin: 'Begin',
  tryIt: 'Try it without your photos',
  agree: 'I will ask people before I teach Facet their faces.',
  agreeFirst: 'Tick the box to begin.',
} as const;

export const upgrade = {
  offer:
    'A built-in model works at once. Download another when you like: Facet learns your people with it in the background and shows you both results.',
  better: 'A new built-in model, for faces from all sides',
  betterText: (trainable: string) =>
    `Names come from “${trainable}”, which was the usual one before. Let the new one learn your people too and see both results; nothing changes until you choose.`,
  recommended: 'Recommended',
  /** Why an encoder is worth its download. */
  why: (recommended: Recommendation): string => {
    switch (recommended.why) {
      case 'measured': {
        const { network, named, builtIn, allSides } = recommended;
        const share = (value: number): string => english.percent(value);
        return `From a single photo it names ${share(named)} of faces, the built-in model ${share(builtIn)}; seen from all sides ${share(allSides.named)} against ${share(allSides.builtIn)}. Measured with ${network}, a network of its kind.`;
      }
      case 'reported':
        return `Small. Its makers report ${english.percent(recommended.lfw, 1)} right pairs on LFW; not measured by us.`;
      case 'paper':
        return 'The paper’s model, which learns names from prompts too.';
      default:
        return recommended satisfies never;
    }
  },
  fetch: (name: string) => `Download ${name}`,
  fetching: (name: string) => `Downloading ${name}`,
  fetched: (name: string) => `${name} is installed; its checksum is verified.`,
  meanwhile: 'You can go on working: what is in use stays in use meanwhile.',
  queued: 'Comes next',
  interrupted: (name: string) => `The download of ${name} was interrupted.`,
  kept: 'The part that was downloaded is kept.',
  goOn: 'Resume',
  notNow: 'Not now',
  waiting: 'After your first finetune it learns the same people, and you see both results side by side.',
  learning: (name: string) => `${name} is learning your people`,
  learned: (names: readonly string[]) =>
    `${english.list(names)} ${names.length === 1 ? 'has' : 'have'} learned your people: choose which model to use.`,
  compare: 'Compare',
  keep: 'Keep',
  paired: ({ faces, bothRight, onlyARight, onlyBRight, bothWrong }: PairedAnswers, a: string, b: string) =>
    `On the same ${count(faces, 'held-out face')}: both right on ${bothRight}, only ${a} on ${onlyARight}, only ${b} on ${onlyBRight}, neither on ${bothWrong}.`,
  hint: {
    none: () => '',
    fetching: (name: string) => `Downloading ${name}`,
    interrupted: (name: string) => `${name} interrupted`,
    waiting: (name: string) => `${name} is installed`,
    learning: (name: string) => `${name} is learning`,
    compared: (name: string) => `Compare ${name}`,
  },
} as const;
