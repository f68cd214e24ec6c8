// Which systems are measured: every encoder on this machine in each of the configurations that it can be used in, and
// those that are not here, with what to do about it.
import type { Configuration, System } from '../../../models/evaluation/evaluation.ts';
import { failed, success, type Failure, type Result } from '../../../models/failure.ts';
import type { HeadMethod } from '../../../models/identity/heads/rule.ts';
import type { EncoderManifest } from '../../../models/manifest.ts';
import type { FinetuneMethod } from '../../../preload/contract.ts';
import type { EncoderInfo, Engine } from '../../engine/engine.ts';
import type { StoredCheckpoint } from '../../library/checkpoints.ts';

/** An encoder as the registry has it. */
export interface KnownEncoder {
  readonly id: string;
  readonly title: string;
  /** Null where it is not on this machine. */
  readonly manifest: EncoderManifest | null;
  /** Why not, and how to get it. */
  readonly missing: Failure | null;
  /** The ways to finetune it. */
  readonly methods: readonly FinetuneMethod[];
}

/** How a system learns people and decides. */
export type MethodConfiguration =
  'distance' | HeadMethod | 'means' | 'text' | 'zero-shot' | 'projector' | 'full';

export interface PlannedSystem {
  readonly system: System;
  readonly way: MethodConfiguration;
  /** Null where the system is not on this machine. */
  readonly encoder: EncoderInfo | null;
}

interface WayFacts {
  readonly name: string;
  readonly configuration: Configuration;
  readonly method: string;
  /** What must be possible with the encoder. */
  readonly needs: FinetuneMethod;
}

const ways: Readonly<Record<MethodConfiguration, WayFacts>> = {
  distance: {
    name: 'distance',
    configuration: 'traditional face recognition',
    method:
      'The cosine to the nearest enrolled photo, against one threshold; nothing is trained on the people.',
    needs: 'head',
  },
  head: {
    name: 'Facet’s head',
    configuration: 'open-set head',
    method:
      'Prototypes in a space that is fitted to the enrolled photos; the threshold is set for each gallery.',
    needs: 'head',
  },
  gda: {
    name: 'linear discriminants',
    configuration: 'open-set head',
    method:
      'Gaussian discriminant analysis of the enrolled photos, in closed form; the threshold is set for each gallery.',
    needs: 'gda',
  },
  proker: {
    name: 'kernel regression',
    configuration: 'open-set head',
    method:
      'Proximal kernel ridge regression on the enrolled photos, in closed form; the threshold is set for each gallery.',
    needs: 'proker',
  },
  means: {
    name: 'image means',
    configuration: 'image classification',
    method:
      'Softmax over the enrolled people, each the mean of their photos; nothing is trained, and no text is read.',
    needs: 'head',
  },
  text: {
    name: 'text trained',
    configuration: 'image classification',
    method:
      'Softmax over the enrolled people’s prompts; the image encoder is frozen, the text encoder is trained.',
    needs: 'text',
  },
  'zero-shot': {
    name: 'zero-shot',
    configuration: 'image classification',
    method: 'Softmax over the enrolled people’s prompts; nothing is trained.',
    needs: 'text',
  },
  projector: {
    name: 'projection trained',
    configuration: 'open-set head',
    method: 'The image encoder’s last projection is trained on the enrolled photos; Facet’s head over that.',
    needs: 'projector',
  },
  full: {
    name: 'both towers trained',
    configuration: 'open-set head',
    method: 'Image and text encoder are trained on the enrolled photos; Facet’s head over that.',
    needs: 'full',
  },
};

/** Too slow to be measured where nobody asks for it. */
const ON_DEMAND: ReadonlySet<MethodConfiguration> = new Set(['full']);

const idOf = (encoder: string, way: MethodConfiguration): string => `${encoder}/${way}`;

/**
 * Fails with `bad-arguments` where somebody is wanted who is not known, and with what is missing where nothing of what is
 * wanted is on this machine.
 *
 * @param only the ways that the protocol measures
 * @param wanted ids of encoders or systems; all of them where it is left out
 */
export async function planSystems(
  engine: Engine,
  encoders: readonly KnownEncoder[],
  only: readonly MethodConfiguration[],
  wanted: readonly string[] | undefined,
  signal: AbortSignal,
): Promise<Result<readonly PlannedSystem[]>> {
  const waysOf = ({ methods }: KnownEncoder): MethodConfiguration[] =>
    only.filter((way) => methods.includes(ways[way].needs));
  const ids = encoders.flatMap((known) => [known.id, ...waysOf(known).map((way) => idOf(known.id, way))]);
  const unknown = wanted?.find((id) => !ids.includes(id));
  if (unknown !== undefined) {
    const choice = encoders.filter(({ manifest }) => manifest !== null).map(({ id }) => id);
    return failed(
      'bad-arguments',
      `There is no encoder or system ${unknown} to measure.`,
      `Name encoders (${choice.join(', ')}) or single systems (${ids.find((id) => id.includes('/'))}).`,
    );
  }
  const planned: PlannedSystem[] = [];
  for (const known of encoders) {
    const isAsked = (way: MethodConfiguration): boolean => wanted?.includes(idOf(known.id, way)) === true;
    const chosen = waysOf(known).filter(
      (way) => wanted === undefined || wanted.includes(known.id) || isAsked(way),
    );
    if (chosen.length === 0) continue;
    const info = known.manifest === null ? null : await engine.encoder(known.id, signal);
    if (info?.ok === false && info.failure.kind === 'cancelled') return info;
    for (const way of chosen) {
      const leftOut = info?.ok === true && ON_DEMAND.has(way) && !isAsked(way);
      planned.push(plan(known, way, leftOut ? onDemand(idOf(known.id, way)) : info));
    }
  }
  const [first] = planned;
  if (planned.some(({ encoder }) => encoder !== null) || first === undefined) return success(planned);
  return first.system.missing === null ? success(planned) : { ok: false, failure: first.system.missing };
}

const onDemand = (id: string) =>
  failed(
    'model-missing',
    'Training it takes long, so it is measured only where it is asked for.',
    `Ask for it: --systems ${id}`,
  );

function plan(
  known: KnownEncoder,
  way: MethodConfiguration,
  info: Result<EncoderInfo> | null,
): PlannedSystem {
  const { id, title, manifest } = known;
  const { name, configuration, method } = ways[way];
  const model = { id, title };
  const common = { id: idOf(id, way), title: `${title}, ${name}`, configuration, method, encoder: id, model };
  if (manifest === null || info?.ok !== true) {
    const missing = info?.ok === false ? info.failure : known.missing;
    return { system: { ...common, missing, facts: null }, way, encoder: null };
  }
  const { source, licence, input, mirror } = manifest;
  const { digest, dimensions } = info.value;
  const facts = { digest, dimensions, source, licence, input, mirror, metric: 'cosine' } as const;
  return { system: { ...common, missing: null, facts }, way, encoder: info.value };
}

/** The head of the checkpoint in use, over its encoder, comes first: what the others are held against. */
export function inUseFirst(
  systems: readonly PlannedSystem[],
  { encoder, method }: Pick<StoredCheckpoint, 'encoder' | 'method'>,
): readonly PlannedSystem[] {
  const isUsed = ({ system, way }: PlannedSystem): boolean => system.encoder === encoder && way === method;
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
    { ...(known ?? { title: base, manifest: null, missing: null, methods: [] }), id: base },
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

export const withoutSystem = (planned: PlannedSystem, missing: Failure): PlannedSystem => ({
  ...planned,
  system: { ...planned.system, missing },
});
