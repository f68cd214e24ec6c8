// What each method of finetuning brings on many-angled faces: the UMIST photos (20 people, profile to frontal), some a
// person enrolled, the others probes.
//
//   npx tsx test/acceptance/umist.ts [--photos DIR] [--shots 5] [--seeds 5] [--split even|random] [--methods head,full]
//
// An even split takes photos at equal distances through each person's turn of the head, another offset for each seed; a
// random one may miss a side of somebody altogether.
// As `facet finetune` does, a fifth of the enrolled faces is held out of the training.
// Two rank-1 rates each: by the nearest enrolled photo, and by Facet's own head over the method's embeddings.
import { nearDuplicatesOf } from '../../models/face/nearDuplicate.ts';
import { splitFaces } from '../../main/jobs/finetune/split.ts';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { startEngine } from '../../main/engine/client.ts';
import type { CropToEmbed, TrainedMethod } from '../../main/engine/engine.ts';
import type { InstalledEncoder } from '../../main/engine/protocol.ts';
import { tune } from '../../main/engine/networks/tuned.ts';
import { withPrompts } from '../../main/jobs/finetune/heldOut.ts';
import { resolveModel } from '../../main/registry/models.ts';
import { splitShots } from '../../models/evaluation/split.ts';
import { success, type Result } from '../../models/failure.ts';
import { scorePeople } from '../../models/identity/prototypes.ts';
import { trainRecogniser } from '../../models/identity/recogniser.ts';
import { project } from '../../models/identity/space.ts';
import { rowOf } from '../../models/linear/vectors.ts';

const { values: options } = parseArgs({
  options: {
    photos: { type: 'string', default: resolve(import.meta.dirname, '../../../shared/faces/umist') },
    shots: { type: 'string', default: '5' },
    split: { type: 'string', default: 'even' },
    seeds: { type: 'string', default: '5' },
    methods: { type: 'string', default: 'head,text,projector,full' },
  },
});

interface Probe extends CropToEmbed {
  readonly person: string;
  readonly differenceHash: string;
}

const valueOf = <T>(result: Result<T>): T => {
  if (!result.ok) throw new Error(result.failure.message);
  return result.value;
};

const say = (line: string): void => void process.stdout.write(`${line}\n`);

const folder = mkdtempSync(join(tmpdir(), 'facet-umist-'));
const base = valueOf(await resolveModel('starter')) as InstalledEncoder;
let tuned: InstalledEncoder = base;
const engine = startEngine({
  resolveModel: (id) => (id === 'tuned' ? Promise.resolve(success(tuned)) : resolveModel(id)),
});

/** The largest face of each photo, as import stores it. */
async function findFaces(): Promise<Probe[]> {
  const faces: Probe[] = [];
  mkdirSync(join(folder, 'faces'));
  const people = readdirSync(options.photos, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  for (const { name: person } of people) {
    for (const file of readdirSync(join(options.photos, person)).sort()) {
      const source = { kind: 'file', path: join(options.photos, person, file) } as const;
      const found = valueOf(await engine.findFaces({ source, detector: 'blazeface', crops: true }));
      const largest = found.faces.toSorted((a, b) => b.quality.pixels - a.quality.pixels).at(0);
      if (largest?.crop === undefined) continue;
      const path = join(folder, 'faces', `${largest.crop.hash}.png`);
      writeFileSync(path, largest.crop.png);
      faces.push({ path, landmarks: largest.cropLandmarks, person, differenceHash: largest.differenceHash });
    }
  }
  return faces;
}

/** Places of each person's enrolled faces: equally spaced, shifted by the seed. */
function evenSplit(
  faces: readonly Probe[],
  shots: number,
  seed: number,
): { enrolled: number[]; probes: number[] } {
  const people = [...new Set(faces.map(({ person }) => person))];
  const enrolled = people.flatMap((person) => {
    const own = [...faces.keys()].filter((index) => faces[index].person === person);
    const shift = ((seed * 2) % 5) / 5;
    return Array.from({ length: shots }, (_, shot) => own[Math.floor(((shot + shift) * own.length) / shots)]);
  });
  const chosen = new Set(enrolled);
  return { enrolled, probes: [...faces.keys()].filter((index) => !chosen.has(index)) };
}

interface Rates {
  readonly nearest: number;
  readonly head: number;
}

/** Rank-1 of the probes; Facet's head knows people by their trained prompts too, where `texts` has them. */
async function rank(
  encoder: string,
  enrolled: readonly Probe[],
  probes: readonly Probe[],
  seed: number,
  texts: Float32Array | null,
): Promise<Rates> {
  const names = [...new Set(enrolled.map(({ person }) => person))];
  const { dimensions } = valueOf(await engine.encoder(encoder));
  const gallery = {
    embeddings: valueOf(await engine.embed(encoder, enrolled)).embeddings,
    dimensions,
    people: Int32Array.from(enrolled, ({ person }) => names.indexOf(person)),
    count: names.length,
    weights: new Float32Array(enrolled.length).fill(1),
  };
  const { embeddings } = valueOf(await engine.embed(encoder, probes));
  const people = names.map((id) => ({ id, name: id }));
  const prompts = texts && new Map(names.map((id, at) => [id, rowOf(texts, at, dimensions)]));
  const known = withPrompts({ gallery, people }, prompts);
  const { space, head } = trainRecogniser(known, null, { fpir: 0.01, seed }).recogniser;
  const scores = scorePeople(head, project(space, embeddings));
  let [nearest, byHead] = [0, 0];
  probes.forEach(({ person }, row) => {
    const cosines = enrolled.map((_, to) => {
      let sum = 0;
      for (let at = 0; at < dimensions; at++)
        sum += embeddings[row * dimensions + at] * gallery.embeddings[to * dimensions + at];
      return sum;
    });
    if (enrolled[cosines.indexOf(Math.max(...cosines))].person === person) nearest++;
    const mine = scores.subarray(row * names.length, (row + 1) * names.length);
    if (names[mine.indexOf(Math.max(...mine))] === person) byHead++;
  });
  return { nearest: nearest / probes.length, head: byHead / probes.length };
}

async function trainBy(
  method: TrainedMethod,
  enrolled: readonly Probe[],
  seed: number,
): Promise<{ seconds: number; texts: Float32Array | null }> {
  const people = [...new Set(enrolled.map(({ person }) => person))];
  const started = performance.now();
  const asStored = enrolled.map((face) => ({ ...face, id: face.path, person: { id: face.person } }));
  const { trained } = splitFaces(
    asStored,
    nearDuplicatesOf(asStored.map(({ differenceHash }) => differenceHash)),
    seed,
  );
  const result = valueOf(
    await engine.train({
      encoder: 'starter',
      method,
      people,
      faces: trained.map(({ path, landmarks, person }) => ({
        path,
        landmarks,
        person: people.indexOf(person.id),
      })),
      heldOut: [],
      seed,
      folder: join(folder, 'training'),
    }),
  );
  tuned = valueOf(tune(base, result.weights, 'tuned'));
  return { seconds: (performance.now() - started) / 1000, texts: method === 'text' ? result.texts : null };
}

const percent = (rate: number): string => rate.toFixed(3);

try {
  const faces = await findFaces();
  say(`${faces.length} faces`);
  const methods = options.methods.split(',') as ('head' | TrainedMethod)[];
  const table = new Map(methods.map((method) => [method, [] as Rates[]]));
  for (let seed = 0; seed < Number(options.seeds); seed++) {
    const shots = Number(options.shots);
    const { enrolled, probes } =
      options.split === 'even'
        ? evenSplit(faces, shots, seed)
        : splitShots(faces, shots, { kind: 'seeded', seed }, () => false);
    const of = (indices: readonly number[]) => indices.map((index) => faces[index]);
    for (const method of methods) {
      const { seconds, texts } =
        method === 'head' ? { seconds: 0, texts: null } : await trainBy(method, of(enrolled), seed);
      const encoder = method === 'head' || method === 'text' ? 'starter' : 'tuned';
      const rates = await rank(encoder, of(enrolled), of(probes), seed, texts);
      table.get(method)?.push(rates);
      say(
        `seed ${seed} ${method}: nearest ${percent(rates.nearest)} head ${percent(rates.head)} (${seconds.toFixed(0)} s)`,
      );
    }
  }
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  say('| method | rank-1, nearest photo | rank-1, Facet’s head |\n|---|---|---|');
  for (const [method, rates] of table) {
    say(
      `| ${method} | ${percent(mean(rates.map(({ nearest }) => nearest)))} | ${percent(mean(rates.map(({ head }) => head)))} |`,
    );
  }
} finally {
  await engine.close();
  rmSync(folder, { recursive: true, force: true });
}
