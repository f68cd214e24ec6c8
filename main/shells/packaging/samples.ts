// Run by `npm run build`: puts the sample photos that Facet can be tried with beside its bundles, with their licence.
import { copyFileSync, mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { samples, samplesFolder } from '../../window/samples.ts';

const origin = dirname(createRequire(import.meta.url).resolve('@vladmandic/face-api/package.json'));
mkdirSync(samplesFolder(), { recursive: true });
for (const { name } of Object.values(samples))
  copyFileSync(join(origin, 'demo', name), join(samplesFolder(), name));
copyFileSync(join(origin, 'LICENSE'), join(samplesFolder(), 'LICENSE.txt'));
