// A headline test again with one thing changed: shots, prompts, damage to the probes; and its probes by pose.
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promptFor } from '../../../../models/clip/prompt.ts';
import type { IdentificationResult, Variation } from '../../../../models/evaluation/evaluation.ts';
import { evenlySpaced } from '../../../../models/evaluation/split.ts';
import { seededRandom } from '../../../../models/random.ts';
import { success, type Result } from '../../../../models/failure.ts';
import { encodePng } from '../../../images/encode.ts';
import { readImage } from '../../../images/decode.ts';
import { fileFailure } from '../../../files/failures.ts';
import { damages, UNDAMAGED, type Damage } from './damage.ts';
import { embedPhotos, type Seen, hasFace } from './embedPhotos.ts';
import { encodersOf, type PlannedSystem } from '../systems.ts';
import { runSystems, tallyOf, type TestParts, type TestPlan } from './identificationTest.ts';
import type { JobCall } from '../../call.ts';

/** The rows of one changed test. */
export const rowsOf = (
  plan: TestPlan,
  results: readonly IdentificationResult[],
  change: Pick<Variation, 'kind' | 'label' | 'at'>,
  counts?: (seen: Seen) => boolean,
): Variation[] =>
  results.map((result) => ({
    ...change,
    set: plan.set,
    system: result.system,
    tally: tallyOf(plan, result, counts),
  }));

const yawBins = [0, 15, 30, 45, 60, 90];

/** Probes of the test as it is, by how far the head is turned to a side. */
export function binsOf(plan: TestPlan, results: readonly IdentificationResult[]): Variation[] {
  return yawBins.slice(1).flatMap((to, at) => {
    const from = yawBins[at];
    const inside = ({ face }: Seen): boolean => {
      const yaw = Math.abs(face?.pose?.yaw ?? Infinity);
      return yaw >= from && yaw < to;
    };
    const some = plan.probes.some(({ seen, truth }) => truth >= 0 && inside(seen));
    const change = { kind: 'pose', label: `turned ${from}° to ${to}°`, at: from } as const;
    return some ? rowsOf(plan, results, change, inside) : [];
  });
}

/** Templates that are taken together, as CLIP's authors do it; the paper's sentence is the first. */
const TEMPLATES: readonly ((name: string) => string)[] = [
  promptFor,
  (name) => `a photo of ${name}`,
  (name) => `a close-up photo of ${name}'s face`,
  (name) => `a portrait of ${name}`,
];
const [PAPER, PHOTO] = TEMPLATES;

/** Other things that can stand for a person in the text tower; the paper's sentence is the headline. */
function promptSets(people: readonly string[], seed: number): { label: string; prompts: string[][] }[] {
  const random = seededRandom(seed, 'prompts');
  const letters = (): string =>
    Array.from({ length: 8 }, () => String.fromCharCode(97 + random.integer(26))).join('');
  return [
    { label: 'wrong names', prompts: [people.map((_, at) => PAPER(people[(at + 1) % people.length]))] },
    { label: 'random names', prompts: [people.map(() => PAPER(letters()))] },
    { label: 'the name alone', prompts: [[...people]] },
    { label: '“a photo of …”', prompts: [people.map(PHOTO)] },
    { label: `${TEMPLATES.length} templates together`, prompts: TEMPLATES.map((say) => people.map(say)) },
  ];
}

/** Only systems that read prompts, against `no text`: the same softmax over the means of the enrolled photos. */
export async function varyPrompts(
  parts: TestParts,
  plan: TestPlan,
  paper: readonly IdentificationResult[],
): Promise<Result<Variation[]>> {
  const readers = parts.systems.filter(({ way }) => way === 'text' || way === 'zero-shot');
  const ids = new Set(readers.map(({ system }) => system.id));
  if (encodersOf(readers).length === 0) return success([]);
  const rows = rowsOf(
    plan,
    paper.filter(({ system }) => ids.has(system)),
    { kind: 'text', label: 'the paper’s sentence', at: 0 },
  );
  const wordless = readers.map((reader): PlannedSystem => ({ ...reader, way: 'means' }));
  const without = await runSystems({ ...parts, systems: wordless }, plan);
  if (!without.ok) return without;
  rows.push(...rowsOf(plan, without.value, { kind: 'text', label: 'no text', at: 1 }));
  for (const [at, { label, prompts }] of promptSets(plan.people, parts.seed).entries()) {
    const results = await runSystems({ ...parts, systems: readers }, plan, prompts);
    if (!results.ok) return results;
    rows.push(...rowsOf(plan, results.value, { kind: 'text', label, at: 2 + at }));
  }
  return success(rows);
}

/** Probes and strangers at most who are damaged, evenly from all. */
const MOST = { mates: 100, strangers: 100 };

/**
 * Detected, aligned and embedded anew: what breaks the detector counts, too. The people are learned as in the headline
 * test, from photos as they are.
 */
export async function varyDamage(
  parts: TestParts,
  whole: TestPlan,
  scratch: string,
  call: JobCall,
): Promise<Result<Variation[]>> {
  const sample = <T>(list: readonly T[], most: number): T[] =>
    evenlySpaced(list.length, most).map((at) => list[at]);
  const mates = whole.probes.filter(({ truth, seen }) => truth >= 0 && hasFace(seen));
  const strangers = whole.probes.filter(({ truth, seen }) => truth < 0 && hasFace(seen));
  const probes = [...sample(mates, MOST.mates), ...sample(strangers, MOST.strangers)];
  const folder = join(scratch, 'damaged');
  const undamaged = { ...whole, probes };
  const plain = await runSystems(parts, undamaged);
  if (!plain.ok) return plain;
  const rows = Object.entries(UNDAMAGED).flatMap(([kind, at]) =>
    rowsOf(undamaged, plain.value, { kind: kind as keyof typeof UNDAMAGED, label: 'as it is', at }),
  );
  try {
    for (const [number, damage] of damages.entries()) {
      call.emit('progress', {
        phase: 'Damaging photos',
        done: number,
        total: damages.length,
        detail: `${damage.kind}, ${damage.label}`,
      });
      const damaged = await damageAll(probes, damage, folder);
      if (!damaged.ok) return damaged;
      const set = `${whole.set}, ${damage.kind} ${damage.label}`;
      const looked = await embedPhotos(
        parts.embedder,
        { set, paths: damaged.value, choice: 'largest' },
        encodersOf(parts.systems),
        call,
      );
      if (!looked.ok) return looked;
      const seen = new Map(looked.value.seen.map((one) => [one.path, one]));
      const plan = {
        ...whole,
        probes: probes.flatMap((probe, row) => {
          const photo = seen.get(damaged.value[row]);
          return photo === undefined ? [] : [{ ...probe, seen: photo }];
        }),
      };
      const results = await runSystems(parts, plan);
      if (!results.ok) return results;
      rows.push(...rowsOf(plan, results.value, { kind: damage.kind, label: damage.label, at: damage.at }));
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  return success(rows);
}

async function damageAll(
  probes: TestPlan['probes'],
  damage: Damage,
  folder: string,
): Promise<Result<string[]>> {
  const paths: string[] = [];
  for (const [row, { seen }] of probes.entries()) {
    const path = join(folder, `${row}.png`);
    const image = await readImage(seen.path);
    if (!image.ok) return image;
    if (!hasFace(seen)) throw new Error('only faces are damaged');
    try {
      await mkdir(folder, { recursive: true });
      await writeFile(path, await encodePng(await damage.apply(image.value, boxOf(seen.face.landmarks))));
    } catch (error) {
      return fileFailure(error, path);
    }
    paths.push(path);
  }
  return success(paths);
}

/** A square around eyes and mouth: a third more on each side, as detectors draw it. */
function boxOf(landmarks: readonly (readonly [number, number])[]): { x: number; y: number; side: number } {
  const xs = landmarks.map(([x]) => x);
  const ys = landmarks.map(([, y]) => y);
  const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const side = 2 * Math.max(right - left, bottom - top);
  return { x: (left + right - side) / 2, y: (top + bottom - side) / 2, side };
}
