// Which systems are measured: every encoder on this machine in each of the configurations that it can be used in, and
// those that are not here, with what to do about it.
import type { Configuration, System } from '../../../models/evaluation/evaluation.ts';
import type { Failure, Result } from '../../../models/failure.ts';
import type { EncoderManifest } from '../../../models/manifest.ts';
import type { EncoderInfo, Engine } from '../../engine/engine.ts';
import type { StoredCheckpoint } from '../../library/library.ts';

/** An encoder as the registry has it. */
export interface KnownEncoder {
  readonly id: string;
  readonly title: string;
  /** Null where it is not on this machine. */
  readonly manifest: EncoderManifest | null;
  /** Why not, and how to get it. */
  readonly missing: Failure | null;
  /** Whether prompts can be read: it is a CLIP. */
  readonly hasText: boolean;
}

/** How a system learns people and decides. */
export type Way = 'distance' | 'head' | 'text' | 'zero-shot';

export interface PlannedSystem {
  readonly system: System;
  readonly way: Way;
  /** Null where the system is not on this machine. */
  readonly encoder: EncoderInfo | null;
}

const ways: Readonly<
  Record<Way, { readonly name: string; readonly configuration: Configuration; readonly method: string }>
> = {
  distance: {
    name: 'distance',
    configuration: 'traditional face recognition',
    method:
      'The cosine to the nearest enrolled photo, against one threshold; nothing is trained on the people.',
  },
  head: {
    name: 'Facet’s head',
    configuration: 'open-set head',
    method:
      'Prototypes in a space that is fitted to the enrolled photos; the threshold is set for each gallery.',
  },
  text: {
    name: 'text trained',
    configuration: 'image classification',
    method:
      'Softmax over the enrolled people’s prompts; the image encoder is frozen, the text encoder is trained.',
  },
  'zero-shot': {
    name: 'zero-shot',
    configuration: 'image classification',
    method: 'Softmax over the enrolled people’s prompts; nothing is trained.',
  },
};

/** @param wanted ids of systems or encoders; all of them where it is left out */
export async function planSystems(
  engine: Engine,
  encoders: readonly KnownEncoder[],
  only: readonly Way[],
  wanted: readonly string[] | undefined,
  signal: AbortSignal,
): Promise<Result<readonly PlannedSystem[]>> {
  const planned: PlannedSystem[] = [];
  for (const known of encoders) {
    const chosen = only.filter(
      (way) =>
        (known.hasText || way === 'distance' || way === 'head') &&
        (wanted === undefined || wanted.includes(known.id) || wanted.includes(`${known.id}/${way}`)),
    );
    if (chosen.length === 0) continue;
    const info = known.manifest === null ? null : await engine.encoder(known.id, signal);
    if (info?.ok === false && info.failure.kind === 'cancelled') return info;
    for (const way of chosen) planned.push(plan(known, way, info));
  }
  return { ok: true, value: planned };
}

function plan(known: KnownEncoder, way: Way, info: Result<EncoderInfo> | null): PlannedSystem {
  const { id, title, manifest } = known;
  const { name, configuration, method } = ways[way];
  const common = { id: `${id}/${way}`, title: `${title}, ${name}`, configuration, method, encoder: id };
  if (manifest === null || info?.ok !== true) {
    const missing = info?.ok === false ? info.failure : known.missing;
    return { system: { ...common, missing, facts: null }, way, encoder: null };
  }
  const { source, licence, input, mirror } = manifest;
  const { digest, dimensions } = info.value;
  const facts = { digest, dimensions, source, licence, input, mirror, metric: 'cosine' } as const;
  return { system: { ...common, missing: null, facts }, way, encoder: info.value };
}

/** The head over the encoder of the checkpoint in use comes first: what the others are held against. */
export function inUseFirst(systems: readonly PlannedSystem[], encoder: string): readonly PlannedSystem[] {
  const isUsed = ({ system }: PlannedSystem): boolean => system.encoder === encoder;
  return [
    ...systems.filter(isUsed).map((planned) => ({
      ...planned,
      system: { ...planned.system, title: `${planned.system.title} (in use)` },
    })),
    ...systems.filter((planned) => !isUsed(planned)),
  ];
}

/** A checkpoint that has trained a model, as a system of its own. */
export function planTuned(
  { id, method, encoder: base }: Pick<StoredCheckpoint, 'id' | 'method' | 'encoder'>,
  known: KnownEncoder | undefined,
  info: Result<EncoderInfo>,
): PlannedSystem {
  const planned = plan(
    { ...(known ?? { title: base, manifest: null, missing: null, hasText: true }), id: base },
    'head',
    info,
  );
  const system = {
    ...planned.system,
    id: `checkpoint/${id}`,
    title: `${known?.title ?? base}, checkpoint in use (${method})`,
    method: `The checkpoint ${id}, whose ${method} was trained on the library.`,
    encoder: info.ok ? info.value.id : base,
  };
  return { ...planned, system };
}

/** Those that are here, once each. */
export function encodersOf(systems: readonly PlannedSystem[]): readonly EncoderInfo[] {
  const here = systems.flatMap(({ encoder }) => (encoder === null ? [] : [encoder]));
  return [...new Map(here.map((encoder) => [encoder.id, encoder])).values()];
}
