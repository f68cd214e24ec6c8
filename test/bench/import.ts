// Importing a folder through the engine, against the sum of what has to be done: decode, detect, align, embed, each
// photo by itself.
import { createHash } from 'node:crypto';
import { startEngine } from '../../main/engine/client.ts';
import { decodePhoto } from '../../main/images/decode.ts';
import { encodePng } from '../../main/images/encode.ts';
import { readPhoto } from '../../main/images/read.ts';
import { resolveModel } from '../../main/registry/models.ts';
import { alignFace, cutInput } from '../../models/face/align.ts';
import { detectFaces } from '../../models/face/detection/detect.ts';
import { differenceHash } from '../../models/face/nearDuplicate.ts';
import { estimatePose } from '../../models/face/pose.ts';
import { measureQuality } from '../../models/face/quality.ts';
import { interleaved, median, tellRatio, type Report } from './support/interleaved.ts';
import { openParts, timer, valueOf, type Parts, type Times } from './support/parts.ts';
import { makePhotos } from './support/photos.ts';

const ROUNDS = 3;
const LIMIT = 1.3;

const STEPS = ['decode', 'detect', 'align', 'embed'] as const;
type Step = (typeof STEPS)[number];

/** Takes one photo through the four steps; answers with the number of faces. */
async function step({ detector, encoder }: Parts, path: string, times: Times<Step>): Promise<number> {
  const timed = timer(times);
  const image = await timed('decode', async () =>
    valueOf(await decodePhoto(valueOf(await readPhoto(path)), { name: path })),
  );
  const faces = await timed('detect', () => detectFaces(image, detector));
  const aligned = await timed('align', () =>
    Promise.all(
      faces.map(async (face) => {
        const crop = alignFace(image, face.landmarks);
        estimatePose(face.landmarks);
        measureQuality(image, face, crop);
        differenceHash(crop.crop);
        createHash('sha256')
          .update(await encodePng(crop.crop))
          .digest('hex');
        return crop;
      }),
    ),
  );
  await timed('embed', () =>
    encoder.run(aligned.map(({ crop, landmarks }) => cutInput(crop, landmarks, encoder.input))),
  );
  return faces.length;
}

export async function benchImport(report: Report, folder: string): Promise<void> {
  const photos = await makePhotos(folder, 2);
  const parts = await openParts();
  const rounds: Times<Step>[] = [];
  let faces = 0;
  const engine = startEngine({ resolveModel });
  const { alone, imported } = await interleaved(ROUNDS, {
    async alone() {
      const times: Times<Step> = { decode: 0, detect: 0, align: 0, embed: 0 };
      rounds.push(times);
      for (const path of photos) faces += await step(parts, path, times);
    },
    async imported() {
      const results = photos.map((path) =>
        engine.findFaces({
          source: { kind: 'file', path },
          detector: 'blazeface',
          encoder: 'starter',
          crops: true,
        }),
      );
      for (const result of await Promise.all(results)) faces -= valueOf(result).faces.length;
    },
  });
  await engine.close();
  if (faces !== 0) throw new Error('the engine found other faces than its parts');
  const told = STEPS.map((name) => {
    const time = median(rounds.slice(1).map((times) => times[name])) / photos.length;
    return `${name} ${time.toFixed(0)} ms`;
  });
  report(`parts of an import, a photo of 2 or 12 megapixels: ${told.join(', ')}`);
  const each = (time: number) => time / photos.length;
  tellRatio(
    report,
    'import of a folder, a photo',
    ['engine', each(imported)],
    ['its parts', each(alone)],
    LIMIT,
  );
}
