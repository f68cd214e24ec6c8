// Finetuning by whatever suits this library: every way to learn that is here is tried on folds of it, from the simplest
// on, and the simplest one that nothing beats beyond chance learns everything.
import {
  canBeBeaten,
  choose,
  ratesOf,
  type Searched,
  type Tried,
} from '../../../models/evaluation/choose.ts';
import { crossValidation, strangerGroups } from '../../../models/evaluation/folds.ts';
import type { Interval } from '../../../models/evaluation/statistics/intervals.ts';
import { failed, success, type Result } from '../../../models/failure.ts';
import type { JobCall } from '../call.ts';
import type { MethodChoice } from '../../../preload/contract.ts';
import type { EncoderInfo } from '../../engine/engine.ts';
import type { FinetuneParts } from '../finetune/parts.ts';
import type { Embedded } from '../../../models/evaluation/askFold.ts';
import { seeLibrary, type LibraryFaces } from '../crossValidation/libraryFaces.ts';
import { allMethods } from '../finetune/methods.ts';
import { explain } from './explain.ts';
import { tryCandidate, type Candidate, type TrialFold } from './trial.ts';

/** An encoder and what can be trained of it, the simplest encoder first. */
export interface AutoEncoder {
  readonly id: string;
  readonly methods: readonly Candidate['method'][];
}

export interface AutoOptions {
  readonly seed: number;
  readonly fpir: number;
  /** Seconds that comparing, and a training of what is chosen, may take; ways that would take longer are left out. */
  readonly timeLimit: number;
}

/** Fewer people cannot spare strangers. */
const FEWEST_FOR_STRANGERS = 4;
const GROUPS = 5;

/** Leaves nothing behind but cached embeddings, however it ends. */
export async function chooseMethod(
  parts: FinetuneParts,
  encoders: readonly AutoEncoder[],
  options: AutoOptions,
  call: JobCall,
): Promise<Result<MethodChoice>> {
  const infos: EncoderInfo[] = [];
  for (const { id } of encoders) {
    const info = await parts.engine.encoder(id, call.signal);
    if (!info.ok) return info;
    infos.push(info.value);
  }
  const seen = await seeLibrary(
    parts,
    infos.map((encoder) => ({ encoder })),
    call,
  );
  if (!seen.ok) return seen.failure.kind === 'not-enough-data' ? tooLittle(seen.failure.message) : seen;
  const folds = foldsOf(seen.value, options.seed);
  if (folds.length === 0)
    return tooLittle('Nobody in the library has two different photos, so nothing can be compared.');
  const candidates = allMethods.flatMap((method) =>
    encoders.flatMap(({ id, methods }, at) =>
      methods.includes(method) ? [{ method, encoder: id, embedded: seen.value.by[at] }] : [],
    ),
  );
  try {
    return await compare(parts, seen.value, candidates, folds, options, call);
  } finally {
    await parts.library.clearTraining();
  }
}

async function compare(
  parts: FinetuneParts,
  library: LibraryFaces,
  candidates: readonly (Candidate & { readonly embedded: Embedded | { readonly message: string } })[],
  folds: readonly TrialFold[],
  { seed, fpir, timeLimit }: AutoOptions,
  call: JobCall,
): Promise<Result<MethodChoice>> {
  const searched: Searched = {
    mates: folds.flatMap(({ probes }) => probes.map((at) => library.samples[at].person)),
    strangers: folds.flatMap(({ strangers }) => strangers.map((at) => library.samples[at].person)),
  };
  const others = candidates.length - 1;
  const tried: (Tried | null)[] = candidates.map(() => null);
  const rows: MethodChoice['candidates'][number][] = [];
  const started = performance.now();
  for (const [at, { method, encoder, embedded }] of candidates.entries()) {
    const leaveOut = (leftOut: string) => rows.push({ method, encoder, tried: null, leftOut });
    if (!('gallery' in embedded)) {
      leaveOut(embedded.message);
      continue;
    }
    const before = tried.some((one) => one !== null) ? choose(searched, tried, fpir, others) : null;
    const leader = before === null ? null : tried[before.chosen];
    if (method !== 'head' && leader !== null && !canBeBeaten(leader, others)) {
      const wrong = leader.named.filter((right) => !right).length;
      leaveOut(
        `Of ${leader.named.length} faces a simpler one misses ${wrong}: too few for anything to be better beyond chance.`,
      );
      continue;
    }
    call.emit('progress', { phase: `Trying ${method} on ${encoder}`, done: at, total: candidates.length });
    const from = performance.now();
    const left = timeLimit - (from - started) / 1000;
    if (method !== 'head' && left <= 0) {
      leaveOut(`The time limit of ${minutes(timeLimit)} was used up before it.`);
      continue;
    }
    const candidate = { method, encoder };
    const trial = await tryCandidate(
      parts,
      library,
      embedded,
      candidate,
      folds,
      { seed, fpir, seconds: left },
      call,
    );
    if (!trial.ok) {
      if (trial.failure.kind !== 'training-diverged' && trial.failure.kind !== 'out-of-memory') return trial;
      leaveOut(trial.failure.message);
      continue;
    }
    if ('tooLong' in trial.value) {
      leaveOut(`It would take ${minutes(trial.value.tooLong)} or more, and ${minutes(left)} were left.`);
      continue;
    }
    tried[at] = trial.value.tried;
    const { first, named, accepted } = ratesOf(searched, trial.value.tried);
    rows.push({
      method,
      encoder,
      tried: {
        first: plain(first),
        named: plain(named),
        strangers: accepted === null ? null : plain(accepted),
        seconds: Math.round((performance.now() - from) / 100) / 10,
      },
      leftOut: null,
    });
  }
  if (tried.every((one) => one === null)) {
    const [{ leftOut }] = rows;
    return failed(
      'model-unusable',
      leftOut ?? 'Nothing could be tried.',
      'Name a method: facet finetune --method head',
    );
  }
  const choice = choose(searched, tried, fpir, others);
  return success({
    candidates: rows,
    chosen: choice.chosen,
    reason: explain(choice, rows, fpir),
    folds: folds.length,
    faces: searched.mates.length,
    strangers: searched.strangers.length,
  });
}

/** Folds whose strangers are people of the library who have no part in them; each face is a probe once at most. */
function foldsOf({ samples, twins }: LibraryFaces, seed: number): TrialFold[] {
  const { folds } = crossValidation(samples, { twins, seed });
  const people = new Set(samples.map(({ person }) => person));
  const groups = people.size < FEWEST_FOR_STRANGERS ? [] : strangerGroups(samples, GROUPS, seed);
  return folds
    .map(({ enrolled, probes }, at): TrialFold => {
      const group = groups[at] ?? new Set();
      const strangers = [...samples.keys()].filter((face) => group.has(samples[face].person));
      const shown = new Set(strangers.flatMap((face) => twins[face]));
      const isOutside = (face: number): boolean => group.has(samples[face].person);
      const kept = enrolled.filter((face) => !isOutside(face) && !shown.has(face));
      const known = new Set(kept.map((face) => samples[face].person));
      const left = probes.filter((face) => !isOutside(face) && known.has(samples[face].person));
      return { enrolled: kept, probes: left, strangers };
    })
    .filter(
      ({ enrolled, probes }) =>
        probes.length > 0 && new Set(enrolled.map((at) => samples[at].person)).size > 1,
    );
}

const plain = (share: Interval | null) => {
  const { rate, low, high } = share ?? { rate: 0, low: 0, high: 1 };
  return { rate, low, high };
};

const minutes = (seconds: number): string =>
  seconds < 90 ? `${Math.max(0, Math.round(seconds))} s` : `${Math.round(seconds / 60)} minutes`;

const tooLittle = (what: string) =>
  failed(
    'not-enough-data',
    what,
    'Import more photos, or learn without comparing: facet finetune --method head',
  );
