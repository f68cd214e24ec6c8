// Whether measures of quality know which faces will be mistaken: error-versus-discard over folders of people, of the measure
// that is computed from pixels and, where a quality network is installed, of that one.
//
//   npm run bench -- discard [--data DIR ...] [--encoder starter,...] [--quality ID] [--fmr 0.001] [--cache DIR]
//
// DIR holds a folder a person; ID is a quality network, the one that Facet uses where it is left out. The threshold has the false match rate asked for among the set's own pairs of two people.
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { InstalledQuality } from '../../../main/engine/protocol.ts';
import { builtInEncoder, qualityNetwork, resolveModel } from '../../../main/registry/models.ts';
import { errorVersusDiscard, type MatedPair } from '../../../models/evaluation/errorVersusDiscard.ts';
import { faces as sharedFaces } from '../../support/shared.ts';
import type { Report } from '../support/interleaved.ts';
import { valueOf } from '../support/parts.ts';
import { embeddingOf, openEmbedder, type BenchSet } from './faces.ts';

const shares = [0, 0.05, 0.1, 0.2, 0.3] as const;

export async function benchDiscard(report: Report): Promise<void> {
  const { values: options } = parseArgs({
    args: process.argv.slice(3),
    options: {
      data: { type: 'string', multiple: true },
      encoder: { type: 'string', default: builtInEncoder },
      quality: { type: 'string' },
      fmr: { type: 'string', default: '0.001' },
      cache: { type: 'string', default: join(tmpdir(), 'facet-openset') },
    },
  });
  const data = options.data ?? ['orl', 'umist', 'web7', 'lfw'].map((name) => join(sharedFaces, name));
  const missing = data.filter((folder) => !existsSync(folder));
  if (missing.length > 0) {
    report(`Left out: ${missing.join(', ')} is not here. Name folders of people: --data DIR`);
    return;
  }
  const network = options.quality ?? (await qualityNetwork());
  if (network === null) report('No quality network is installed: facet models pull ediffiqa-tiny');
  const columns = shares.map((share) => `${100 * share}%`);
  report(`| quality by | encoder | set | pairs | ${columns.join(' | ')} |`);
  report(`|---|---|---|---|${columns.map(() => '---|').join('')}`);
  for (const quality of [null, ...(network === null ? [] : [await openQualityNetwork(network)])]) {
    const measure = quality === null ? 'pixels' : quality.manifest.id;
    const embedder = await openEmbedder(options.cache, options.encoder.split(','), report, { quality });
    try {
      for (const folder of data) {
        const set = await embedder.readSet(resolve(folder), 4);
        for (const { id } of embedder.encoders) {
          const { mated, others } = comparisons(set, id);
          const threshold = others[Math.floor((1 - Number(options.fmr)) * (others.length - 1))] ?? 1;
          const curve = errorVersusDiscard(mated, threshold, shares);
          const errors = curve.map(({ error }) => (100 * error).toFixed(1));
          report(`| ${measure} | ${id} | ${set.name} | ${mated.length} | ${errors.join(' | ')} |`);
        }
      }
    } finally {
      await embedder.close();
    }
  }
}

async function openQualityNetwork(id: string): Promise<InstalledQuality> {
  const { manifest, ...model } = valueOf(await resolveModel(id));
  if (manifest.kind !== 'quality') throw new Error(`${id} is not a quality network`);
  return { ...model, manifest };
}

/** Every pair of the set's photos; of two people, only the scores, the lowest first. */
function comparisons({ people }: BenchSet, encoder: string): { mated: MatedPair[]; others: Float32Array } {
  const all = people.flat();
  const rows = all.map((face) => embeddingOf(face, encoder));
  const mated: MatedPair[] = [];
  const others: number[] = [];
  all.forEach((a, at) => {
    for (let other = at + 1; other < all.length; other++) {
      const b = all[other];
      const [left, right] = [rows[at], rows[other]];
      let score = 0;
      for (let i = 0; i < left.length; i++) score += left[i] * right[i];
      if (a.person === b.person)
        mated.push({ score, quality: Math.min(a.conditions.quality, b.conditions.quality) });
      else others.push(score);
    }
  });
  return { mated, others: Float32Array.from(others).sort() };
}
