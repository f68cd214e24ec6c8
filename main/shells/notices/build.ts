// Run by `npm run build` when the bundles stand: gathers the notices of all that Facet is made with into one file.
import { writeFileSync } from 'node:fs';
import { noticesFile } from '../../notices.ts';
import { packageRoot } from '../../registry/folders.ts';
import { formatNotices } from './format.ts';
import { packagesOf } from './packages.ts';
import { partsOfDecoders, partsOfOnnxRuntime } from './parts.ts';

writeFileSync(
  noticesFile(),
  formatNotices([...packagesOf(packageRoot()), ...partsOfOnnxRuntime, ...partsOfDecoders]),
);
