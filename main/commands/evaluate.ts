// Measurements: what the registry knows of every system, the embedder that remember, and the document at the end.
import { createHash } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import {
  EVALUATION_VERSION,
  type Evaluation,
  type Identification,
} from '../../models/evaluation/evaluation.ts';
import { success, type Result } from '../../models/failure.ts';
import type { Request } from '../../preload/contract.ts';
import { versions } from './doctor.ts';
import { planCheckpoint } from '../jobs/measure/library/checkpoint.ts';
import type { PhotoEmbedder } from '../jobs/measure/benchmark/embedPhotos.ts';
import { measureLfw } from '../jobs/measure/benchmark/lfw.ts';
import { measureLibrary } from '../jobs/measure/library/library.ts';
import { DetectionCache } from '../jobs/measure/benchmark/detectionCache.ts';
import { measurePaper } from '../jobs/measure/benchmark/paper.ts';
import type { Measured } from '../jobs/measure/measured.ts';
import {
  inUseFirst,
  planSystems,
  type KnownEncoder,
  type MethodConfiguration,
} from '../jobs/measure/systems.ts';
import { EmbeddingFile } from '../library/disk/embeddings.ts';
import { attempt } from '../library/disk/faults.ts';
import { benchmarkTraining, measuredFolder } from '../registry/folders.ts';
import { builtInDetector, resolveModel } from '../registry/models.ts';
import { report } from './report.ts';
import type { Call } from './call.ts';
import { installedEncoder, installedEncoders, knownEncoders } from './encoders.ts';
import { isHead } from '../../models/identity/heads/rule.ts';
import { FUSED } from '../../models/identity/fused/embeddings.ts';
import type { Services } from '../services.ts';

/** What photos outside of the library are looked at with, until it is closed. */
type OpenPhotoEmbedder = PhotoEmbedder & { readonly digest: string; readonly close: () => Promise<void> };

async function openPhotoEmbedder(services: Services, detector: string): Promise<Result<OpenPhotoEmbedder>> {
  const model = await resolveModel(detector);
  if (!model.ok) return model;
  const { digest } = model.value;
  const quality = await services.quality();
  if (!quality.ok) return quality;
  const detections = await DetectionCache.open(measuredFolder(), digest, quality.value?.digest);
  if (!detections.ok) return detections;
  const open = new Map<string, ReturnType<typeof EmbeddingFile.open>>();
  return success({
    engine: services.background,
    detector,
    digest,
    detections: detections.value,
    openEmbeddings: (encoder) =>
      attempt(measuredFolder(), async () => {
        const path = join(measuredFolder(), `${encoder.digest}.bin`);
        const opening = open.get(path) ?? EmbeddingFile.open(path, encoder, () => true);
        open.set(path, opening);
        const file = await opening;
        return {
          get: (face: string) => file.get(face),
          put: (rows: Iterable<readonly [string, Float32Array]>) =>
            attempt(measuredFolder(), () => file.put(rows)),
        };
      }),
    async close() {
      for (const opening of open.values()) await (await opening).close();
    },
  });
}

const lfwWays: readonly MethodConfiguration[] = ['distance'];
const paperWays: readonly MethodConfiguration[] = [
  'distance',
  'head',
  'means',
  'text',
  'zero-shot',
  'projector',
  'full',
];

export async function benchmark(
  services: Services,
  request: Request<'benchmark'>,
  call: Call,
): Promise<Result<Evaluation>> {
  const started = performance.now();
  const { protocol, detector = builtInDetector, seed = 0 } = request;
  const embedder = await openPhotoEmbedder(services, detector);
  if (!embedder.ok) return embedder;
  const encoders = await knownEncoders();
  if (!encoders.ok) return encoders;
  const fused: KnownEncoder[] = [];
  for (const id of new Set(request.systems?.flatMap((system) => system.split('/')[0]) ?? [])) {
    if (!id.includes(FUSED)) continue;
    const encoder = await installedEncoder(id);
    if (!encoder.ok) return encoder;
    fused.push(encoder.value);
  }
  const systems = await planSystems(
    services.background,
    [...encoders.value, ...fused],
    protocol === 'lfw' ? lfwWays : paperWays,
    request.systems,
    call.signal,
  );
  if (!systems.ok) return systems;
  const measuring =
    protocol === 'lfw'
      ? measureLfw(embedder.value, systems.value, { ...request, seed }, call)
      : measurePaper(
          {
            ...embedder.value,
            cohorts: services.cohorts,
            workers: services.workers,
            scratch: measuredFolder(),
            training: benchmarkTraining(),
          },
          systems.value,
          { ...request, seed },
          call,
        );
  const measured = await measuring.finally(() => embedder.value.close());
  await rm(benchmarkTraining(), { recursive: true, force: true });
  if (!measured.ok) return measured;
  return conclude(services, measured.value, {
    protocol,
    seed,
    detector: { id: detector, digest: embedder.value.digest },
    command: commandOf(request),
    started,
    out: request.out,
    data: request.data,
    signal: call.signal,
  });
}

/** The library measured on itself, by every encoder on this machine: nothing in it changes. */
export function evaluate(
  services: Services,
  request: Request<'evaluate'>,
  call: Call,
): Promise<Result<Evaluation>> {
  const started = performance.now();
  return services.keepingLibrary(async (library) => {
    const { encoder, seed = 0, fpir = library.settings().fpir, out } = request;
    const detector = await resolveModel(builtInDetector);
    if (!detector.ok) return detector;
    const encoders = await installedEncoders(encoder);
    if (!encoders.ok) return encoders;
    const active = library.activeCheckpoint();
    // A closed form takes part where it is in use.
    const used = active !== undefined && isHead(active.method) ? [active.method] : [];
    const heads = [...new Set<MethodConfiguration>(['head', ...used])];
    const { background: engine, cohorts, workers } = services;
    const systems = await planSystems(engine, encoders.value, heads, undefined, call.signal);
    if (!systems.ok) return systems;
    const parts = { engine, library, cohorts, workers };
    const isMeant = active !== undefined && (encoder === undefined || encoder === active.encoder);
    const checkpoint = isMeant ? await planCheckpoint(parts, active, encoders.value, seed, call) : null;
    const measured = await measureLibrary(
      parts,
      isMeant && checkpoint === null ? inUseFirst(systems.value, active) : systems.value,
      checkpoint,
      { seed, fpir },
      call,
    );
    if (!measured.ok) return measured;
    const only = encoder === undefined ? '' : ` --encoder ${quoted(encoder)}`;
    return conclude(services, measured.value, {
      protocol: 'library',
      seed,
      detector: { id: builtInDetector, digest: detector.value.digest },
      command: `facet evaluate${only} --seed ${seed} --fpir ${fpir}`,
      started,
      out,
      data: undefined,
      signal: call.signal,
    });
  });
}

interface Conclusion {
  readonly protocol: Evaluation['protocol'];
  readonly seed: number;
  readonly detector: Evaluation['repeat']['detector'];
  readonly command: string;
  readonly started: number;
  readonly out: string | undefined;
  /** The folder that paths start from. */
  readonly data: string | undefined;
  readonly signal: AbortSignal;
}

/** Puts the document together, and on disk where that is asked for. */
async function conclude(
  services: Services,
  measured: Measured,
  { protocol, seed, detector, command, started, out, data, signal }: Conclusion,
): Promise<Result<Evaluation>> {
  const device = await services.engine.device();
  if (!device.ok) return device;
  const { facet, node, onnxRuntime, platform } = versions();
  const { settings, sets, systems, ...tables } = measured;
  const identifications: Identification[] = [];
  for (const test of tables.identifications) {
    const comparisons = await services.workers.run('comparisonsOf', [test], { signal });
    if (!comparisons.ok) return comparisons;
    identifications.push({ ...test, comparisons: comparisons.value });
  }
  const evaluation: Evaluation = {
    version: EVALUATION_VERSION,
    protocol,
    run: { createdAt: new Date().toISOString(), seconds: (performance.now() - started) / 1000 },
    repeat: {
      command,
      seed,
      settings,
      data: sets.map(({ set, people, hashes }) => ({
        set,
        people,
        photos: hashes.length,
        digest: createHash('sha256')
          .update([...hashes].sort().join('\n'))
          .digest('hex'),
      })),
      detector,
      device: device.value,
      versions: { facet, node, onnxRuntime, platform },
    },
    systems: systems.map(({ system }) => system),
    ...tables,
    identifications,
  };
  if (out === undefined) return success(evaluation);
  const written = await report(services, evaluation, out, data ?? null);
  return written.ok ? success(evaluation) : written;
}

/** As a shell reads it back. */
const quoted = (word: string): string =>
  /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;

/** The command line that asks for the same. */
function commandOf({ protocol, out: _, ...options }: Request<'benchmark'>): string {
  const words = Object.entries(options).flatMap(([name, value]) => {
    const option = `--${name}`;
    if (value === false) return [];
    if (value === true) return [option];
    return [option, quoted(Array.isArray(value) ? value.join(',') : String(value))];
  });
  return ['facet benchmark --protocol', protocol, ...words].join(' ');
}
