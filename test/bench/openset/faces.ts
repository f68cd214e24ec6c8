// Faces of folders of people, embedded once and kept outside the project: further runs look at no photo again.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { startEngine } from '../../../main/engine/client.ts';
import type { Engine, EncoderInfo } from '../../../main/engine/engine.ts';
import type { InstalledQuality } from '../../../main/engine/protocol.ts';
import { EmbeddingFile } from '../../../main/library/disk/embeddings.ts';
import { DetectionCache } from '../../../main/jobs/measure/benchmark/detectionCache.ts';
import { homeOfCameras, MOST_SEEN } from '../../../main/jobs/cohorts/homeOfCameras.ts';
import { Workers } from '../../../main/work/workers.ts';
import {
  embedPhotos,
  hasFace,
  type PhotoEmbedder,
} from '../../../main/jobs/measure/benchmark/embedPhotos.ts';
import { conditionsOf } from '../../../main/jobs/measure/benchmark/identificationTest.ts';
import { readPhotoSets, type PhotoSet } from '../../../main/jobs/measure/benchmark/photoSets.ts';
import { builtInDetector, resolveModel } from '../../../main/registry/models.ts';
import type { Box, Landmarks } from '../../../models/image/geometry.ts';
import { evenlySpaced } from '../../../models/evaluation/split.ts';
import type { HomePrior } from '../../../models/identity/calibration/homeShift.ts';
import type { Cohort } from '../../../models/identity/cohort/cohort.ts';
import { encodersIn, joinEmbeddings } from '../../../models/identity/fused/embeddings.ts';
import type { FaceConditions } from '../../../models/identity/calibration/conditions.ts';
import { success } from '../../../models/failure.ts';
import { seededRandom } from '../../../models/random.ts';
import { cohortHalf } from '../../acceptance/support/strangers.ts';
import type { Report } from '../support/interleaved.ts';
import { valueOf } from '../support/parts.ts';

/** The face that one photo is about. */
export interface BenchFace {
  readonly path: string;
  readonly box: Box;
  readonly person: string;
  readonly differenceHash: string;
  readonly conditions: FaceConditions;
  /** L2-normalised, by encoder id. */
  readonly embeddings: ReadonlyMap<string, Float32Array>;
}

/** A set whose people stay among themselves: those who are not enrolled are the others' home strangers. */
export interface BenchSet {
  readonly name: string;
  /** Faces of each person; photos in which none is found are left out. */
  readonly people: readonly (readonly BenchFace[])[];
}

/** What is taken of a set at most: a bench has an hour. */
const MOST_PEOPLE = 120;
const MOST_PHOTOS = 20;
/** Strangers for each purpose: to fit a cohort, and to be tried. */
const MOST_STRANGERS = 1000;

export interface Embedder {
  readonly encoders: readonly EncoderInfo[];
  /** @param fewest photos that a person must have to take part */
  readSet(folder: string, fewest: number): Promise<BenchSet>;
  /** One face of each of two halves of a folder of strangers. */
  readStrangers(folder: string): Promise<{ fitted: readonly BenchFace[]; tried: readonly BenchFace[] }>;
  /** What `facet cohort add` finds of home strangers, kept in the cache. */
  readHome(cohort: Cohort, strangers: readonly BenchFace[]): Promise<HomePrior>;
  close(): Promise<void>;
}

/**
 * @param cache folder for detections and embeddings
 * @param looks the detector, the built-in one where it is left out, and the network that rates faces; by their pixels where there is none
 */
export async function openEmbedder(
  cache: string,
  ids: readonly string[],
  report: Report,
  looks: { readonly detector?: string; readonly quality?: InstalledQuality | null } = {},
): Promise<Embedder> {
  const { detector: detectorId = builtInDetector, quality = null } = looks;
  mkdirSync(cache, { recursive: true });
  const engine: Engine = startEngine({ resolveModel, quality: () => Promise.resolve(success(quality)) });
  const detector = valueOf(await resolveModel(detectorId));
  const detections = valueOf(await DetectionCache.open(cache, detector.digest, quality?.digest));
  const encoders = await Promise.all(ids.map(async (id) => valueOf(await engine.encoder(id))));
  const files = new Map<string, EmbeddingFile>();
  for (const encoder of encoders) {
    const path = join(cache, `${encoder.digest}.bin`);
    files.set(encoder.id, await EmbeddingFile.open(path, encoder, () => true));
  }
  const fileOf = (id: string): EmbeddingFile => {
    const file = files.get(id);
    if (file === undefined) throw new Error(`${id} was not opened`);
    return file;
  };
  const embedder: PhotoEmbedder = {
    engine,
    detector: detectorId,
    detections,
    openEmbeddings: ({ digest }) => {
      const file = fileOf(encoders.find((encoder) => encoder.digest === digest)?.id ?? '');
      return Promise.resolve(
        success({
          get: (face: string) => file.get(face),
          put: async (rows: Iterable<readonly [string, Float32Array]>) => success(await file.put(rows)),
        }),
      );
    },
  };

  const embed = async (
    set: string,
    folder: string,
    photos: readonly (readonly [person: string, path: string])[],
  ) => {
    const paths = photos.map(([, path]) => path);
    const owners = new Map(photos.map(([person, path]) => [path, person]));
    const call = { signal: new AbortController().signal, emit: () => undefined };
    const choice = basename(folder) === 'lfw' ? 'central' : 'largest';
    const { seen, coverage } = valueOf(await embedPhotos(embedder, { set, paths, choice }, encoders, call));
    if (coverage.looked > 0) report(`${set}: ${coverage.looked} photos in ${coverage.seconds.toFixed(0)} s`);
    return seen.filter(hasFace).map((one): BenchFace => ({
      path: one.path,
      box: boxAround(one.face.landmarks),
      person: owners.get(one.path) ?? '',
      differenceHash: one.face.differenceHash ?? '',
      conditions: conditionsOf(one),
      embeddings: new Map(
        encoders.flatMap(({ id }) => {
          const embedding = fileOf(id).get(one.face.key);
          return embedding === undefined ? [] : [[id, embedding] as const];
        }),
      ),
    }));
  };

  return {
    encoders,
    async readSet(folder, fewest) {
      const { name, people } = await onlySet(folder);
      const random = seededRandom(0, name);
      const chosen = random.shuffle(people.filter(({ photos }) => photos.length >= fewest));
      const taken = chosen.slice(0, MOST_PEOPLE);
      const faces = await embed(
        name,
        folder,
        taken.flatMap((person) =>
          evenlySpaced(person.photos.length, MOST_PHOTOS).map(
            (at) => [person.name, person.photos[at].path] as const,
          ),
        ),
      );
      return {
        name,
        people: taken
          .map((person) => faces.filter((face) => face.person === person.name))
          .filter((own) => own.length >= fewest),
      };
    },
    async readStrangers(folder) {
      const { name, people } = await onlySet(folder);
      const alone = people.filter(({ photos }) => photos.length === 1);
      const half = (wanted: boolean) =>
        (alone.length > 0 ? alone : people)
          .filter((person) => cohortHalf(person.name) === wanted)
          .slice(0, MOST_STRANGERS)
          .map((person) => [person.name, person.photos[0].path] as const);
      return {
        fitted: await embed(`${name}, strangers for cohorts`, folder, half(true)),
        tried: await embed(`${name}, strangers`, folder, half(false)),
      };
    },
    async readHome(cohort, strangers) {
      const { id } = cohort.encoder;
      const path = join(
        cache,
        detectorId === builtInDetector ? `home-${id}.json` : `home-${id}-${detectorId}.json`,
      );
      if (existsSync(path)) return JSON.parse(readFileSync(path, 'utf8')) as HomePrior;
      const workers = new Workers();
      const seen = strangers
        .slice(0, MOST_SEEN)
        .map((face) => ({ ...face, embedding: embeddingOf(face, id) }));
      const parts = { engine, workers, detector: detectorId, encoder: id };
      const call = { signal: new AbortController().signal, emit: () => undefined };
      const home = valueOf(await homeOfCameras(parts, cohort, seen, call));
      workers.close();
      writeFileSync(path, JSON.stringify(home));
      return home;
    },
    async close() {
      for (const file of files.values()) await file.close();
      await engine.close();
    },
  };
}

/** About as a detector draws it. */
function boxAround(landmarks: Landmarks): Box {
  const [[leftX, leftY], [rightX, rightY], [noseX, noseY]] = landmarks;
  const width = 2.2 * Math.max(1, Math.hypot(rightX - leftX, rightY - leftY));
  return [noseX - width / 2, noseY - width / 2, width, width];
}

async function onlySet(folder: string): Promise<PhotoSet> {
  const [set] = valueOf(await readPhotoSets(folder));
  return set;
}

export function embeddingOf({ path, embeddings }: BenchFace, encoder: string): Float32Array {
  const parts = encodersIn(encoder).flatMap((part) => embeddings.get(part) ?? []);
  const embedding = parts.length > 1 ? joinEmbeddings(parts) : parts.at(0);
  if (embedding === undefined || parts.length < encodersIn(encoder).length)
    throw new Error(`${path} has no embedding by ${encoder}`);
  return embedding;
}
