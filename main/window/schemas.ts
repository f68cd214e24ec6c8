// What a page may send, checked where it comes in: one schema a command, and nothing that is not listed passes.
import { z } from 'zod';
import { anyLanguage } from '../../models/language/languages.ts';
import { activations } from '../../models/clip/activation.ts';
import { AUTO, deviceKinds } from '../../models/device.ts';
import { datasetFormats } from '../../preload/contract.ts';
import { LARGEST_FRAME, LARGEST_READ } from '../../preload/window/films.ts';
import {
  backupTimes,
  batteryWishes,
  LARGEST_PHOTO,
  type WindowCommandName,
  type WindowRequest,
} from '../../preload/window.ts';

const text = z.string().min(1).max(4096);
const name = z.string().min(1).max(200);
/** Of a person: the library says what it may be, in words for the person who typed it. */
const personName = z.string().max(100_000);
const hash = z.string().regex(/^[0-9a-f]{64}$/);
const person = z.string().regex(/^[0-9a-f]{12}$/);
const step = z.number().int().positive();
const nothing = z.strictObject({});
const faces = z.array(hash).min(1).max(100_000);
export const shareOfStrangers = z.number().gt(0).lt(1);
const rate = shareOfStrangers;
const photo = z.strictObject({
  name,
  bytes: z.instanceof(Uint8Array).refine(({ byteLength }) => byteLength <= LARGEST_PHOTO),
});
const paths = z.array(text).min(1).max(1_000_000);
const detector = { detector: z.exactOptional(name) };
const exactNames = { exactNames: z.exactOptional(z.boolean()) };
const kept = z.number().int().min(1).max(1000);
const minFace = z.number().int().min(16).max(10_000);
const search = {
  ...detector,
  faces: z.exactOptional(z.enum(['all', 'large'])),
  minFace: z.exactOptional(minFace),
};
const token = z.string().regex(/^[0-9a-f]{32}$/);
const place = z.number().int().nonnegative();
const filmEnd = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.enum(['done', 'no-pictures', 'unknown-format']) }),
  z.strictObject({ kind: z.literal('unknown-codec'), codec: z.string().max(100).nullable() }),
  z.strictObject({ kind: z.literal('damaged'), what: z.string().max(2000) }),
]);
const photos = z.array(photo).min(1).max(100);
const triple = z.tuple([z.number(), z.number(), z.number()]);

const input = z.strictObject({
  size: z.exactOptional(z.number().int().positive().max(4096)),
  layout: z.exactOptional(z.enum(['NCHW', 'NHWC'])),
  channels: z.exactOptional(z.enum(['RGB', 'BGR'])),
  mean: z.exactOptional(triple),
  std: z.exactOptional(triple),
});

const positive = z.number().int().positive();
const identify = {
  annotate: z.exactOptional(text),
  gallery: z.exactOptional(text),
  fpir: z.exactOptional(rate),
  top: z.exactOptional(positive.max(1000)),
};
const measure = {
  ...detector,
  out: z.exactOptional(text),
  seed: z.exactOptional(z.number().int().nonnegative()),
  systems: z.exactOptional(z.array(name).max(1000)),
};

const importing = { ...search, inPlace: z.exactOptional(z.boolean()), live: z.exactOptional(z.boolean()) };
const followRequest = z.discriminatedUnion('kind', [
  z.strictObject({ ...importing, ...exactNames, kind: z.literal('person'), person: personName, paths }),
  z.strictObject({
    ...importing,
    ...exactNames,
    kind: z.literal('tree'),
    folder: text,
    accepted: z.exactOptional(z.array(text).max(100_000)),
  }),
  z.strictObject({ ...importing, kind: z.literal('unnamed'), paths }),
]);
const importRequest = z.discriminatedUnion('kind', [
  ...followRequest.options,
  z.strictObject({
    ...{ ...importing, kind: z.literal('digikam'), database: text },
    folders: z.exactOptional(z.array(text).min(1).max(100)),
  }),
  z.strictObject({
    ...{ ...importing, kind: z.literal('immich'), address: text },
    key: z.exactOptional(z.string().max(1000)),
    people: z.exactOptional(z.array(personName).min(1).max(10_000)),
  }),
]);

export const requestSchemas: {
  readonly [C in WindowCommandName]: z.ZodType<WindowRequest<C>>;
} = {
  'photos.import': importRequest,
  'photos.follow': followRequest,
  'photos.identify': z.strictObject({ ...search, paths, ...identify }),
  'photos.verify': z.strictObject({ ...detector, a: text, b: text, encoder: z.exactOptional(name) }),
  'photos.tag': z.strictObject({
    ...search,
    paths,
    embed: z.exactOptional(text),
    confirmed: z.exactOptional(z.boolean()),
    fpir: z.exactOptional(rate),
  }),
  'gallery.publish': z.strictObject({
    gallery: text,
    people: z.exactOptional(z.array(personName).min(1).max(100_000)),
  }),
  'gallery.status': z.strictObject({ gallery: text }),
  'gallery.erase': z.strictObject({ gallery: text, person: personName }),
  'gallery.forget': z.strictObject({ gallery: text }),
  'people.list': z.strictObject({ hidden: z.exactOptional(z.boolean()) }),
  'people.describe': z.strictObject({
    person: personName,
    hidden: z.exactOptional(z.boolean()),
    born: z.exactOptional(z.string().max(20).nullable()),
  }),
  'people.remove': z.strictObject({ person: personName, withCheckpoints: z.exactOptional(z.boolean()) }),
  'people.rename': z.strictObject({ person: personName, name: personName }),
  'people.join': z.strictObject({ from: personName, into: personName }),
  'people.part': z.strictObject({ person: personName, into: z.exactOptional(personName) }),
  'faces.refuse': z.strictObject({ faces: z.array(text).min(1).max(100_000), person: personName }),
  // A page names photos of the library alone.
  'faces.draw': z.strictObject({
    photo: hash,
    box: z.tuple([z.number(), z.number(), z.number(), z.number()]),
    person: z.exactOptional(personName),
  }),
  'library.undo': nothing,
  'faces.list': z.strictObject({
    unassigned: z.boolean(),
    ignored: z.exactOptional(z.boolean()),
    hidden: z.exactOptional(z.boolean()),
  }),
  'faces.ignore': z.strictObject({
    faces: z.array(text).max(100_000),
    person: z.exactOptional(personName),
    ignored: z.boolean(),
  }),
  'faces.assign': z.strictObject({
    ...exactNames,
    faces: z.array(text).min(1).max(100_000),
    person: personName,
  }),
  finetune: z.strictObject({
    encoder: z.exactOptional(name),
    seed: z.exactOptional(z.number().int().nonnegative()),
    fpir: z.exactOptional(rate),
    method: z.exactOptional(z.enum(['head', 'gda', 'proker', 'text', 'projector', 'full', 'auto'])),
    timeLimit: z.exactOptional(z.number().positive()),
    from: z.exactOptional(name),
    anchor: z.exactOptional(z.enum(['means', 'text'])),
    steps: z.exactOptional(z.number().int().positive()),
    rate: z.exactOptional(z.number().positive()),
    resume: z.exactOptional(z.boolean()),
    wise: z.exactOptional(z.number().min(0).max(1)),
    use: z.exactOptional(z.boolean()),
  }),
  benchmark: z.discriminatedUnion('protocol', [
    z.strictObject({
      ...measure,
      protocol: z.literal('lfw'),
      data: text,
      pairs: text,
      all: z.boolean(),
    }),
    z.strictObject({
      ...measure,
      protocol: z.literal('paper'),
      data: text,
      people: z.exactOptional(positive),
      shots: z.exactOptional(positive),
      strangers: z.exactOptional(positive),
      fpir: z.exactOptional(rate),
      quick: z.exactOptional(z.boolean()),
    }),
  ]),
  'checkpoints.list': nothing,
  'checkpoints.use': z.strictObject({ id: text }),
  'checkpoints.compare': z.strictObject({ a: text, b: text }),
  'checkpoints.export': z.strictObject({ id: z.exactOptional(text), folder: text }),
  'models.list': nothing,
  'models.pull': z.strictObject({ id: name, from: z.exactOptional(text) }),
  'models.add': z.strictObject({
    file: text,
    id: name,
    preset: z.exactOptional(name),
    licence: z.exactOptional(text),
    activation: z.exactOptional(z.enum(activations)),
    input: z.exactOptional(input),
    range: z.exactOptional(z.tuple([z.number(), z.number()])),
  }),
  'cohort.add': z.strictObject({ ...detector, folder: text, encoder: z.exactOptional(name) }),
  evaluate: z.strictObject({
    encoder: z.exactOptional(name),
    seed: z.exactOptional(z.number().int().nonnegative()),
    fpir: z.exactOptional(rate),
    out: z.exactOptional(text),
  }),
  report: z.strictObject({ from: text, out: text, data: z.exactOptional(text) }),
  doctor: z.strictObject({ repair: z.exactOptional(z.boolean()) }),
  notices: nothing,

  'state.read': nothing,
  'engine.start': nothing,
  'updates.look': nothing,
  'updates.fetch': nothing,
  'updates.decline': nothing,
  'settings.change': z.strictObject({
    theme: z.exactOptional(z.enum(['system', 'light', 'dark'])),
    language: z.exactOptional(z.enum(['system', ...anyLanguage])),
    fpir: z.exactOptional(rate),
    encoder: z.exactOptional(name),
    welcomed: z.exactOptional(z.boolean()),
    upgrading: z.exactOptional(z.array(name).max(20)),
    faces: z.exactOptional(z.enum(['all', 'large'])),
    minFace: z.exactOptional(minFace.nullable()),
    photosFpir: z.exactOptional(rate),
    cameraFpir: z.exactOptional(z.record(text, rate)),
    onBattery: z.exactOptional(z.enum(batteryWishes)),
    device: z.exactOptional(z.enum([AUTO, ...deviceKinds])),
    updates: z.exactOptional(z.enum(['never', 'start'])),
    byGallery: z.exactOptional(z.boolean()),
    backups: z.exactOptional(z.enum(backupTimes)),
    backupFolder: z.exactOptional(text.nullable()),
    backupsKept: z.exactOptional(kept),
  }),
  undo: z.strictObject({ step: z.exactOptional(step) }),
  'people.rows': nothing,
  'people.same': nothing,
  'people.cards': z.strictObject({ people: z.array(person).max(200) }),
  'people.add': z.strictObject({ name: personName }),
  'people.change': z.strictObject({
    person,
    name: z.exactOptional(personName),
    consent: z.exactOptional(z.string().max(2000).nullable()),
    hidden: z.exactOptional(z.boolean()),
    born: z.exactOptional(z.string().max(20).nullable()),
  }),
  'people.merge': z.strictObject({ from: person, into: person }),
  'people.known': z.strictObject({ person }),
  'checkpoints.remove': z.strictObject({ id: text }),
  'faces.grid': z.strictObject({ person: person.nullable(), ignored: z.exactOptional(z.literal(true)) }),
  'faces.groups': z.strictObject({
    most: z.number().int().positive(),
    after: z.exactOptional(z.number().int().nonnegative()),
  }),
  'faces.split': z.strictObject({ person }),
  'faces.move': z.strictObject({ faces, person: personName.nullable() }),
  'faces.remove': z.strictObject({ faces }),
  'films.read': z
    .strictObject({ film: token, start: place, end: place })
    .refine(({ start, end }) => end > start && end - start <= LARGEST_READ),
  'films.frame': z.strictObject({
    film: token,
    seconds: z.number().nonnegative(),
    newScene: z.boolean(),
    jpeg: z.instanceof(Uint8Array).refine(({ byteLength }) => byteLength <= LARGEST_FRAME),
  }),
  'films.end': z.strictObject({ film: token, end: filmEnd }),
  'photos.remove': z.strictObject({ photos: z.array(hash).min(1).max(100_000) }),
  'photos.list': z.strictObject({ faceless: z.exactOptional(z.boolean()) }),
  'faces.deny': z.strictObject({ faces, person }),
  'faces.judge': z.strictObject({
    picture: z.union([photo, z.strictObject({ path: text })]),
    box: z.tuple([z.number(), z.number(), z.number(), z.number()]),
    person: personName,
    right: z.boolean(),
  }),
  'photos.show': z.strictObject({ photo: hash }),
  'photos.add': z.strictObject({
    files: photos,
    person: personName.nullable(),
    background: z.exactOptional(z.literal(true)),
    step: z.exactOptional(step),
  }),
  'photos.identifyBytes': z.strictObject({ files: photos, ...identify }),
  'photos.preview': z.strictObject({ path: text }),
  'following.list': nothing,
  'following.add': z.strictObject({
    folder: text,
    whose: z.enum(['unnamed', 'person', 'tree']),
    person: z.exactOptional(personName),
    inPlace: z.boolean(),
  }),
  'following.look': z.strictObject({
    folder: text,
    accepted: z.exactOptional(z.array(text).max(100_000)),
  }),
  'following.pause': z.strictObject({ folder: text }),
  'following.remove': z.strictObject({ folder: text }),
  'samples.read': nothing,
  'backups.make': nothing,
  'evaluation.last': nothing,
  'evaluation.export': z.strictObject({ file: text }),
  'gallery.connect': z.strictObject({ gallery: text, password: z.exactOptional(text) }),
  'gallery.disconnect': nothing,
  'gallery.passwords': nothing,
  'library.choose': z.strictObject({ folder: text }),
  'library.export': z.strictObject({
    file: text,
    person: z.exactOptional(personName),
    replace: z.exactOptional(z.boolean()),
  }),
  'library.backup': z.strictObject({ folder: text, keep: z.exactOptional(kept) }),
  'library.dataset': z.strictObject({
    folder: text,
    format: z.enum(datasetFormats),
    unknown: z.exactOptional(z.boolean()),
  }),
  'library.import': z.strictObject({ file: text }),
};
