// Sets of photos as a benchmark reads them, and a small CLIP, made on the spot.
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sampleFaces, type SampleFace } from '../../e2e/support/film.ts';
import { showcase, writePortraits } from '../../e2e/support/showcase.ts';
import type { Sandbox } from './run.ts';
import { tinyClip, writeWeights } from './weightFiles.ts';

/** Faces of nobody in the showcase. */
const others: readonly SampleFace[] = [
  sampleFaces.up,
  sampleFaces.up2,
  sampleFaces.down,
  [6, 1522, 244, 239],
  [3, 1091, 203, 240],
  [3, 1470, 332, 240],
];
const LOOKS = 3;

/** Those of the showcase who are in the set, with this many photos each. */
export const known = showcase.slice(0, 5).map((person) => ({ ...person, photos: 5 }));

/** `studio` has the photos of `known`, `street` one photo of each of 18 strangers. */
export async function writeSets(folder: string): Promise<{ studio: string; street: string }> {
  const [studio, street] = [join(folder, 'studio'), join(folder, 'street')];
  for (const person of known) await writePortraits(join(studio, person.name), person);
  for (const [at, face] of others.entries()) {
    const paths = await writePortraits(join(folder, 'all'), { name: `Stranger ${at}`, face, photos: LOOKS });
    for (const [look, path] of paths.entries()) {
      const own = join(street, `Stranger ${at}${'abcd'[look]}`);
      await mkdir(own, { recursive: true });
      await rename(path, join(own, 'photo.jpg'));
    }
  }
  return { studio, street };
}

/** LFW's layout and its pairs.txt: two folds, each with as many pairs of one person as of two. */
export async function writePairs(folder: string): Promise<{ data: string; pairs: string }> {
  const people = showcase.slice(0, 6).map((person) => ({ ...person, photos: 3 }));
  const data = join(folder, 'pairs');
  for (const person of people) {
    const name = underscored(person.name);
    const paths = await writePortraits(join(data, name), person);
    for (const [at, path] of paths.entries())
      await rename(path, join(data, name, `${name}_000${at + 1}.jpg`));
  }
  const lines = [people.slice(0, 3), people.slice(3)].flatMap((fold) => {
    const names = fold.map(({ name }) => underscored(name));
    return [
      ...names.flatMap((name) => [`${name}\t1\t2`, `${name}\t2\t3`]),
      ...names.flatMap((name, at) => {
        const next = names[(at + 1) % names.length];
        return [`${name}\t1\t${next}\t1`, `${name}\t2\t${next}\t3`];
      }),
    ];
  });
  const pairs = join(folder, 'pairs.txt');
  await writeFile(pairs, ['2\t6', ...lines, ''].join('\n'));
  return { data, pairs };
}

const underscored = (name: string): string => name.replaceAll(' ', '_');

/** Every byte at the beginning and inside of a word, three merges, and the two ends of a text. */
const VOCABULARY = 2 * 256 + 3 + 2;

/** Installs the smallest CLIP that can read, whose weights nobody trained, as `tiny`. */
export async function installTinyClip(box: Sandbox): Promise<void> {
  const files = { network: 'open_clip_model.safetensors', merges: 'merges.txt' };
  const stick = join(box.folder, 'stick');
  await mkdir(stick);
  const config = { ...tinyClip, text: { ...tinyClip.text, vocabularySize: VOCABULARY } };
  await writeWeights(config, join(stick, files.network));
  await writeFile(join(stick, files.merges), '#version: 0.2\ni n\nt h\na n\n');
  const tiny = {
    id: 'tiny',
    title: 'A tiny CLIP',
    licence: 'MIT',
    repository: 'team/tiny',
    revision: 'main',
    preset: 'clip',
    activation: 'quick-gelu',
    bytes: 1_000_000,
    files,
  };
  const catalogue = join(box.folder, 'catalogue.json');
  await writeFile(catalogue, JSON.stringify({ version: 1, models: [tiny] }));
  await box.json(['models', 'pull', 'tiny', '--from', stick], { env: { FACET_CATALOGUE: catalogue } });
}
